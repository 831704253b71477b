import type { Alarm } from './alarms';

/** What a service says when it raises an alarm; the subject is the thing's path without its depot, or the depot's own id. */
export interface AlarmRaised {
  readonly depot: string;
  readonly kind: string;
  readonly subject: string;
  readonly level: Alarm['level'];
  readonly detail: string;
}

/** When it is said, and the id of the message. */
export interface Said {
  readonly at: string;
  readonly id: string;
}

const SEGMENT_LENGTH = 64;

/** `<depot>.<kind>-<subject>`: the same subject has the same alarm for ever. A subject's dots become _ and what is too long is hashed. */
export function alarmKey(depot: string, kind: string, subject: string): string {
  const segment = `${kind}-${subject.replace(/[^A-Za-z0-9_-]/g, '_')}`;
  if (segment.length <= SEGMENT_LENGTH) return `${depot}.${segment}`;
  const hash = hashOf(segment);
  return `${depot}.${segment.slice(0, SEGMENT_LENGTH - hash.length - 1)}-${hash}`;
}

/** The message that raises an alarm, or null where it stands already and says the same. An alarm that stands keeps the time it was raised and who has seen it. */
export function alarmRaised(standing: Alarm | undefined, raised: AlarmRaised, said: Said): Alarm | null {
  const stands = standing !== undefined && standing.clearedAt === null;
  if (stands && standing.level === raised.level && standing.detail === raised.detail) return null;
  const alarm = alarmKey(raised.depot, raised.kind, raised.subject);
  // Who has seen an amber alarm has not seen the red one.
  const seen =
    stands && standing.level === raised.level ? { acknowledgedAt: standing.acknowledgedAt, acknowledgedBy: standing.acknowledgedBy } : {};
  return { ...said, ...raised, alarm, raisedAt: stands ? standing.raisedAt : said.at, clearedAt: null, ...seen };
}

/** The message that says a person has seen an alarm, or null where one has already. It may be cleared by then. */
export function alarmAcknowledged(standing: Alarm, by: string, said: Said): Alarm | null {
  if (standing.acknowledgedAt) return null;
  return { ...standing, ...said, acknowledgedAt: said.at, acknowledgedBy: by };
}

/** The message that clears an alarm, or null where none stands. */
export function alarmCleared(standing: Alarm | undefined, said: Said): Alarm | null {
  if (standing === undefined || standing.clearedAt !== null) return null;
  return { ...standing, ...said, clearedAt: said.at };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
