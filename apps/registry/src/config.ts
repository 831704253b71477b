import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const config = serviceConfig(3001, {
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'is a PostgreSQL address such as postgres://user:password@host:5432/headroom',
  }),
});
