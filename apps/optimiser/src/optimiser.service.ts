import {
  allocations,
  capacities,
  type DepotAllocation,
  type DepotCapacity,
  type DepotDossier,
  type DepotHeadroom,
  type DepotPriorities,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  type SocketState,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import type { Allocator } from '@headroom/domain';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { ALLOCATOR } from './allocator-token';
import { decisionOf, inWords } from './decision-of';
import { DepotMemory, meterIn } from './depot-memory';
import { factsOf } from './facts';
import { PlanKeeper } from './plan-keeper';
import { Planning } from './planning/planning';
import { socketIn } from './socket-in';

/** A burst of messages (a whole depot reporting) makes one decision. */
const GATHER_MS = 250;
/** A depot is decided anew at most this often; control cuts by itself, at once, when headroom falls. */
const DECIDE_EVERY_MS = 5_000;
/** A decision that sockets do not follow (control may have started again, and not have heard it) is told again after this long. */
const TELL_AGAIN_AFTER_MS = 10_000;

/** Amps for every socket now, and why. */
@Service('optimiser')
export class OptimiserService implements OnApplicationShutdown {
  private readonly due = new Map<string, Cancel>();
  private readonly decidedAtMs = new Map<string, number>();
  /** By depot, to 100 W: less changes no socket by an ampere. */
  private readonly grantable = new Map<string, string>();
  private readonly memories = new Map<string, DepotMemory>();
  private readonly last = new Map<string, { readonly sockets: DepotAllocation['sockets']; readonly toldAtMs: number }>();
  private readonly keeper: PlanKeeper;

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
    @Inject(ALLOCATOR) private readonly allocator: Allocator,
    private readonly planning: Planning,
  ) {
    const memoryOf = (depot: string) => this.memoryOf(depot);
    this.keeper = new PlanKeeper(bus, tables, clock, planning, memoryOf, (depot) => this.decideSoon(depot));
    clock.every(TELL_AGAIN_AFTER_MS, () => {
      for (const depot of tables.of(depotDossiers).depots()) this.decideSoon(depot);
    });
    tables.whenWhole((depots) => {
      for (const depot of depots) this.begin(depot);
    });
    tables.whenLost((depots) => {
      for (const depot of depots) this.drop(depot);
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.planning.close();
  }

  @Handles(depotDossiers)
  onDossier(message: DepotDossier | null, { key }: MessageContext): void {
    if (message) this.begin(key);
    else this.drop(key);
  }

  @Handles(depotPlans)
  onPlans(_message: object | null, { key }: MessageContext): void {
    this.last.delete(key);
    this.begin(key);
  }

  @Handles(capacities)
  onCapacity(capacity: DepotCapacity | null, { key }: MessageContext): void {
    if (capacity && this.memoryOf(key).hearCapacity(capacity, this.clock.now())) this.keeper.planSoon(key);
  }

  @Handles(headrooms)
  onHeadroom(headroom: DepotHeadroom | null, { key }: MessageContext): void {
    const dossier = this.tables.of(depotDossiers).get(key);
    if (headroom && dossier) this.memoryOf(key).hearHeadroom(headroom.connections, meterIn(dossier), dossier.timezone, this.clock.now());
    const grantable = headroom?.connections.map(({ grantableKw }) => grantableKw.toFixed(1)).join() ?? '';
    if (this.grantable.get(key) === grantable) return;
    this.grantable.set(key, grantable);
    this.decideSoon(key);
  }

  @Handles(priorities)
  onPriorities(ranks: DepotPriorities | null, { key }: MessageContext): void {
    this.decideSoon(key);
    if (ranks && this.memoryOf(key).hearPriorities(ranks, this.clock.now())) this.keeper.planSoon(key);
  }

  @Handles(socketStates)
  onSocket(state: SocketState | null, { key }: MessageContext): void {
    this.look(key);
    if (state && this.memoryOf(state.depot).hearSocket(state, this.clock.now())) this.keeper.planSoon(state.depot);
  }

  @Handles(setpointStates)
  onSetpointState(_message: object | null, { key }: MessageContext): void {
    this.look(key);
    this.decideSoon(depotOf(key));
  }

  /** What a socket makes of what it was told. */
  private look(id: string): void {
    const state = this.tables.of(socketStates).get(id);
    const dossier = this.tables.of(depotDossiers).get(depotOf(id));
    const socket = dossier && socketIn(dossier, id);
    if (state && socket)
      this.memoryOf(state.depot).steady.hearSocket(socket, state, this.tables.of(setpointStates).get(id), this.clock.now());
  }

  private begin(depot: string): void {
    this.memoryOf(depot).eventAtMs = Number.NEGATIVE_INFINITY;
    this.keeper.planSoon(depot, GATHER_MS);
    this.decideSoon(depot);
  }

  private decideSoon(depot: string): void {
    if (this.due.has(depot)) return;
    const earliestMs = (this.decidedAtMs.get(depot) ?? 0) + DECIDE_EVERY_MS;
    const waitMs = Math.max(GATHER_MS, earliestMs - this.clock.now());
    this.due.set(
      depot,
      this.clock.after(waitMs, () => this.decide(depot)),
    );
  }

  private async decide(depot: string): Promise<void> {
    const nowMs = this.clock.now();
    this.due.delete(depot);
    this.decidedAtMs.set(depot, nowMs);
    const memory = this.memoryOf(depot);
    const facts = factsOf(this.tables, depot, memory, nowMs);
    if (facts === null) return;
    const decision = decisionOf(facts, this.allocator);
    memory.steady.decided(decision.sockets, nowMs);
    if (this.isHeard(depot, decision.sockets)) return;
    this.last.set(depot, { sockets: decision.sockets, toldAtMs: nowMs });
    const { mode } = facts.plans.options;
    const said = { id: newId(), at: instantOf(nowMs), causedBy: facts.headroom?.id };
    await this.bus.tell(allocations, { ...said, depot, mode, ...decision, sockets: inWords(decision, facts) });
  }

  /** Whether the same was told before, and is followed or may still be. */
  private isHeard(depot: string, sockets: DepotAllocation['sockets']): boolean {
    const last = this.last.get(depot);
    if (!last || !isSame(last.sockets, sockets)) return false;
    if (this.clock.now() - last.toldAtMs < TELL_AGAIN_AFTER_MS) return true;
    const told = this.tables.of(setpointStates);
    return sockets.every(({ socket, amps }) => told.get(socket)?.toldA === amps);
  }

  private memoryOf(depot: string): DepotMemory {
    const memory = this.memories.get(depot) ?? new DepotMemory();
    this.memories.set(depot, memory);
    return memory;
  }

  private drop(depot: string): void {
    this.due.get(depot)?.();
    this.keeper.drop(depot);
    for (const kept of [this.due, this.decidedAtMs, this.grantable, this.memories, this.last]) kept.delete(depot);
  }
}

const depotOf = (path: string): string => path.slice(0, path.indexOf('.'));

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
