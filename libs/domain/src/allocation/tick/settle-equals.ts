import { priorityOf, type Seat } from '../deal';

/**
 * Vans that differ in nothing but their priority and the amps they have now: the more urgent gets the more, and among equals the one
 * that charges goes on. What all together get, and so every limit, stays as it is. `amps` are those of the seats, and are changed.
 */
export function settleEquals(seats: readonly Seat[], amps: Int32Array): void {
  const alike = new Map<number, number[]>();
  seats.forEach((seat, index) => {
    const key = kindOf(seat);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [index]);
    else group.push(index);
  });
  for (const group of alike.values()) if (group.length > 1) settle(seats, amps, group);
}

/** One number for all that counts; amps are below 1,000. */
function kindOf({ path, demand, allowedA, targetA }: Seat): number {
  const phases = demand.phases.reduce<number>((mask, phase) => mask | (1 << phase), 0);
  return ((((path[0] as number) * 8 + phases) * 1_024 + allowedA) * 1_024 + targetA) * 2 + Number(demand.canPause);
}

function settle(seats: readonly Seat[], amps: Int32Array, group: number[]): void {
  group.sort((a, b) => inOrder(seats[a] as Seat, seats[b] as Seat));
  if (group.every((index, at) => at === 0 || (amps[group[at - 1] as number] as number) >= (amps[index] as number))) return;
  for (let at = 0; at < group.length; at++) {
    for (let later = at + 1; later < group.length; later++) swap(seats, amps, group[at] as number, group[later] as number);
  }
}

function swap(seats: readonly Seat[], amps: Int32Array, first: number, second: number): void {
  const had = amps[first] as number;
  const gets = amps[second] as number;
  if (gets <= had || gets < (seats[first] as Seat).minA || (had > 0 && had < (seats[second] as Seat).minA)) return;
  amps[first] = gets;
  amps[second] = had;
}

function inOrder({ demand: a }: Seat, { demand: b }: Seat): number {
  return priorityOf(b) - priorityOf(a) || currentOf(b) - currentOf(a) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

const currentOf = ({ currentA }: Seat['demand']): number => (Number.isFinite(currentA) ? currentA : 0);
