import { CapacityPlanModule } from '@headroom/capacity-plan';
import type { DepotDossier, DepotHeadroom, DepotPlans, DepotPriorities, Setpoint, SocketState } from '@headroom/contracts';
import { depotDossiers, depotPlans, handOrders, outsideSiteLoad } from '@headroom/contracts';
import { ControlModule } from '@headroom/control';
import { CpStateModule } from '@headroom/cp-state';
import { EvStateModule } from '@headroom/ev-state';
import { HeadroomModule } from '@headroom/headroom';
import { IngestModule } from '@headroom/ingest';
import { EmbeddedBroker } from '@headroom/messaging';
import { OptimiserModule } from '@headroom/optimiser';
import { PriorityModule } from '@headroom/priority';
import { instantOf, type ServiceModule, startInProcess, VirtualClock } from '@headroom/service-kit';
import { type Faults, noFaults, readingEvery, SimulatorModule, type Visit, visitTraffic } from '@headroom/simulator';
import type { INestMicroservice } from '@nestjs/common';

export interface Setting {
  readonly startsAt: string;
  readonly sockets: number;
  /** Sockets to a charge point; 1 unless said. */
  readonly socketsPerUnit?: number;
  /** Least time between two messages to one charge point; 2 s unless said. */
  readonly gapMs?: number;
  readonly capacityKw: number;
  readonly buildingKw: number;
  readonly plans?: Partial<DepotPlans>;
  readonly faults?: Partial<Faults>;
  readonly tagOf?: (index: number) => string | null;
}

export const services = {
  ingest: IngestModule,
  'cp-state': CpStateModule,
  'ev-state': EvStateModule,
  'capacity-plan': CapacityPlanModule,
  headroom: HeadroomModule,
  priority: PriorityModule,
  optimiser: OptimiserModule.with(),
  control: ControlModule,
} satisfies Record<string, ServiceModule>;
export type ServiceName = keyof typeof services;

export const depot = 'whitechapel';
export const socketId = (index: number, perUnit = 1): string => `${depot}.cp${Math.floor(index / perUnit) + 1}.sk${(index % perUnit) + 1}`;
const vanId = (index: number) => `${depot}.van${index + 1}`;
const tagId = (index: number) => `TAG${index + 1}`;
const HOURS = 24 * 366;

/** One depot with every service between its plugs and its setpoints, each a member of its own, on the embedded bus and a test clock. */
export class WholeDepot {
  readonly broker: EmbeddedBroker;
  readonly setpoints: (Setpoint & { toldAtMs: number })[] = [];
  readonly latest = new Map<string, object>();
  readonly alarms: { alarm: string; kind: string; level: string; clearedAt: string | null; detail: string }[] = [];
  private readonly apps = new Map<string, INestMicroservice>();
  private readonly powerKw = new Map<string, number>();
  /** The most that building and vans truly drew together, kW, since it was last asked. */
  private peakKw = 0;

  private constructor(
    readonly clock: VirtualClock,
    readonly setting: Setting,
  ) {
    this.broker = new EmbeddedBroker({ now: () => clock.now() });
    this.broker.watch((topic, key, message) => {
      if (message && !Buffer.isBuffer(message)) this.latest.set(`${topic} ${key}`, message);
      if (topic === 'control.setpoints') this.setpoints.push({ ...(message as Setpoint), toldAtMs: clock.now() });
      if (topic === 'alerts.alarms') this.alarms.push(message as WholeDepot['alarms'][number]);
    });
  }

  /** Opens the depot with a van plugged into every socket. */
  static async open(setting: Setting): Promise<WholeDepot> {
    const whole = new WholeDepot(new VirtualClock(Date.parse(setting.startsAt)), setting);
    for (const name of Object.keys(services) as ServiceName[]) await whole.start(name);
    await whole.broker.bus.tell(depotDossiers, whole.dossier());
    await whole.broker.bus.tell(depotPlans, whole.plans());
    await whole.pass(0);
    await whole.startOutside();
    return whole;
  }

  async start(name: ServiceName): Promise<void> {
    this.apps.set(name, await startInProcess({ services: [services[name]], broker: this.broker.beside(), clock: this.clock }));
  }

  /** As a kill would: what the process knew is gone. */
  async kill(name: ServiceName | 'outside'): Promise<void> {
    await this.apps.get(name)?.close();
    this.apps.delete(name);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.runUntil(this.clock.now() + ms, () => this.broker.idle());
  }

  async close(): Promise<void> {
    for (const app of this.apps.values()) await app.close();
    await this.broker.close();
  }

  agree(plans: Partial<DepotPlans>): Promise<void> {
    return this.broker.bus.tell(depotPlans, { ...this.plans(), ...plans });
  }

  install(dossier: Partial<DepotDossier>): Promise<void> {
    return this.broker.bus.tell(depotDossiers, { ...this.dossier(), ...dossier });
  }

  setByHand(index: number, amps: number | null, forMs = 3_600_000): Promise<void> {
    const nowMs = this.clock.now();
    return this.broker.bus.tell(handOrders, {
      id: `hand-${nowMs}-${index}`,
      at: instantOf(nowMs),
      depot,
      socket: socketId(index, this.setting.socketsPerUnit),
      amps,
      by: 'admin',
      expiresAt: instantOf(nowMs + forMs),
    });
  }

