import type { Setpoint } from '@headroom/contracts';
import { MIN_CHARGE_A } from '@headroom/domain';
import type { Faults } from '../faults';
import { between, chance, type Random } from '../random/random';
import type { Firmware } from './firmware';

export const ACCEPTED = 0;
export const REJECTED = 1;
export const EXPIRED = 4;

/** What a controller makes of a setpoint: the current it enacts (null: none) and what it answers, if it answers. */
export interface Answer {
  readonly enactA: number | null;
  readonly resultCode: number | null;
  readonly afterMs: number;
}

/** Decides on one setpoint; `random` is drawn from equally often whatever comes out, so that seeds stay comparable. */
export const answerTo = (
  setpoint: Setpoint,
  maxLimitA: number,
  nowMs: number,
  firmware: Firmware,
  faults: Faults,
  random: Random,
): Answer => {
  const promptMs = Math.round(between(random, ...firmware.answersWithinMs));
  const luck = random();
  const arrived = chance(random, 0.5);
  const amps = setpoint.mode === 'test' ? null : Math.min(setpoint.amps, maxLimitA);

  if (nowMs > Date.parse(setpoint.expiresAt)) return { enactA: null, resultCode: EXPIRED, afterMs: promptMs };
  if (setpoint.amps > 0 && setpoint.amps < MIN_CHARGE_A) return { enactA: null, resultCode: REJECTED, afterMs: promptMs };

  const { lostAnswerShare: lost, lateAnswerShare: late, rejectedSetpointShare: rejected } = faults;
  if (luck < lost) return { enactA: arrived ? amps : null, resultCode: null, afterMs: 0 };
  if (luck < lost + late) return { enactA: amps, resultCode: ACCEPTED, afterMs: Date.parse(setpoint.expiresAt) - nowMs + 5_000 };
  if (luck < lost + late + rejected) return { enactA: null, resultCode: REJECTED, afterMs: promptMs };
  return { enactA: amps, resultCode: ACCEPTED, afterMs: promptMs };
};
