import { type Deal, dealMinimums, keptOf, type Seat, upToAllowed } from './deal';

/** Those that should not be paused and, as the limits are, need not be. */
export function mustGoOn(deal: Deal): ReadonlySet<Seat> {
  const kept = keptOf(deal).seats;
  if (kept.length === 0) return new Set();
  const trial = kept.map((seat) => ({ ...seat }));
  dealMinimums({ room: { ...deal.room, free: deal.room.free.slice() }, seats: trial }, upToAllowed);
  return new Set(kept.filter((_, index) => (trial[index] as Seat).amps > 0));
}
