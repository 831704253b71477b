import {
  allocations,
  type DepotAllocation,
  type DepotDossier,
  type DepotHeadroom,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import type { Allocator } from '@headroom/domain';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import { Inject } from '@nestjs/common';
import { ALLOCATOR } from './allocator-token';
import { problemOf } from './problem-of';
import { SteadyDepot } from './steady-depot';

/** A burst of messages (a whole depot reporting) makes one decision. */
const GATHER_MS = 250;
/** A depot is decided anew at most this often; control cuts by itself, at once, when headroom falls. */
const DECIDE_EVERY_MS = 5_000;

/** A decision that sockets do not follow (control may have started again, and not have heard it) is told again after this long. */
const TELL_AGAIN_AFTER_MS = 10_000;

/** Amps for every socket now, and why. */
@Service('optimiser')
export class OptimiserService {
  private readonly due = new Map<string, Cancel>();
  private readonly decidedAtMs = new Map<string, number>();
  /** By depot, to 100 W: less changes no socket by an ampere. */
  private readonly grantable = new Map<string, string>();
  private readonly steady = new Map<string, SteadyDepot>();
  private readonly last = new Map<string, { readonly sockets: DepotAllocation['sockets']; readonly toldAtMs: number }>();

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
    @Inject(ALLOCATOR) private readonly allocator: Allocator,
  ) {
    clock.every(TELL_AGAIN_AFTER_MS, () => {
      for (const depot of tables.of(depotDossiers).depots()) this.decideSoon(depot);
    });
    tables.whenWhole((depots) => {
      for (const depot of depots) this.decideSoon(depot);
    });
    tables.whenLost((depots) => {
      for (const depot of depots) this.drop(depot);
    });
  }

  @Handles(depotDossiers)
  onDossier(message: DepotDossier | null, { key }: MessageContext): void {
    if (message) this.decideSoon(key);
    else this.drop(key);
  }

  @Handles(depotPlans)
  onPlans(_message: object | null, { key }: MessageContext): void {
    this.last.delete(key);
    this.decideSoon(key);
  }

  @Handles(headrooms)
  onHeadroom(headroom: DepotHeadroom | null, { key }: MessageContext): void {
    const connections = this.tables.of(depotDossiers).get(key)?.connections ?? [];
    const meterOf = (id: string) => connections.find((connection) => connection.id === id)?.meter ?? 'incomer';
    if (headroom) this.steadyOf(key).hearHeadroom(headroom.connections, meterOf, this.clock.now());
    const grantable = headroom?.connections.map(({ grantableKw }) => grantableKw.toFixed(1)).join() ?? '';
    if (this.grantable.get(key) === grantable) return;
    this.grantable.set(key, grantable);
    this.decideSoon(key);
  }

  @Handles(priorities)
  onPriorities(_message: object | null, { key }: MessageContext): void {
    this.decideSoon(key);
  }

  @Handles(setpointStates)
  onSetpointState(_message: object | null, { key }: MessageContext): void {
    this.look(key);
    this.decideSoon(key.slice(0, key.indexOf('.')));
  }

  @Handles(socketStates)
  onSocket(_message: object | null, { key }: MessageContext): void {
    this.look(key);
  }

  /** What a socket makes of what it was told. */
  private look(socketId: string): void {
    const depot = socketId.slice(0, socketId.indexOf('.'));
    const state = this.tables.of(socketStates).get(socketId);
    const socket = this.tables
      .of(depotDossiers)
      .get(depot)
      ?.chargePoints.flatMap(({ sockets }) => sockets)
      .find(({ id }) => id === socketId);
    if (state && socket) this.steadyOf(depot).hearSocket(socket, state, this.tables.of(setpointStates).get(socketId), this.clock.now());
  }

  private steadyOf(depot: string): SteadyDepot {
    const steady = this.steady.get(depot) ?? new SteadyDepot();
    this.steady.set(depot, steady);
    return steady;
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
    this.due.delete(depot);
    this.decidedAtMs.set(depot, this.clock.now());
    const dossier = this.tables.of(depotDossiers).get(depot);
    const mode = this.tables.of(depotPlans).get(depot)?.options.mode ?? 'off';
    if (!dossier || mode === 'off') return;
    const headroom = this.tables.of(headrooms).get(depot);
    const problem = problemOf({
      dossier,
      headroom,
      priorities: this.tables.of(priorities).get(depot),
      socketState: (socket) => this.tables.of(socketStates).get(socket),
      setpointState: (socket) => this.tables.of(setpointStates).get(socket),
      steady: this.steadyOf(depot),
      nowMs: this.clock.now(),
    });
    const decision = this.allocator.allocate(problem);
    const sockets = decision.sockets.map(({ socket, amps, boundBy, reason }) => ({ socket, amps, boundBy, reason }));
    this.steadyOf(depot).decided(sockets, this.clock.now());
    if (this.isHeard(depot, sockets)) return;
    this.last.set(depot, { sockets, toldAtMs: this.clock.now() });
    const at = instantOf(this.clock.now());
    await this.bus.tell(allocations, {
      id: newId(),
      at,
      causedBy: headroom?.id,
      depot,
      mode,
      allocator: decision.allocator,
      problem: problem as DepotAllocation['problem'],
      sockets,
    });
  }

  /** Whether the same was told before, and is followed or may still be. */
  private isHeard(depot: string, sockets: DepotAllocation['sockets']): boolean {
    const last = this.last.get(depot);
    if (!last || !isSame(last.sockets, sockets)) return false;
    if (this.clock.now() - last.toldAtMs < TELL_AGAIN_AFTER_MS) return true;
    const told = this.tables.of(setpointStates);
    return sockets.every(({ socket, amps }) => told.get(socket)?.toldA === amps);
  }

  private drop(depot: string): void {
    this.due.get(depot)?.();
    for (const kept of [this.due, this.decidedAtMs, this.grantable, this.steady, this.last]) kept.delete(depot);
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
