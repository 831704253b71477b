import { z } from 'zod';

/** A port to listen on. */
export const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** What every service that runs in a process of its own is told by its environment. */
const common = (defaultPort: number) => ({
  /** Where it serves health, metrics and its own HTTP. */
  PORT: port(defaultPort),
  /** Comma-separated `host:port`. */
  KAFKA_BROKERS: z.string().min(1, 'names the Kafka brokers, such as 127.0.0.1:9092'),
  /** Of every topic; the same for all services, and never made smaller. */
  HEADROOM_PARTITIONS: z.coerce.number().int().min(1).max(10_000).default(12),
  HEADROOM_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Signs and checks the bearer tokens; the same for all services. */
  HEADROOM_TOKEN_SECRET: z.string().min(32, 'is a secret of 32 characters or more'),
});

/** The environment of a service: what all have, and its own. Checked whole at start. */
export const serviceConfig = <S extends z.ZodRawShape>(defaultPort: number, own: S = {} as S) =>
  z.object({ ...common(defaultPort), ...own });

export type CommonConfig = z.output<ReturnType<typeof serviceConfig>>;
