import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '@headroom/service-kit';
import { z } from 'zod';

export const help = `npm start [-- options]

Headroom in one process: every service, an embedded bus, an embedded PostgreSQL and the web page.

  --empty        no depot and no simulator: ready for real ones (wants HEADROOM_ADMIN_PASSWORD)
  --speed 60     the simulator and every clock run this many times as fast
  --port 3000    where it answers
  --data DIR     where PostgreSQL and the secrets are kept (HEADROOM_DATA, else .headroom)
  --help         this

Environment: HEADROOM_ADMIN_PASSWORD, HEADROOM_DATA, HEADROOM_LOG_LEVEL.`;

/** What the environment may say. */
export const config = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HEADROOM_DATA: z.string().min(1).default('.headroom'),
  HEADROOM_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  HEADROOM_ADMIN_PASSWORD: z.string().min(8, 'is a password of 8 characters or more').max(1024).optional(),
});

export interface Options {
  readonly empty: boolean;
  readonly speed: number;
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly adminPassword: string;
}

/** Of the demonstration alone, whose depots do not exist (interfaces.md: the demo prints its accounts). */
export const DEMO_PASSWORD = 'headroom-demo';

const arguments_ = {
  empty: { type: 'boolean', default: false },
  speed: { type: 'string', default: '1' },
  port: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line and the environment; 'help' where help was asked for.
 * @throws one clear line that names the option or the variable.
 */
export function optionsOf(argv: readonly string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const { values } = parseArgs({ args: [...argv], options: arguments_ });
  if (values.help) return 'help';
  const read = readConfig(config, { ...env, ...(values.port === undefined ? {} : { PORT: values.port }) });
  const speed = Number(values.speed);
  if (!(speed >= 0.1 && speed <= 3_600)) throw new Error(`--speed is ${values.speed}; it takes a number from 0.1 to 3600.`);
  const adminPassword = read.HEADROOM_ADMIN_PASSWORD ?? (values.empty ? undefined : DEMO_PASSWORD);
  if (adminPassword === undefined) throw new Error('HEADROOM_ADMIN_PASSWORD is not set: with --empty nobody could log in.');
  return {
    empty: values.empty,
    speed,
    port: read.PORT,
    dataDir: resolve(values.data ?? read.HEADROOM_DATA),
    logLevel: read.HEADROOM_LOG_LEVEL,
    adminPassword,
  };
}
