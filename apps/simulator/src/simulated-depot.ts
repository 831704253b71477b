import { outsideSiteLoad, type Setpoint } from '@headroom/contracts';
import type { Building } from './building/building-load';
import { firmwareOf } from './charge-point/firmware';
import { SimulatedSocket } from './charge-point/simulated-socket';
import type { DepotEstate } from './estate/depot-estate';
import type { MeterSetting } from './meter/meter-setting';
import { SimulatedMeter } from './meter/simulated-meter';
import { NamedTimers } from './named-timers';
import { type Random, randomOf } from './random/random';
import type { Traffic, TrafficOf, World } from './traffic/traffic';
import { Yard } from './traffic/yard';

const DAY_MS = 86_400_000;

/** What a simulated depot needs beside the world it lives in. */
export interface DepotMake {
  readonly meter: MeterSetting;
  readonly measureEveryMs: number;
  readonly trafficOf: TrafficOf;
  readonly buildingOf: (estate: DepotEstate, connectionId: string) => Building;
  /** Hears of every change of a socket's true power. */
  readonly onPower: (socket: string, kw: number, atMs: number) => void;
}

/** One depot's outside: its charge points, its vans, its meters. */
export class SimulatedDepot {
  private readonly sockets = new Map<string, SimulatedSocket>();
  private readonly socketsOfConnection = new Map<string, SimulatedSocket[]>();
  private readonly meters: SimulatedMeter[];
  private readonly traffic: Traffic;
  private readonly timers: NamedTimers;

  constructor(
    private readonly estate: DepotEstate,
    make: DepotMake,
    private readonly world: World,
  ) {
    this.timers = new NamedTimers(world.clock);
    this.install(make);
    this.meters = estate.dossier.connections.map((connection) => this.meterOf(connection, make));
    this.traffic = make.trafficOf(estate, new Yard(this.sockets), world);
  }

  start(): void {
    for (const socket of this.sockets.values()) socket.start();
    this.traffic.start();
    for (const meter of this.meters) meter.start();
    for (const { id } of this.estate.dossier.chargePoints) this.awaitBoot(id, randomOf(this.world.seed, `${id} boots`));
  }

  stop(): void {
    this.timers.endAll();
    this.traffic.stop();
    for (const part of [...this.sockets.values(), ...this.meters]) part.stop();
  }

  receive(setpoint: Setpoint): void {
    this.sockets.get(setpoint.socket)?.receive(setpoint);
  }

  /** What all sockets of the depot truly draw, kW. */
  evKw(): number {
    return sumKw(this.sockets.values());
  }

  private install(make: DepotMake): void {
    for (const chargePoint of this.estate.dossier.chargePoints) {
      const made = { firmware: firmwareOf(chargePoint.typeId), faults: this.world.faults, measureEveryMs: make.measureEveryMs };
      for (const installed of chargePoint.sockets) {
        const random = randomOf(this.world.seed, installed.id);
        const socket = new SimulatedSocket(installed, made, { ...this.world, random, onPower: make.onPower });
        this.sockets.set(installed.id, socket);
        const beside = this.socketsOfConnection.get(chargePoint.connectionId) ?? [];
        this.socketsOfConnection.set(chargePoint.connectionId, [...beside, socket]);
      }
    }
  }

  private meterOf(connection: DepotEstate['dossier']['connections'][number], make: DepotMake): SimulatedMeter {
    const { depot } = this.estate.dossier;
    const sockets = connection.meter === 'incomer' ? (this.socketsOfConnection.get(connection.id) ?? []) : [];
    const building = make.buildingOf(this.estate, connection.id);
    const { faults, outside, clock, seed } = this.world;
    return new SimulatedMeter(
      { depot, meter: connection.id, building, evKw: () => sumKw(sockets) },
      {
        setting: make.meter,
        faults,
        random: randomOf(seed, `${depot} meter ${connection.id}`),
        tell: (readings) => outside.tell(outsideSiteLoad, ...readings),
      },
      clock,
    );
  }

  /** Boots come at random, so the wait for the next one is exponential. */
  private awaitBoot(chargePoint: string, random: Random): void {
    const perDay = this.world.faults.bootsPerChargePointDay;
    if (perDay <= 0) return;
    this.timers.start(`boot-${chargePoint}`, Math.ceil((-Math.log(1 - random()) * DAY_MS) / perDay), () => {
      for (const [id, socket] of this.sockets) if (id.startsWith(`${chargePoint}.`)) socket.boot();
      this.awaitBoot(chargePoint, random);
    });
  }
}

const sumKw = (sockets: Iterable<SimulatedSocket>): number => {
  let kw = 0;
  for (const socket of sockets) kw += socket.powerKw();
  return kw;
};
