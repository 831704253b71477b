import type { Column, LinearModel, Row } from '../solver';
import { VOLTAGE_V } from '../units';
import type { Deal, Seat } from './deal';
import { mustGoOn } from './must-go-on';
import { SPARE_WORTH, weightOf } from './worth';

/** A deal as a mixed-integer model, and how its values read. */
export interface LpModel {
  readonly model: LinearModel;
  /** The amps of each seat, in the deal's order. */
  ampsOf(values: ArrayLike<number>): Int32Array;
}

/**
 * The most worth (worth.ts) that the limits allow. amps + spare ≤ allowed × on and amps + spare ≥ minimum × on make each socket
 * semi-continuous; amps go as far as the target. Who has priority 0 is not in it, but where he must go on.
 */
export function lpModelOf(deal: Deal): LpModel {
  const goOn = mustGoOn(deal);
  const goal: number[] = [];
  const columns: Column[] = [];
  const { rows, rowOf } = limitRows(deal);
  const add = (most: number, worth: number, uses: Column['uses']) => {
    goal.push(worth);
    return columns.push({ most, uses, isWhole: true }) - 1;
  };
  const link = (least: number, most: number) => rows.push({ least, most }) - 1;
  const amps = deal.seats.map((seat): readonly number[] => {
    const { allowedA, targetA, minA, demand } = seat;
    if (allowedA === 0 || (weightOf(demand) === 0 && !goOn.has(seat))) return [];
    const worth = weightOf(demand) * demand.phases.length;
    const [most, least] = [link(Number.NEGATIVE_INFINITY, 0), link(0, Number.POSITIVE_INFINITY)];
    const uses = [...usesOf(rowOf, seat), [most, 1] as const, [least, 1] as const];
    const isOn: Column['uses'] = goOn.has(seat) ? [[link(1, 1), 1]] : [];
    add(1, 0, [[most, -allowedA], [least, -minA], ...isOn]);
    // Amps that are only there to reach the minimum are worth nothing.
    const spareWorth = demand.takesSpare ? worth * SPARE_WORTH : 0;
    return [add(targetA, worth, uses), ...(allowedA > targetA ? [add(allowedA - targetA, spareWorth, uses)] : [])];
  });
  return {
    model: { sense: 'most', goal, columns, rows },
    ampsOf: (values) => Int32Array.from(amps, (own) => own.reduce((sum, column) => sum + Math.round(values[column] as number), 0)),
  };
}

/** A row for each limit that is one, in A × phases and A; what is reserved is booked already. By index of Room.free; −1: no limit. */
function limitRows({ room }: Deal): { rows: Row[]; rowOf: Int32Array } {
  const rows: Row[] = [];
  const rowOf = Int32Array.from(room.free, (free, slot) => {
    if (free === Number.POSITIVE_INFINITY) return -1;
    return rows.push({ least: Number.NEGATIVE_INFINITY, most: Math.max(0, slot % 4 === 0 ? free / VOLTAGE_V : free) }) - 1;
  });
  return { rows, rowOf };
}

function usesOf(rowOf: Int32Array, { path, demand: { phases } }: Seat): (readonly [row: number, amount: number])[] {
  const uses: (readonly [number, number])[] = [];
  const use = (slot: number, amount: number) => void ((rowOf[slot] as number) >= 0 && uses.push([rowOf[slot] as number, amount]));
  for (const index of path) {
    use(index * 4, phases.length);
    for (const phase of phases) use(index * 4 + 1 + phase, 1);
  }
  return uses;
}
