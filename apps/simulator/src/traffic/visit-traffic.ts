import { NamedTimers } from '../named-timers';
import type { Van } from '../physics/van';
import { randomOf } from '../random/random';
import { SimulatedTelematics } from './simulated-telematics';
import type { TrafficOf } from './traffic';

/** One stay of one van at one socket, at times that are known beforehand: a recorded session. */
export interface Visit {
  readonly socketId: string;
  readonly van: Van;
  readonly tag: string | null;
  readonly arrivesAtMs: number;
  readonly leavesAtMs: number;
}

/** Vans that come and go as recorded; `onLeave` hears of each with the charge it left with. */
export const visitTraffic =
  (visits: readonly Visit[], onLeave: (visit: Visit, left: Van) => void): TrafficOf =>
  (_estate, yard, world) => {
    const timers = new NamedTimers(world.clock);
    const boxes = new Map<Visit, SimulatedTelematics>();

    const arrive = (visit: Visit, name: string) => {
      yard.park(visit.van, visit.tag, visit.socketId);
      const box = new SimulatedTelematics(() => yard.van(visit.van.id), world, randomOf(world.seed, `${visit.van.id} telematics`));
      boxes.set(visit, box);
      box.start();
      timers.start(name, visit.leavesAtMs - world.clock.now(), () => leave(visit));
    };
    const leave = (visit: Visit) => {
      boxes.get(visit)?.stop();
      boxes.delete(visit);
      onLeave(visit, yard.take(visit.van.id) ?? visit.van);
    };
    return {
      start: () =>
        visits.forEach((visit, index) => {
          const name = `${visit.van.id}-${index}`;
          timers.start(name, Math.max(0, visit.arrivesAtMs - world.clock.now()), () => arrive(visit, name));
        }),
      stop: () => {
        timers.endAll();
        for (const box of boxes.values()) box.stop();
      },
    };
  };

/** Energy a visit brought, kWh. */
export const gainedKwh = (visit: Visit, left: Van): number => left.storedKwh - visit.van.storedKwh;
