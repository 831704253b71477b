import type { Ledger } from './ledger';
import type { ControlPicture } from './picture';
import type { ControlStep } from './step';
/**
 * One look at the depot: what is to be told now, and what has become of what was told. Call it after every change of the
 * picture, of the targets and after every answer, and at `wakeAtMs`. It is level-triggered: a repeated or a missed call does no harm.
 */
export function advance(ledger: Ledger, _picture: ControlPicture, _nowMs: number, _newId: () => string): ControlStep {
  return { ledger, send: [], alarms: [], wakeAtMs: null };
}
