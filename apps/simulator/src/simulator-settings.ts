import type { Building } from './building/building-load';
import type { DepotEstate } from './estate/depot-estate';
import type { Faults } from './faults';
import type { MeterSetting } from './meter/meter-setting';
import type { TrafficOf } from './traffic/traffic';

/** What is simulated, and how well it behaves. The same settings give the same messages at the same moments. */
export interface SimulatorSettings {
  readonly estate: readonly DepotEstate[];
  readonly seed: number;
  readonly faults: Faults;
  readonly meter: MeterSetting;
  /** How often a socket with a van on it is measured; every minute unless said. */
  readonly measureEveryMs?: number;
  /** How often a van tells its state of charge. */
  readonly telematicsEveryMs?: number;
  /** What brings the vans; their schedules unless said. */
  readonly trafficOf?: TrafficOf;
  /** The building behind a connection; a recording to the depot's scale unless said. */
  readonly buildingOf?: (estate: DepotEstate, connectionId: string) => Building;
  /** Hears of every change of a socket's true power, which no meter of the depot tells in full. */
  readonly onPower?: (socket: string, kw: number, atMs: number) => void;
  /** False: `Simulator.start()` is called by hand, once the registry has told its depots. */
  readonly autoStart?: boolean;
}
