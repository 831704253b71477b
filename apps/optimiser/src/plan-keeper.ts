import { chargingPlans } from '@headroom/contracts';
import { type AdoptedPlan, horizonProblemOf, isWorthAdopting, settledPlan, takenNowWh } from '@headroom/domain';
import { Bus } from '@headroom/messaging';
import { type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { DecisionKeeper } from './decision-keeper';
import { Depots } from './depots';
import { outlookOf } from './outlook-of';
import { planMessage } from './plan-message';
import { Planning } from './planning/planning';

/** Each depot is planned anew at least this often. */
const PLAN_EVERY_MS = 300_000;
/** A depot that begins has its rows in a moment. */
const BEGIN_MS = 250;
/** What happens together is planned for once: a van that comes is known by its tag and its charge only half a minute later. */
const GATHER_MS = 30_000;

/** Keeps each depot's plan: makes one every five minutes and after every event, and follows a new one where that is worth it. */
@Injectable()
export class PlanKeeper {
  private readonly due = new Map<string, Cancel>();
  private readonly busy = new Set<string>();

  constructor(
    private readonly bus: Bus,
    private readonly depots: Depots,
    private readonly clock: Clock,
    private readonly planning: Planning,
    private readonly decisions: DecisionKeeper,
  ) {
    clock.every(PLAN_EVERY_MS, () => {
      for (const depot of depots.all()) this.planSoon(depot, 0);
    });
  }

  /** A depot that is new, or set up anew: whatever plan comes next is followed. */
  planAnew(depot: string): void {
    this.depots.memoryOf(depot).eventAtMs = Number.NEGATIVE_INFINITY;
    this.planSoon(depot, BEGIN_MS);
  }

  planSoon(depot: string, afterMs = GATHER_MS): void {
    if (this.due.has(depot)) return;
    this.due.set(
      depot,
      this.clock.after(afterMs, () => this.plan(depot)),
    );
  }

  drop(depot: string): void {
    this.due.get(depot)?.();
    this.due.delete(depot);
  }

  private async plan(depot: string): Promise<void> {
    this.due.delete(depot);
    // A planner that is slow is not asked again meanwhile, but about what has happened since as soon as it has answered.
    if (this.busy.has(depot)) return this.planSoon(depot);
    const facts = this.depots.factsOf(depot);
    if (facts === null) return;
    const { memory } = facts;
    const { eventAtMs } = memory;
    const isEvent = eventAtMs !== null && facts.nowMs >= eventAtMs + GATHER_MS;
    if (isEvent) memory.eventAtMs = null;
    else if (eventAtMs !== null) this.planSoon(depot);
    const foresight = horizonProblemOf(outlookOf(facts));
    this.busy.add(depot);
    const made = await this.planning.plan(foresight.problem);
    this.busy.delete(depot);
    const plan =
      made &&
      settledPlan(
        foresight.problem,
        made,
        // As decided and not as told: what control has cut in haste comes back, and is not to be planned on.
        takenNowWh(foresight, (socket) => memory.given.get(socket) ?? this.depots.toldA(socket) ?? 0),
      );
    if (plan === null) memory.eventAtMs ??= eventAtMs;
    else if (isWorthAdopting(memory.adopted, { foresight, plan }, isEvent, this.clock.now()))
      await this.adopt(depot, { foresight, plan, atMs: facts.nowMs });
  }

  private async adopt(depot: string, adopted: AdoptedPlan): Promise<void> {
    const dossier = this.depots.dossierOf(depot);
    if (!dossier) return;
    const { foresight, plan } = adopted;
    const memory = this.depots.memoryOf(depot);
    memory.adopted = adopted;
    memory.steady.rankAnew();
    this.decisions.decideSoon(depot);
    const said = { id: newId(), at: instantOf(this.clock.now()), depot };
    await this.bus.tell(chargingPlans, { ...said, ...planMessage(foresight, plan, dossier.timezone) });
  }
}
