import type { Recording } from '../building/recordings';

/** What a demo depot is drawn up from. */
export interface DemoDepot {
  readonly depot: string;
  readonly name: string;
  readonly vans: number;
  readonly sockets: number;
  readonly capacityKva: number;
  readonly building: { readonly recording: Recording; readonly meanKw: number };
  readonly meter: 'incomer' | 'building';
  /** Sockets to a feeder, and what the feeder bears on each phase. */
  readonly feeder: { readonly sockets: number; readonly limitA: number };
  /** How many charge points at the front are three-phase. */
  readonly threePhaseUnits: number;
}

/**
 * The nine depots of the trial: vans and sockets as published; connections, buildings and feeders are plausible ones of
 * ours, tight enough that not every van can charge at full power at once.
 */
export const demoDepots: readonly DemoDepot[] = [
  {
    depot: 'islington',
    name: 'Islington',
    vans: 24,
    sockets: 24,
    capacityKva: 150,
    building: { recording: 'b112', meanKw: 32 },
    meter: 'incomer',
    feeder: { sockets: 12, limitA: 100 },
    threePhaseUnits: 0,
  },
  {
    depot: 'whitechapel',
    name: 'Whitechapel',
    vans: 32,
    sockets: 33,
    capacityKva: 220,
    building: { recording: 'b112', meanKw: 40 },
    meter: 'incomer',
    feeder: { sockets: 18, limitA: 160 },
    threePhaseUnits: 1,
  },
  {
    depot: 'dartford',
    name: 'Dartford',
    vans: 28,
    sockets: 22,
    capacityKva: 140,
    building: { recording: 'b24', meanKw: 24 },
    meter: 'incomer',
    feeder: { sockets: 12, limitA: 100 },
    threePhaseUnits: 0,
  },
  {
    depot: 'premier-park',
    name: 'Premier Park',
    vans: 49,
    sockets: 51,
    capacityKva: 330,
    building: { recording: 'b112', meanKw: 60 },
    meter: 'incomer',
    feeder: { sockets: 18, limitA: 160 },
    threePhaseUnits: 2,
  },
  {
    depot: 'mount-pleasant',
    name: 'Mount Pleasant',
    vans: 122,
    sockets: 87,
    capacityKva: 600,
    building: { recording: 'b112', meanKw: 110 },
    meter: 'incomer',
    feeder: { sockets: 24, limitA: 200 },
    threePhaseUnits: 3,
  },
  {
    depot: 'bexleyheath',
    name: 'Bexleyheath',
    vans: 12,
    sockets: 6,
    capacityKva: 60,
    building: { recording: 'b112', meanKw: 11 },
    meter: 'building',
    feeder: { sockets: 6, limitA: 60 },
    threePhaseUnits: 0,
  },
  {
    depot: 'orpington',
    name: 'Orpington',
    vans: 12,
    sockets: 6,
    capacityKva: 55,
    building: { recording: 'b24', meanKw: 9 },
    meter: 'incomer',
    feeder: { sockets: 6, limitA: 60 },
    threePhaseUnits: 0,
  },
  {
    depot: 'camden',
    name: 'Camden',
    vans: 12,
    sockets: 6,
    capacityKva: 55,
    building: { recording: 'b112', meanKw: 10 },
    meter: 'incomer',
    feeder: { sockets: 6, limitA: 60 },
    threePhaseUnits: 0,
  },
  {
    depot: 'victoria',
    name: 'Victoria',
    vans: 12,
    sockets: 6,
    capacityKva: 65,
    building: { recording: 'b112', meanKw: 13 },
    meter: 'incomer',
    feeder: { sockets: 6, limitA: 60 },
    threePhaseUnits: 0,
  },
];