  /** The incomer reads the vans as they truly draw and a building of this many kW. */
  meterReads(buildingKw: number): Promise<void> {
    const powerW = Math.round((buildingKw + this.evKw()) * 1_000);
    return this.broker.bus.tell(outsideSiteLoad, { depot, meter: 'main', at: instantOf(this.clock.now()), powerW });
  }

  /** Setpoints told since a moment. */
  since(ms: number): Setpoint[] {
    return this.setpoints.filter(({ toldAtMs }) => toldAtMs >= ms);
  }

  get headroom(): DepotHeadroom {
    return this.latest.get(`state.headroom ${depot}`) as DepotHeadroom;
  }
  get priorities(): DepotPriorities {
    return this.latest.get(`state.priorities ${depot}`) as DepotPriorities;
  }
  socket(index: number): SocketState {
    return this.latest.get(`state.sockets ${socketId(index, this.setting.socketsPerUnit)}`) as SocketState;
  }
  /** The last amps told to each socket. */
  amps(): number[] {
    return Array.from({ length: this.setting.sockets }, (_, index) => {
      const told = this.setpoints.filter(({ socket }) => socket === socketId(index, this.setting.socketsPerUnit)).at(-1);
      return told?.amps ?? -1;
    });
  }

  /** What the vans truly draw now, kW. */
  evKw(): number {
    return [...this.powerKw.values()].reduce((sum, kw) => sum + kw, 0);
  }

  /** The highest true load of the vans since the last call, kW. */
  takePeakKw(): number {
    const peak = this.peakKw;
    this.peakKw = this.evKw();
    return peak;
  }

  dossier(): DepotDossier {
    const { sockets, socketsPerUnit = 1, gapMs = 2_000, capacityKw } = this.setting;
    const units = Math.ceil(sockets / socketsPerUnit);
    return {
      ...depotDossiers.example,
      at: instantOf(this.clock.now()),
      connections: [
        {
          id: 'main',
          capacityKva: capacityKw / 0.95,
          powerFactor: 0.95,
          bufferKw: 2,
          meter: 'incomer',
          worstCaseLoadKw: this.setting.buildingKw * 2,
        },
      ],
      feeders: [],
      chargePoints: Array.from({ length: units }, (_, unit) => ({
        id: `${depot}.cp${unit + 1}`,
        typeId: 'alfen-eve',
        connectionId: 'main',
        minMessageGapMs: gapMs,
        minLimitA: 6,
        canPause: true,
        sockets: Array.from({ length: socketsPerUnit }, (_, plug) => ({
          id: `${depot}.cp${unit + 1}.sk${plug + 1}`,
          phases: 1 as const,
          phaseRotation: 'L1L2L3' as const,
          maxLimitA: 32,
        })),
      })),
      vehicles: this.vans().map(({ id }) => ({
        id,
        registration: id.split('.')[1] as string,
        typeId: 'evito',
        batteryKwh: 60,
        maxChargeKw: 7.36,
        phases: 1 as const,
      })),
      tags: [
        ...this.vans().map(({ id }, index) => ({ id: tagId(index), vehicleId: id, kind: 'vehicle' as const })),
        { id: 'MASTER', vehicleId: null, kind: 'master' as const },
      ],
    };
  }

  private plans(): DepotPlans {
    const { plans } = this.setting;
    return { ...depotPlans.example, profiledConnections: [], schedules: [], ...plans, at: instantOf(this.clock.now()) };
  }

  private vans() {
    return Array.from({ length: this.setting.sockets }, (_, index) => ({
      id: vanId(index),
      phases: 1 as const,
      batteryKwh: 60,
      maxChargeKw: 7.36,
      storedKwh: 6 + index,
      stopSocPct: 100,
      lagMs: 8_000,
    }));
  }

  private async startOutside(): Promise<void> {
    const { tagOf = tagId, socketsPerUnit } = this.setting;
    const nowMs = this.clock.now();
    const visits: Visit[] = this.vans().map((van, index) => ({
      socketId: socketId(index, socketsPerUnit),
      van,
      tag: tagOf(index),
      arrivesAtMs: nowMs + index * 100,
      leavesAtMs: nowMs + 48 * 3_600_000,
    }));
    const outside = SimulatorModule.forEstate({
      estate: [{ dossier: this.dossier(), plans: this.plans() }],
      seed: 7,
      faults: { ...noFaults, ...this.setting.faults },
      meter: readingEvery(10_000),
      trafficOf: visitTraffic(visits, () => {}),
      buildingOf: () => ({ hourlyKw: Array(HOURS).fill(this.setting.buildingKw), scale: 1, seed: 7 }),
      onPower: (socket, kw) => {
        this.powerKw.set(socket, kw);
        this.peakKw = Math.max(this.peakKw, this.evKw());
      },
    });
    this.apps.set('outside', await startInProcess({ services: [outside], broker: this.broker.beside(), clock: this.clock }));
  }
}
