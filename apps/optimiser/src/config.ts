import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const config = serviceConfig(3008, {
  /** slices: any depot; lp: exact up to 50 sockets, slices above. */
  HEADROOM_ALLOCATOR: z.enum(['slices', 'lp']).default('slices'),
});
