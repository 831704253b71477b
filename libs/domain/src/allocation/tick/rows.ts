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

/** Players and rows in an order of their own, so that the order of the problem plays no part. */
export function rowsOf({ room, seats }: Deal, goesOn: (seat: Seat) => boolean): Rows {
  const players = seats.filter(({ allowedA }) => allowedA > 0).sort(byWorth);
  const demand = mostOnRows(room.free.length, players);
  const rowAt = new Int32Array(room.free.length).fill(-1);
  const limit: number[] = [];
  const isTotal: number[] = [];
  const rowOf: number[] = [];
  const use: number[] = [];
  const first = new Int32Array(players.length + 1);
  players.forEach((seat, player) => {
    eachUse(seat, (slot, perAmp) => {
      const most = limitOf(room.free[slot] as number, slot);
      if ((demand[slot] as number) <= most) return;
      if ((rowAt[slot] as number) < 0) {
        rowAt[slot] = limit.push(most) - 1;
        isTotal.push(slot % 4 === 0 ? 1 : 0);
      }
      rowOf.push(rowAt[slot] as number);
      use.push(perAmp);
    });
    first[player + 1] = rowOf.length;
  });
  return {
    players,
    first,
    rowOf: Int32Array.from(rowOf),
    use: Int32Array.from(use),
    limit: Int32Array.from(limit),
    isTotal: Uint8Array.from(isTotal),
    phaseCount: Uint8Array.from(players, ({ demand }) => demand.phases.length),
    minA: Int32Array.from(players, ({ minA }) => minA),
    targetA: Int32Array.from(players, ({ targetA }) => targetA),
    mostA: Int32Array.from(players, ({ allowedA }) => allowedA),
    floorA: Int32Array.from(players, (seat) => (goesOn(seat) ? seat.minA : 0)),
    worth: worthsOf(players),
  };
}

function byWorth(a: Seat, b: Seat): number {
  return worthOf(b) - worthOf(a) || (a.demand.id < b.demand.id ? -1 : Number(a.demand.id > b.demand.id));
}

const worthOf = ({ demand }: Seat): number => weightOf(demand) * demand.phases.length;

/** So that the greatest is 1, and what counts as nothing is the same for all depots. */
function worthsOf(players: readonly Seat[]): Float64Array {
  const greatest = players.length === 0 ? 1 : worthOf(players[0] as Seat) || 1;
  return Float64Array.from(players, (seat) => worthOf(seat) / greatest);
}

function mostOnRows(slots: number, players: readonly Seat[]): Float64Array {
  const most = new Float64Array(slots);
  for (const seat of players)
    eachUse(seat, (slot, perAmp) => {
      most[slot] = (most[slot] as number) + perAmp * seat.allowedA;
    });
  return most;
}

/** The figures of the room that a seat counts against, and by how much for each amp. */
function eachUse({ path, demand: { phases } }: Seat, visit: (slot: number, perAmp: number) => void): void {
  for (let step = 0; step < path.length; step++) {
    const base = (path[step] as number) * 4;
    visit(base, phases.length);
    for (let i = 0; i < phases.length; i++) visit(base + 1 + (phases[i] as number), 1);
  }
}

function limitOf(free: number, slot: number): number {
  return Math.max(0, Math.floor((slot % 4 === 0 ? free / VOLTAGE_V : free) + ROUNDING));
}
