import { capacities, type DepotCapacity, depotDossiers, depotPlans } from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { CapacityPlanModule } from './capacity-plan.module';

let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let told: (DepotCapacity | null)[];

const settle = () => clock.runUntil(clock.now(), () => broker.idle());
const pieces = () => told.at(-1)?.connections[0]?.pieces ?? [];

beforeEach(async () => {
  clock = new VirtualClock(Date.parse('2026-11-23T15:00:00.000Z'));
  broker = new EmbeddedBroker({ now: () => clock.now() });
  told = [];
  broker.watch((topic, _key, message) => {
    if (topic === capacities.name) told.push(message as DepotCapacity | null);
  });
  app = await startInProcess({ services: [CapacityPlanModule], broker, clock });
});
afterEach(() => app.close());

describe('the capacity plan of a depot', () => {
  it('reaches two days ahead and says which limit binds, before, during and after the hours of the profile', async () => {
    await broker.bus.tell(depotDossiers, depotDossiers.example);
    await broker.bus.tell(depotPlans, depotPlans.example);
    await settle();
    expect(pieces()[0]).toMatchObject({ from: '2026-11-23T15:00:00.000Z', until: '2026-11-23T16:00:00.000Z', kw: 209, boundBy: 'asc' });
    expect(pieces()[1]).toMatchObject({ until: '2026-11-23T19:00:00.000Z', kw: 120, boundBy: 'profile:winter-weekday' });
    expect(pieces()[2]).toMatchObject({ kw: 209, boundBy: 'asc' });
    expect(pieces().at(-1)?.until).toBe('2026-11-25T15:00:00.000Z');
  });

  it('heeds a profile only while its option is on', async () => {
    await broker.bus.tell(depotDossiers, depotDossiers.example);
    await broker.bus.tell(depotPlans, { ...depotPlans.example, options: { ...depotPlans.example.options, profiledConnection: false } });
    await settle();
    expect(pieces()).toHaveLength(1);
    expect(pieces()[0]).toMatchObject({ kw: 209, boundBy: 'asc' });
  });

  it('moves on with the time, without being asked', async () => {
    await broker.bus.tell(depotDossiers, depotDossiers.example);
    await clock.runUntil(clock.now() + 3_600_000, () => broker.idle());
    expect(pieces()[0]?.from).toBe('2026-11-23T16:00:00.000Z');
  });

  it('is told of the others, where one depot cannot be planned', async () => {
    await broker.bus.tell(depotDossiers, { ...depotDossiers.example, depot: 'atlantis', timezone: 'Sea/Floor' }, depotDossiers.example);
    await broker.bus.tell(depotPlans, { ...depotPlans.example, depot: 'atlantis' });
    await settle();
    await app.close();
    told = [];
    broker = broker.beside();
    app = await startInProcess({ services: [CapacityPlanModule], broker, clock });
    await settle();
    expect(new Set(told.map((plan) => plan?.depot))).toEqual(new Set(['whitechapel']));
  });

  it('goes when the depot goes', async () => {
    await broker.bus.tell(depotDossiers, depotDossiers.example);
    await settle();
    await broker.bus.forget(depotDossiers, 'whitechapel');
    await settle();
    expect(told.at(-1)).toBeNull();
  });
});
