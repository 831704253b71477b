import type { SocketState } from '@headroom/contracts';

/** That a socket was heard again, with nothing new, is told this often. */
const HEARD_EVERY_MS = 60_000;

/** Whether a row is worth telling: something changed, or it was last told as heard a minute ago. */
export function isNews(told: SocketState | undefined, row: SocketState): boolean {
  if (told === undefined) return true;
  if (told === row) return false;
  return COMPARED.some((field) => !isSame(told[field], row[field])) || heardMs(row) - heardMs(told) >= HEARD_EVERY_MS;
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
