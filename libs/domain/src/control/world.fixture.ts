import type { GridNode, Phase } from '../grid';
import type { Setpoint } from './index';

/** What a world may do to messages and how its chargers behave; the law tests draw it at random. */
export interface Weather {
  /** Of 100 setpoints and of 100 answers, how many are lost. */
  readonly lossPct: number;
  /** Of 100 answers, how many come twice, and how many come late (up to 40 s). */
  readonly twicePct: number;
  readonly latePct: number;
  /** Chargers that are not honest: some refuse, some say yes and do nothing, some fall back to full power. */
  readonly quirks: readonly Quirk[];
}
export type Quirk = 'honest' | 'refuses' | 'ignores' | 'reverts';

/** A charge point's socket and the vehicle at it, as they really are. */
export interface RealSocket {
  readonly id: string;
  readonly chargePoint: string;
  readonly node: string;
  /** As it is wired. */
  readonly phases: readonly Phase[];
  /** As its vehicle draws: many have a one-phase charger. */
  vanPhases: readonly Phase[];
  /** When a vehicle last took up phases that it had left idle. */
  tookUpAtMs: number;
  readonly gapMs: number;
  quirk: Quirk;
  plugged: boolean;
  lost: boolean;
  epoch: number;
  /** The limit that the charger enforces. */
  pilotA: number;
  /** What the vehicle would take. */
  appetiteA: number;
  drawnA: number;
  /** Setpoints under way to it, oldest first. */
  readonly underWay: Setpoint[];
  deliveredAtMs: number;
}

export const RATING_A = 32;
/**
 * From when a vehicle draws on more phases until the depot is within its limits again, at worst: a minute to the next measure, the gap between
 * messages to one charge point, the message's way, the vehicle's lag.
 */
export const RESPONSE_MS = 60_000 + 5_000 + 3_100 + 15_000;

/** A small generator with a seed (mulberry32), so that a world can be run again. */
export function dice(seed: number): (sides: number) => number {
  let state = seed | 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
}

/** Dual units on two feeders of one site, mixed phases. */
export function realSockets(count: number, quirks: readonly Quirk[], roll: (sides: number) => number): RealSocket[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `d.cp${i >> 1}.sk${i & 1}`,
    chargePoint: `d.cp${i >> 1}`,
    node: `f${(i >> 1) & 1}`,
    ...phasesOfA(roll),
    tookUpAtMs: Number.NEGATIVE_INFINITY,
    gapMs: (i >> 1) & 1 ? 5_000 : 2_000,
    quirk: quirks[i % quirks.length] ?? 'honest',
    plugged: roll(3) > 0,
    lost: false,
    epoch: 0,
    pilotA: RATING_A,
    appetiteA: roll(2) === 0 ? RATING_A : roll(27) + 6,
    drawnA: 0,
    underWay: [],
    deliveredAtMs: 0,
  }));
}

const ROTATIONS: readonly (readonly Phase[])[] = [
  [0, 1, 2],
  [1, 2, 0],
  [2, 0, 1],
];

function phasesOfA(roll: (sides: number) => number): Pick<RealSocket, 'phases' | 'vanPhases'> {
  const wired = ROTATIONS[roll(3)] as readonly Phase[];
  const phases = roll(2) === 0 ? wired : wired.slice(0, 1);
  return { phases, vanPhases: vanPhasesAt(phases, roll) };
}

/** A one-phase charger draws on the first conductor. */
export function vanPhasesAt(phases: readonly Phase[], roll: (sides: number) => number): readonly Phase[] {
  return roll(2) === 0 ? phases : phases.slice(0, 1);
}

export function realGrid(siteKw: number, feederA: number): GridNode[] {
  const feeder = (id: string): GridNode => ({
    id,
    parent: 'site',
    limitKw: null,
    limitA: [feederA, feederA, feederA],
    boundBy: `feeder:${id}`,
  });
  return [{ id: 'site', parent: null, limitKw: siteKw, limitA: null, boundBy: 'asc' }, feeder('f0'), feeder('f1')];
}

/** What a socket may come to draw without another word from anybody: omniscient, for honest chargers. */
export function potentialA(socket: RealSocket, nowMs: number): number {
  const coming = socket.underWay.filter(({ expiresAtMs }) => expiresAtMs >= nowMs).map(({ amps }) => amps);
  return Math.max(socket.pilotA, socket.drawnA, ...coming);
}
