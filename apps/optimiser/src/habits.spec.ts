import { chargingPlans, type DepotHabits, depotDossiers, depotHabits, depotPlans, headrooms, socketStates } from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import { Depots } from './depots';
import { Habits } from './habits';
import { OptimiserModule } from './optimiser.module';

const HALF_HOUR = 30 * 60_000;
const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const optimiserWith = async (nowMs: number, ...rows: DepotHabits[]) => {
  const clock = new VirtualClock(nowMs);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  await broker.bus.tell(depotDossiers, depotDossiers.example);
  await broker.bus.tell(depotPlans, depotPlans.example);
  await broker.bus.tell(depotHabits, ...rows);
  const told: DepotHabits[] = [];
  broker.watch((topic, _key, message) => {
    if (topic === depotHabits.name) told.push(message as DepotHabits);
  });
  const app = await startInProcess({ services: [OptimiserModule.with()], broker, clock });
  const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
  await pass(1_000);
  return { app, broker, clock, told, pass, habits: () => app.get(Depots, { strict: false }).memoryOf('whitechapel').habits };
};

describe('what the optimiser learns of a depot in days', () => {
  it('is told as each half-hour ends, and known to the process that takes over', async () => {
    const one = await optimiserWith(NOON);
    await one.broker.bus.tell(socketStates, { ...socketStates.example, plugged: true });
    for (let minute = 0; minute < 70; minute++) {
      await one.broker.bus.tell(headrooms, { ...headrooms.example, id: `h-${minute}`, at: instantOf(one.clock.now()) });
      await one.pass(60_000);
    }
    const last = one.told.at(-1) as DepotHabits;
    const [noon, half] = [last.connections[0]?.halfHours[24], last.connections[0]?.halfHours[25]];
    expect([noon?.days, half?.days]).toEqual([1, 1]);
    expect(noon?.kw).toBeGreaterThan(0);
    await one.app.close();

    const other = await optimiserWith(NOON + 3 * HALF_HOUR, last);
    expect(other.habits().usualDay('main').means[24]).toEqual(noon);
    expect(other.habits().usualSocket(socketStates.example.vehicle as string)).toBe(socketStates.example.socket);
    expect(other.told).toEqual([]);
    await other.app.close();
  });

  it('and what was planned for it go with the depot: another one of its name begins anew', async () => {
    const learnt: DepotHabits = { ...depotHabits.example, depot: 'whitechapel' };
    const one = await optimiserWith(NOON, learnt);
    const planned: unknown[] = [];
    one.broker.watch((topic, key, message) => {
      if (topic === chargingPlans.name) planned.push([key, message === null]);
      if (topic === depotHabits.name && message === null) planned.push([key, 'forgotten']);
    });
    await one.broker.bus.forget(depotDossiers, 'whitechapel');
    await one.pass(10_000);
    expect(planned).toEqual([
      ['whitechapel', 'forgotten'],
      ['whitechapel', true],
    ]);
    await one.broker.bus.tell(depotDossiers, depotDossiers.example);
    await one.pass(1_000);
    expect(one.habits().usualDay('main').means[0]).toBeNull();
    await one.app.close();
  });

  it('is not overwritten by what was told before it was known', () => {
    const habits = new Habits();
    for (let minute = 0; minute <= 60; minute++) habits.hearLoad('main', 20, NOON + minute * 60_000, 'Europe/London');
    const known = habits.usualDay('main');
    habits.recall({ connections: [{ id: 'main', halfHours: Array.from({ length: 48 }, () => ({ kw: 99, days: 1 })) }], vehicles: [] });
    expect(habits.usualDay('main')).toBe(known);
    expect(habits.news()?.connections[0]?.halfHours[24]).toEqual({ kw: 20, days: 1 });
    expect(habits.news()).toBeNull();
  });
});
