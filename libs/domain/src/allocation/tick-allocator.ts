import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { blockerFor, type Deal, dealMinimums, dealSlices, openDeal, type Seat, seatAt, turnsOf, upToAllowed, upToTarget } from './deal';
import { allocationOf } from './explain';
import { DEAD_BAND_A, keepSteady } from './keep-steady';
import { mustGoOn } from './must-go-on';
import { rowsOf } from './tick/rows';
import { settleEquals } from './tick/settle-equals';
import { type Effort, solve } from './tick/solve';

export interface TickSettings {
  readonly effort: Effort;
  /** A change of so many amps is not worth a message where the amps follow a plan, which is made anew every few minutes. */
  readonly planDeadBandA: number;
  /** The same where there is no plan. */
  readonly deadBandA: number;
}

/** For every meter sample. */
export const fastTick: TickSettings = {
  effort: { priceSteps: 20, exchanges: 100, exchangeRounds: 2 },
  planDeadBandA: 2,
  deadBandA: DEAD_BAND_A,
};
/** As good as it gets; still milliseconds. */
export const fullTick: TickSettings = { ...fastTick, effort: { priceSteps: 30, exchanges: 800, exchangeRounds: 2 } };

/**
 * The most that can be had from the amps of this moment, nearly: 0 or whole amps from the minimum up to each, by priority and plan, under
 * every limit of every node and phase.
 *
 * 1. What cannot be steered is booked, and so is the minimum of whoever should not be paused.
 * 2. The others are served in the order of what their amps are worth for what they use up (tick/serve.ts); who is left with less than the
 *    6 A of a start buys the missing part from others where that pays (tick/buy.ts).
 * 3. Amps of scarce limits are given prices, and all is served again in the order that these make (tick/prices.ts). The best is kept.
 * 4. Exchanges of one van for another improve it until none does (tick/exchange.ts).
 * 5. Equals share evenly, as far as that costs no worth (tick/level-equals.ts).
 * 6. Who has priority 0 is served from what is left; small changes are not made.
 */
export const tickAllocator: Allocator = tickAllocatorWith(fullTick);

export function tickAllocatorWith(settings: TickSettings): Allocator {
  return { id: 'tick', allocate: (problem) => allocate(problem, settings) };
}

function allocate(problem: AllocationProblem, settings: TickSettings): Allocation {
  const deal = openDeal(problem);
  const goesOn = mustGoOn(deal);
  const [urgent, others] = turnsOf(deal) as [Deal, Deal];
  for (const seat of others.seats) if (goesOn.has(seat)) seatAt(deal, seat, seat.minA);
  serveBest(urgent, goesOn, settings.effort);
  for (const level of [upToTarget, upToAllowed]) {
    dealMinimums(others, level);
    dealSlices(others, level);
  }
  for (const seat of urgent.seats) seat.blocker = blockerFor(deal, seat);
  keepSteady(deal, ({ demand }) => (demand.targetA == null ? settings.deadBandA : settings.planDeadBandA));
  return allocationOf('tick', problem, deal);
}

function serveBest(deal: Deal, goesOn: ReadonlySet<Seat>, effort: Effort): void {
  const rows = rowsOf(deal, (seat) => goesOn.has(seat));
  const amps = solve(rows, effort);
  settleEquals(rows.players, amps);
  for (const [player, seat] of rows.players.entries()) seatAt(deal, seat, amps[player] as number);
}
