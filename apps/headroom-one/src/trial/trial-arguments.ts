import { parseArgs } from 'node:util';
import { type Policy, policies } from './policies/policy';

/** What the command line asks for. */
export interface TrialRequest {
  readonly sessionsPath: string;
  readonly buildingPath: string;
  readonly capacityKva: number;
  readonly pricePath: string | null;
  readonly policies: readonly Policy[];
  readonly from: string | null;
  readonly days: number;
  readonly seed: number;
  readonly json: boolean;
}

/** A request, the wish for help, or why it cannot be done. */
export type ReadArguments = { request: TrialRequest } | { help: true } | { fault: string };

const MOST_DAYS = 366;

export const readArguments = (argv: readonly string[]): ReadArguments => {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }));
  } catch (error) {
    return { fault: (error as Error).message.split('. ')[0] as string };
  }
  if (values.help) return { help: true };
  const text = (name: string): string | null => (values[name] as string | undefined) ?? null;
  const whole = (name: string, otherwise: number): number => Number(text(name) ?? otherwise);
  const chosen = text('policy');
  const request = {
    sessionsPath: text('sessions') ?? '',
    buildingPath: text('building') ?? '',
    capacityKva: Number(text('capacity-kva') || Number.NaN),
    pricePath: text('price'),
    policies: chosen === null ? policies : policies.filter((policy) => policy === chosen),
    from: text('from'),
    days: whole('days', 7),
    seed: whole('seed', 1),
    json: values.json === true,
  };
  const fault = faultOf(request);
  return fault === null ? { request } : { fault };
};

const options = {
  sessions: { type: 'string' },
  building: { type: 'string' },
  'capacity-kva': { type: 'string' },
  price: { type: 'string' },
  policy: { type: 'string' },
  from: { type: 'string' },
  days: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const faultOf = (request: TrialRequest): string | null => {
  if (request.sessionsPath === '') return '--sessions is missing: the recorded sessions, a CSV file';
  if (request.buildingPath === '') return '--building is missing: the building load by the hour, a CSV file';
  if (!(request.capacityKva > 0 && request.capacityKva <= 100_000)) return '--capacity-kva must be a number above 0, such as 60';
  if (request.policies.length === 0) return `--policy must be one of ${policies.join(', ')}`;
  if (request.from !== null && !isDate(request.from)) return '--from must be a date such as 2018-07-02';
  if (!(Number.isInteger(request.days) && request.days >= 1 && request.days <= MOST_DAYS))
    return `--days must be a whole number from 1 to ${MOST_DAYS}`;
  if (!Number.isInteger(request.seed)) return '--seed must be a whole number';
  return null;
};

const isDate = (text: string): boolean => {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
};
