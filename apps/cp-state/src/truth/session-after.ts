import type { SocketMeasures, SocketState, SocketStatus } from '@headroom/contracts';
import type { TagOwner } from './installed';

/** OCPP 1.6, section 7.7: in these a cable may hang there, but no vehicle charges on it. */
const UNPLUGGED: ReadonlySet<SocketStatus> = new Set(['Available', 'Reserved', 'Unavailable', 'Faulted']);

/** More than any charger's own consumption: something is plugged in, whatever the status says. */
const DRAWS_W = 500;
const DRAWS_A = 2;

/** The part of a row that says who is there. */
export type Session = Pick<SocketState, 'status' | 'plugged' | 'tag' | 'tagKind' | 'vehicle' | 'pluggedAt' | 'epoch'>;

/**
 * Who is at the socket after a measure. The status says whether a vehicle is plugged in, yet chargers differ in what they say first:
 * a tag may come before the status (protocols B8), and go without any status at all (A2). A tag that goes, or Available, ends the session.
 * A fault does not: when it is over the same session goes on.
 */
export function sessionAfter(row: SocketState, fresh: SocketMeasures, at: string, ownerOf: (tag: string | null) => TagOwner): Session {
  const status = fresh.status ?? row.status;
  const plugged = isPlugged(row, fresh);
  const tag = status === 'Available' && !plugged ? null : fresh.tag === undefined ? row.tag : presented(fresh.tag);
  const over = !plugged && (status === 'Available' || tagGone(row, fresh));
  return {
    status,
    plugged,
    tag,
    ...ownerOf(tag),
    pluggedAt: over ? null : plugged ? (row.pluggedAt ?? at) : row.pluggedAt,
    epoch: row.epoch + (plugged && !row.plugged ? 1 : 0),
  };
}

/** Whether a vehicle has just come that was not there before; one that is back after a fault has not. */
export function isArrival(before: Session, after: Session): boolean {
  return after.pluggedAt !== null && before.pluggedAt === null;
}

/** Whether no current can flow: contactors are open while nobody is plugged in, and after the stop. */
export function isDead(session: Session): boolean {
  return !session.plugged || session.status === 'Finishing';
}

function isPlugged(row: SocketState, fresh: SocketMeasures): boolean {
  if (fresh.status !== undefined) return !UNPLUGGED.has(fresh.status);
  if (draws(fresh)) return true;
  if (tagGone(row, fresh)) return false;
  if (row.tag === null && presented(fresh.tag) !== null) return true;
  const onlyBecauseItDrew = row.plugged && row.tag === null && row.status !== null && UNPLUGGED.has(row.status);
  return onlyBecauseItDrew && fresh.realPowerW !== undefined ? false : row.plugged;
}

const presented = (tag: string | null | undefined): string | null => tag?.trim() || null;

const tagGone = (row: SocketState, fresh: SocketMeasures): boolean =>
  row.tag !== null && fresh.tag !== undefined && presented(fresh.tag) === null;

const draws = ({ realPowerW, currentA, phaseCurrentsA }: SocketMeasures): boolean =>
  (realPowerW ?? 0) >= DRAWS_W || (currentA ?? 0) >= DRAWS_A || (phaseCurrentsA ?? []).some((amps) => amps >= DRAWS_A);
