import {
  allocations,
  type DepotAllocation,
  type DepotDossier,
  type DepotHeadroom,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  type HandOrder,
  handOrders,
  headrooms,
  responses,
  type SetpointResponse,
  type SocketState,
  setpointStates,
  setpoints,
  socketStates,
} from '@headroom/contracts';
import { advance, aimed, answered, changedRows, installedOnly, ledgerFrom } from '@headroom/domain';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { Clock, instantOf, millisOf, newId } from '@headroom/service-kit';
import { ControlAlarms } from './control-alarms';
import { ControlledDepot } from './controlled-depot';
import { pictureOf, staleAtMs } from './picture-of';
import { setpointMessage } from './setpoint-message';
import { targetsOf } from './targets-of';

/** Measures come all the time and change little: they are looked at together, this long after the first. */
const GATHER_MS = 2_000;

/** Tells sockets their amps in a safe order, and watches that they obey. What is told when is libs/domain/control's business. */
@Service('control')
export class ControlService {
  private readonly depots = new Map<string, ControlledDepot>();

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
    private readonly alarms: ControlAlarms,
  ) {
    tables.eachDepot(
      (depot) => this.takeUp(depot),
      (depot) => this.drop(depot),
    );
  }

  @Handles(allocations)
  onAllocation(allocation: DepotAllocation): void {
    const depot = this.depotOf(allocation.depot);
    depot.ledger = aimed(depot.ledger, targetsOf(allocation));
    this.lookNow(allocation.depot);
  }

  @Handles(responses)
  onResponse({ depot: name, setpointId, socket, resultCode }: SetpointResponse): void {
    const depot = this.depotOf(name);
    depot.ledger = answered(depot.ledger, { setpointId, socket, resultCode }, this.clock.now());
    this.lookNow(name);
  }

  @Handles(handOrders)
  onHandOrder({ id, depot: name, socket, amps, by, expiresAt }: HandOrder): void {
    const depot = this.depotOf(name);
    const leftMs = millisOf(expiresAt) - this.clock.now();
    depot.release(socket);
    if (amps !== null && leftMs > 0) {
      const target = { socket, amps, priority: 1, reason: `set by hand by ${by}`, causedBy: id };
      const release = this.clock.after(leftMs, () => {
        depot.release(socket);
        this.lookNow(name);
      });
      depot.hold(target, release);
    }
    this.lookNow(name);
  }

  @Handles(headrooms)
  onHeadroom(headroom: DepotHeadroom | null, { key }: MessageContext): void {
    if (this.depotOf(key).hasLess(headroom)) this.lookNow(key);
    else this.lookSoon(key);
  }

  @Handles(socketStates)
  onSocket(state: SocketState | null, { key }: MessageContext): void {
    const name = key.slice(0, key.indexOf('.'));
    if (this.depotOf(name).isAnew(key, state)) this.lookNow(name);
    else this.lookSoon(name);
  }

  @Handles(depotPlans)
  onPlans(_plans: DepotPlans | null, { key }: MessageContext): void {
    this.lookNow(key);
  }

  @Handles(depotDossiers)
  async onDossier(dossier: DepotDossier | null, { key }: MessageContext): Promise<void> {
    const installed = new Set(dossier?.chargePoints.flatMap(({ sockets }) => sockets.map(({ id }) => id)));
    for (const { socket } of this.tables.of(setpointStates).ofDepot(key))
      if (!installed.has(socket)) await this.bus.forget(setpointStates, socket);
    if (!dossier) return this.drop(key);
    const depot = this.depotOf(key);
    depot.ledger = installedOnly(depot.ledger, installed);
    this.lookNow(key);
  }

  private takeUp(name: string): void {
    const rows = this.tables.of(setpointStates).ofDepot(name);
    const depot = this.depotOf(name);
    depot.ledger = ledgerFrom(rows, this.clock.now());
    depot.kept = depot.ledger;
    this.lookNow(name);
  }

  private drop(name: string): void {
    this.depots.get(name)?.end();
    this.depots.delete(name);
  }

  /** What may ask for a cut, or is waited for, is looked at as soon as the messages at hand are taken. */
  private lookNow(name: string): void {
    this.wakeAt(name, this.clock.now());
  }

  private lookSoon(name: string): void {
    this.wakeAt(name, this.clock.now() + GATHER_MS);
  }

  private wakeAt(name: string, atMs: number): void {
    this.depotOf(name).wakeBy(atMs, (dueMs) => this.clock.after(Math.max(0, dueMs - this.clock.now()), () => this.look(name)));
  }

  private async look(name: string): Promise<void> {
    const depot = this.depotOf(name);
    depot.sleep();
    const dossier = this.tables.of(depotDossiers).get(name);
    if (!dossier) return;
    const headroom = this.tables.of(headrooms).get(name);
    const nowMs = this.clock.now();
    const picture = pictureOf(
      {
        dossier,
        plans: this.tables.of(depotPlans).get(name),
        headroom,
        socketState: (socket) => this.tables.of(socketStates).get(socket),
      },
      nowMs,
    );
    const step = advance(depot.ledger, picture, nowMs, newId);
    depot.ledger = step.ledger;
    if (step.wakeAtMs !== null) this.wakeAt(name, step.wakeAtMs);
    if (headroom && staleAtMs(headroom) > nowMs) this.wakeAt(name, staleAtMs(headroom));
    await this.remember(name, depot);
    // Who was given the depot in the meantime has begun from the rows, and counts on nothing that is not in them.
    if (this.depots.get(name) !== depot) return;
    if (step.send.length > 0) await this.bus.tell(setpoints, ...step.send.map(setpointMessage));
    for (const alarm of step.alarms) await this.alarms.tell(name, alarm);
  }

  /** What is known of a socket is kept before it is told anything, so that a process killed in between counts the higher of the two. */
  private async remember(name: string, depot: ControlledDepot): Promise<void> {
    const { ledger } = depot;
    const rows = changedRows(depot.kept, ledger);
    const at = instantOf(this.clock.now());
    if (rows.length > 0) await this.bus.tell(setpointStates, ...rows.map((row) => ({ id: newId(), at, depot: name, ...row })));
    depot.kept = ledger;
  }

  private depotOf(name: string): ControlledDepot {
    const depot = this.depots.get(name) ?? new ControlledDepot();
    this.depots.set(name, depot);
    return depot;
  }
}
