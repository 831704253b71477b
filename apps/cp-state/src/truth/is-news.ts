import type { SocketState } from '@headroom/contracts';

/** That a socket was heard again, with nothing new, is told this often: where a vehicle is, and where nobody waits for it. */
const PLUGGED_HEARD_EVERY_MS = 60_000;
const IDLE_HEARD_EVERY_MS = 300_000;

/** Whether a row is worth telling: something changed, or it was told as heard some time ago. */
export function isNews(told: SocketState | undefined, row: SocketState): boolean {
  if (told === undefined) return true;
  if (told === row) return false;
  if (COMPARED.some((field) => !isSame(told[field], row[field]))) return true;
  return heardMs(row) - heardMs(told) >= (row.plugged ? PLUGGED_HEARD_EVERY_MS : IDLE_HEARD_EVERY_MS);
}

const COMPARED = [
  'status',
  'plugged',
  'realPowerW',
  'currentA',
  'phaseCurrentsA',
  'energyWh',
  'offeredA',
  'tag',
  'tagKind',
  'vehicle',
  'pluggedAt',
  'energyAtPlugWh',
  'epoch',
  'lost',
] as const satisfies readonly (keyof SocketState)[];

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.every((value, index) => value === other[index]));

const heardMs = (row: SocketState): number => (row.lastHeardAt === null ? 0 : Date.parse(row.lastHeardAt));
