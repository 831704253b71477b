import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const config = serviceConfig(3008, {
  /** plan: by the plan of two days; slices: by shares of the moment; lp: exact for the moment up to 50 sockets, slices above. */
  HEADROOM_ALLOCATOR: z.enum(['plan', 'slices', 'lp']).default('plan'),
});
