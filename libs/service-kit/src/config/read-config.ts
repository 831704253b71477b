import type { z } from 'zod';

/** Thrown when the environment cannot be used; the message is one line that names the variable. */
export class ConfigError extends Error {}

/**
 * Reads a service's configuration from its environment.
 * @throws ConfigError for a missing or bad value, and for a HEADROOM_ variable that nothing reads (a misspelling, most likely).
 */
export function readConfig<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv, alsoKnown: readonly string[] = []): z.output<S> {
  const known = new Set([...Object.keys(schema.shape), ...alsoKnown, ...sharedNames]);
  const unknown = Object.keys(env).find((name) => name.startsWith('HEADROOM_') && !known.has(name));
  if (unknown) throw new ConfigError(`${unknown} is not a setting of this service; it knows ${[...known].sort().join(', ')}.`);
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  throw new ConfigError(env[name] === undefined ? `${name} is not set: ${issue?.message}.` : `${name} is not usable: ${issue?.message}.`);
}

/** One environment often serves all services of an installation, so a name that another service reads is no mistake. */
const sharedNames = ['HEADROOM_ADMIN_PASSWORD', 'HEADROOM_DATA', 'HEADROOM_TOKEN_SECRET', 'HEADROOM_PARTITIONS', 'HEADROOM_LOG_LEVEL'];
