import type { Setpoint } from '@headroom/contracts';
import type { Clock } from '@headroom/service-kit';
import { demoBuildingOf } from './estate/demo-buildings';
import type { Outside } from './outside';
import { SimulatedDepot } from './simulated-depot';
import type { SimulatorSettings } from './simulator-settings';
import { shiftTraffic } from './traffic/shift-traffic';

const TELEMATICS_MS = 120_000;
const MEASURE_MS = 60_000;

/** All outsiders of an estate. Speaks through `outside`, hears setpoints, takes its time from the clock. */
export class Simulator {
  private readonly depots: ReadonlyMap<string, SimulatedDepot>;

  constructor(settings: SimulatorSettings, clock: Clock, outside: Outside) {
    const { seed, faults, meter } = settings;
    const world = { clock, outside, seed, faults, telematicsEveryMs: settings.telematicsEveryMs ?? TELEMATICS_MS };
    const make = {
      meter,
      measureEveryMs: settings.measureEveryMs ?? MEASURE_MS,
      trafficOf: settings.trafficOf ?? shiftTraffic,
      buildingOf: settings.buildingOf ?? demoBuildingOf(seed),
      onPower: settings.onPower ?? (() => {}),
    };
    this.depots = new Map(settings.estate.map((estate) => [estate.dossier.depot, new SimulatedDepot(estate, make, world)]));
  }

  start(): void {
    for (const depot of this.depots.values()) depot.start();
  }

  stop(): void {
    for (const depot of this.depots.values()) depot.stop();
  }

  /** A setpoint for one of our sockets; others are somebody else's. */
  receive(setpoint: Setpoint): void {
    this.depots.get(setpoint.socket.split('.', 1)[0] as string)?.receive(setpoint);
  }

  /** What a depot's sockets truly draw now, kW. */
  evKw(depot: string): number {
    return this.depots.get(depot)?.evKw() ?? 0;
  }
}
