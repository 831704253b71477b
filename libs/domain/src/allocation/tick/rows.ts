import { VOLTAGE_V } from '../../units';
import type { Deal, Seat } from '../deal';
import { weightOf } from '../worth';

/**
 * The tick as a problem of whole numbers. A player is a van that can be steered; a row is one limit of one node (all phases together,
 * or one phase) counted in phase-amps. Rows that cannot bind, whatever is given, are left out: that is most of them at most depots.
 * Player i takes `use[q]` of row `rowOf[q]` for each amp, q from first[i] to first[i + 1].
 */
export interface Rows {
  readonly players: readonly Seat[];
  readonly first: Int32Array;
  readonly rowOf: Int32Array;
  readonly use: Int32Array;
  /** What each row has to give, phase-amps. */
  readonly limit: Int32Array;
  /** 1 for a row of all phases together, on which a van counts once for each of its phases. */
  readonly isTotal: Uint8Array;
  readonly phaseCount: Uint8Array;
  readonly minA: Int32Array;
  /** Worth in full up to here, worth little from here to the most. */
  readonly targetA: Int32Array;
  readonly mostA: Int32Array;
  /** Not cut below this: the minimum where it must go on, else 0. */
  readonly floorA: Int32Array;
  /** Of one amp up to the target. */
  readonly worth: Float64Array;
}

/** Sums of doubles may miss a whole amp by this much. */
const ROUNDING = 1e-7;
/** Of a figure of the room: it cannot bind, or nobody has asked yet. */
const NO_ROW = -1;
const UNKNOWN = -2;

/** Players and rows in an order of their own, so that the order of the problem plays no part. */
export function rowsOf({ room, seats }: Deal, goesOn: (seat: Seat) => boolean): Rows {
  const players = byWorth(seats.filter(({ allowedA }) => allowedA > 0));
  const count = players.length;
  const figures = {
    phaseCount: new Uint8Array(count),
    minA: new Int32Array(count),
    targetA: new Int32Array(count),
    mostA: new Int32Array(count),
    floorA: new Int32Array(count),
    worth: new Float64Array(count),
  };
  // So that the greatest is 1, and what counts as nothing is the same for all depots.
  const greatest = count === 0 ? 1 : worthOf(players[0] as Seat) || 1;
  players.forEach((seat, player) => {
    figures.phaseCount[player] = seat.demand.phases.length;
    figures.minA[player] = seat.minA;
    figures.targetA[player] = seat.targetA;
    figures.mostA[player] = seat.allowedA;
    figures.floorA[player] = goesOn(seat) ? seat.minA : 0;
    figures.worth[player] = worthOf(seat) / greatest;
  });
  return { players, ...figures, ...usesOf(room.free, players) };
}

function byWorth(seats: readonly Seat[]): Seat[] {
  return seats
    .map((seat) => ({ seat, id: seat.demand.id, worth: worthOf(seat) }))
    .sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : Number(a.id > b.id)))
    .map(({ seat }) => seat);
}

const worthOf = ({ demand }: Seat): number => weightOf(demand) * demand.phases.length;

/** The figures of the room that can bind, numbered as the players meet them, and who counts against them by how much for each amp. */
function usesOf(free: Float64Array, players: readonly Seat[]): Pick<Rows, 'first' | 'rowOf' | 'use' | 'limit' | 'isTotal'> {
  const asked = askedOf(free, players);
  const rowAt = new Int32Array(free.length).fill(UNKNOWN);
  const limit: number[] = [];
  const isTotal: number[] = [];
  const first = new Int32Array(players.length + 1);
  const most = mostUses(players);
  const rowOf = new Int32Array(most);
  const use = new Int32Array(most);
  let uses = 0;
  const add = (slot: number, perAmp: number) => {
    if (rowAt[slot] === UNKNOWN) {
      const limitA = limitOf(free[slot] as number, slot);
      const binds = (asked[slot] as number) > limitA;
      rowAt[slot] = binds ? limit.push(limitA) - 1 : NO_ROW;
      if (binds) isTotal.push(slot % 4 === 0 ? 1 : 0);
    }
    if (rowAt[slot] === NO_ROW) return;
    rowOf[uses] = rowAt[slot] as number;
    use[uses++] = perAmp;
  };
  for (let player = 0; player < players.length; player++) {
    const { path, demand } = players[player] as Seat;
    for (let step = 0; step < path.length; step++) {
      const base = (path[step] as number) * 4;
      add(base, demand.phases.length);
      for (let i = 0; i < demand.phases.length; i++) add(base + 1 + (demand.phases[i] as number), 1);
    }
    first[player + 1] = uses;
  }
  return {
    first,
    rowOf: rowOf.subarray(0, uses),
    use: use.subarray(0, uses),
    limit: new Int32Array(limit),
    isTotal: new Uint8Array(isTotal),
  };
}

function mostUses(players: readonly Seat[]): number {
  let most = 0;
  for (const { path, demand } of players) most += path.length * (1 + demand.phases.length);
  return most;
}

/** What all would draw at their most, by figure of the room: W is counted in phase-amps. */
function askedOf(free: Float64Array, players: readonly Seat[]): Float64Array {
  const asked = new Float64Array(free.length);
  for (const { path, allowedA, demand } of players) {
    const { phases } = demand;
    for (let step = 0; step < path.length; step++) {
      const base = (path[step] as number) * 4;
      asked[base] = (asked[base] as number) + phases.length * allowedA;
      for (let i = 0; i < phases.length; i++) {
        const slot = base + 1 + (phases[i] as number);
        asked[slot] = (asked[slot] as number) + allowedA;
      }
    }
  }
  return asked;
}

function limitOf(free: number, slot: number): number {
  return Math.max(0, Math.floor((slot % 4 === 0 ? free / VOLTAGE_V : free) + ROUNDING));
}
