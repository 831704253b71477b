import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const config = serviceConfig(3001, {
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'is a PostgreSQL address such as postgres://user:password@host:5432/headroom',
  }),
  /** A file of depots (JSON, the messages of registry.depots and registry.plans) to fill an empty registry with; a demonstration's. */
  HEADROOM_ESTATE: z.string().min(1).optional(),
});
