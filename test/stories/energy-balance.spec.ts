import { type Message, outsideSiteLoad, type Topic } from '@headroom/contracts';
import { VirtualClock } from '@headroom/service-kit';
import { buildingLoadKw, demoEstate, noFaults, readingEvery, Simulator } from '@headroom/simulator';

const EVENING_MS = Date.parse('2026-11-23T17:00:00.000Z');
const HOUR_MS = 3_600_000;
const building = { hourlyKw: Array<number>(8_760).fill(40), scale: 1, seed: 7 };

describe('the energy of a simulated depot', () => {
  it.each([1, 2, 3])('E1: what its meter reads is its building and all its vans, to the watt (seed %d)', async (seed) => {
    const clock = new VirtualClock(EVENING_MS);
    const estate = demoEstate().slice(0, 1);
    const { depot, connections } = (estate[0] as (typeof estate)[number]).dossier;
    const incomers = new Map(connections.map(({ id, meter }) => [id, meter]));
    const powerKw = new Map<string, number>();
    let readings = 0;
    const tell = <T extends object>(topic: Topic<T>, ...messages: T[]) => {
      if (topic.name !== outsideSiteLoad.name) return;
      for (const { meter, powerW } of messages as unknown as Message<typeof outsideSiteLoad>[]) {
        const evKw = incomers.get(meter) === 'building' ? 0 : [...powerKw.values()].reduce((sum, kw) => sum + kw, 0);
        expect(powerW / 1_000).toBeCloseTo(buildingLoadKw(building, clock.now()) + evKw, 2);
        readings += 1;
      }
    };
    const onPower = (socket: string, kw: number) => powerKw.set(socket, kw);
    const settings = { estate, seed, faults: noFaults, meter: readingEvery(10_000), buildingOf: () => building, onPower };
    const simulator = new Simulator(settings, clock, { tell });
    simulator.start();
    await clock.runUntil(EVENING_MS + 2 * HOUR_MS, () => Promise.resolve());
    simulator.stop();
    expect(readings).toBeGreaterThan(700);
    expect(simulator.evKw(depot)).toBeCloseTo(
      [...powerKw.values()].reduce((sum, kw) => sum + kw, 0),
      6,
    );
  });
});
