import { allocations, type DepotAllocation } from '@headroom/contracts';
import type { Allocator } from '@headroom/domain';
import { Bus } from '@headroom/messaging';
import { type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { ALLOCATOR } from './allocator-token';
import { decisionOf, inWords } from './decision-of';
import { Depots } from './depots';
import { ExactTick } from './exact-tick';

/** A burst of messages (a whole depot reporting) makes one decision. */
const GATHER_MS = 250;
/** A depot is decided anew at most this often; control cuts by itself, at once, when headroom falls. */
const DECIDE_EVERY_MS = 5_000;
/** A decision that sockets do not follow (control may have started again, and not have heard it) is told again after this long. */
const TELL_AGAIN_AFTER_MS = 10_000;

/** Keeps each depot's decision: makes it anew after whatever may change it, and tells it where it differs from the last. */
@Injectable()
export class DecisionKeeper {
  private readonly due = new Map<string, Cancel>();
  private readonly decidedAtMs = new Map<string, number>();
  private readonly last = new Map<string, { readonly sockets: DepotAllocation['sockets']; readonly toldAtMs: number }>();

  constructor(
    private readonly bus: Bus,
    private readonly depots: Depots,
    private readonly clock: Clock,
    @Inject(ALLOCATOR) private readonly allocator: Allocator,
    private readonly exactTick: ExactTick,
  ) {
    clock.every(TELL_AGAIN_AFTER_MS, () => {
      for (const depot of depots.all()) this.decideSoon(depot);
    });
  }

  decideSoon(depot: string): void {
    if (this.due.has(depot)) return;
    const earliestMs = (this.decidedAtMs.get(depot) ?? 0) + DECIDE_EVERY_MS;
    const waitMs = Math.max(GATHER_MS, earliestMs - this.clock.now());
    this.due.set(
      depot,
      this.clock.after(waitMs, () => this.decide(depot)),
    );
  }

  /** The next decision is told even if it is the same: nobody knows what was made of the last. */
  tellAnew(depot: string): void {
    this.last.delete(depot);
  }

  drop(depot: string): void {
    this.due.get(depot)?.();
    this.exactTick.drop(depot);
    for (const kept of [this.due, this.decidedAtMs, this.last]) kept.delete(depot);
  }

  private async decide(depot: string): Promise<void> {
    this.due.delete(depot);
    this.decidedAtMs.set(depot, this.clock.now());
    const facts = this.depots.factsOf(depot);
    if (facts === null) return;
    const decision = decisionOf(facts, this.allocator);
    facts.steady.decided(decision.sockets, facts.nowMs);
    facts.memory.given = new Map(decision.sockets.map(({ socket, amps }) => [socket, amps]));
    this.exactTick.improve(depot, decision, () => this.decideSoon(depot));
    if (this.isHeard(depot, decision.sockets)) return;
    this.last.set(depot, { sockets: decision.sockets, toldAtMs: facts.nowMs });
    const said = { id: newId(), at: instantOf(facts.nowMs), causedBy: facts.headroom?.id };
    await this.bus.tell(allocations, { ...said, depot, mode: facts.plans.options.mode, ...decision, sockets: inWords(decision, facts) });
  }

  /** Whether the same was told before, and is followed or may still be. */
  private isHeard(depot: string, sockets: DepotAllocation['sockets']): boolean {
    const last = this.last.get(depot);
    if (!last || !isSame(last.sockets, sockets)) return false;
    if (this.clock.now() - last.toldAtMs < TELL_AGAIN_AFTER_MS) return true;
    return sockets.every(({ socket, amps }) => this.depots.toldA(socket) === amps);
  }
}

/** Only the amps and what binds them count: a reason may name a time that moves on. */
function isSame(before: DepotAllocation['sockets'], after: DepotAllocation['sockets']): boolean {
  return (
    before.length === after.length &&
    before.every((row, index) => {
      const other = after[index];
      return row.socket === other?.socket && row.amps === other.amps && row.boundBy === other.boundBy;
    })
  );
}
