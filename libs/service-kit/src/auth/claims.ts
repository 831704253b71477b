import { plainId } from '@headroom/contracts';
import { z } from 'zod';

/** Who may ask: people first, then machines. */
export const role = z.enum(['sysadmin', 'fleetadmin', 'depotadmin', 'viewer', 'anm', 'feed', 'cpc']);
export type Role = z.output<typeof role>;

/** What a token says of its bearer. A scope that is absent does not limit; an empty one allows nothing. */
export const claims = z.object({
  sub: z.string().min(1).max(200),
  role,
  depots: z.array(plainId).optional(),
  fleets: z.array(plainId).optional(),
  units: z.array(z.uuid()).optional(),
  /** Seconds since 1970. */
  exp: z.int(),
});
export type Claims = z.output<typeof claims>;
/** The one who asks. */
export type Caller = Claims;
