import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const config = serviceConfig(3008, {
  /** plan: by the plan of two days; slices: by shares of the moment. */
  HEADROOM_ALLOCATOR: z.enum(['plan', 'slices']).default('plan'),
  /** Makes plans better where phases bind: the one of JavaScript in small depots, HiGHS in all, which is a package of its own to install. */
  HEADROOM_SOLVER: z.enum(['javascript', 'highs']).default('javascript'),
});
