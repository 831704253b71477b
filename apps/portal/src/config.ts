import { serviceConfig } from '@headroom/service-kit';
import { z } from 'zod';

const upstream = z.url({ protocol: /^https?$/, error: 'is an http address such as http://registry:3000' });

/** The portal in a process of its own: it answers for the registry and for ingest, too. */
export const config = serviceConfig(3000, {
  /** Of the account `admin`; without it nobody can log in. */
  HEADROOM_ADMIN_PASSWORD: z.string().min(8, 'is a password of 8 characters or more').max(1024).optional(),
  REGISTRY_URL: upstream,
  INGEST_URL: upstream,
});
