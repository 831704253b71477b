import {
  allocations,
  type DepotAllocation,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  type SocketState,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import { slicesAllocator } from '@headroom/domain';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { OptimiserModule } from './optimiser.module';

let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let told: DepotAllocation[];

const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
const chargePoint = (name: string) => ({
  ...depotDossiers.example.chargePoints[0],
  id: `whitechapel.${name}`,
  sockets: [{ id: `whitechapel.${name}.sk1`, phases: 1 as const, phaseRotation: 'L1L2L3' as const, maxLimitA: 32 }],
});
const dossier = { ...depotDossiers.example, chargePoints: ['a', 'b'].map(chargePoint) } as typeof depotDossiers.example;
const plugged = (name: string, more: Partial<SocketState> = {}) =>
  broker.bus.tell(socketStates, { ...socketStates.example, id: `s-${name}`, socket: `whitechapel.${name}.sk1`, ...more });
const headroom = (grantableKw: number) =>
  broker.bus.tell(headrooms, {
    ...headrooms.example,
    id: `h-${grantableKw}`,
    connections: [{ ...headrooms.example.connections[0], grantableKw } as (typeof headrooms.example.connections)[number]],
  });
const mode = (value: DepotPlans['options']['mode']) =>
  broker.bus.tell(depotPlans, { ...depotPlans.example, options: { ...depotPlans.example.options, mode: value } });
const rank = (first: number, second: number) =>
  broker.bus.tell(priorities, {
    ...priorities.example,
    sockets: [
      ['a', first],
      ['b', second],
    ].map(
      ([name, priority]) =>
        ({ ...priorities.example.sockets[0], socket: `whitechapel.${name}.sk1`, priority }) as (typeof priorities.example.sockets)[number],
    ),
  });
const amps = () => Object.fromEntries((told.at(-1)?.sockets ?? []).map((row) => [row.socket.split('.')[1], row.amps]));

beforeEach(async () => {
  clock = new VirtualClock(Date.parse('2026-11-23T17:00:00.000Z'));
  broker = new EmbeddedBroker({ now: () => clock.now() });
  told = [];
  broker.watch((topic, _key, message) => {
    if (topic === allocations.name) told.push(message as DepotAllocation);
  });
  app = await startInProcess({ services: [OptimiserModule.with()], broker, clock });
  await broker.bus.tell(depotDossiers, dossier);
  await mode('live');
});
afterEach(() => app.close());

describe('amps for every socket', () => {
  it('go to the van that needs them most when there is not enough for both', async () => {
    await plugged('a');
    await plugged('b');
    await rank(0.2, 0.9);
    await headroom(2);
    await pass(10_000);
    expect(amps()).toEqual({ a: 0, b: 8 });
    expect(told.at(-1)?.sockets[0]?.reason).toMatch(/waiting/);
  });

  it('are the full rate for both when there is room, and the decision says what it rested on', async () => {
    await plugged('a');
    await plugged('b');
    await rank(0.2, 0.9);
    await headroom(100);
    await pass(10_000);
    expect(amps()).toEqual({ a: 32, b: 32 });
    expect(told.at(-1)).toMatchObject({ causedBy: 'h-100', allocator: 'slices', mode: 'live' });
  });

  it('are nothing for a socket without a van, or one that nobody has heard of', async () => {
    await plugged('a', { plugged: false, status: 'Available' });
    await headroom(100);
    await pass(10_000);
    expect(amps()).toEqual({ a: 0, b: 0 });
  });

  it('leave out what a lost socket may be drawing', async () => {
    await plugged('a', { lost: true, currentA: 20 });
    await plugged('b');
    await rank(0.5, 0.5);
    await broker.bus.tell(setpointStates, {
      ...setpointStates.example,
      socket: 'whitechapel.a.sk1',
      toldA: 16,
      confirmedA: 16,
      state: 'confirmed',
    });
    await headroom(0.23 * 30);
    await pass(10_000);
    expect(amps()).toMatchObject({ b: 10 });
  });

  it('can be decided again from the record to the same amps', async () => {
    await plugged('a');
    await plugged('b');
    await headroom(5);
    await pass(10_000);
    const decision = told.at(-1) as DepotAllocation;
    expect(slicesAllocator.allocate(decision.problem).sockets.map((row) => row.amps)).toEqual(decision.sockets.map((row) => row.amps));
  });
});

describe('a van that is full', () => {
  const obeys = (name: string, toldA: number) =>
    broker.bus.tell(setpointStates, {
      ...setpointStates.example,
      socket: `whitechapel.${name}.sk1`,
      toldA,
      confirmedA: toldA,
      state: 'confirmed',
    });

  it('gives its amps to one that needs them though it has begun only now, and has them back no sooner than in half an hour', async () => {
    await plugged('a', { status: 'SuspendedEV' });
    await rank(0.2, 0.9);
    await headroom(8);
    await pass(10_000);
    expect(amps()).toEqual({ a: 6, b: 0 });
    await obeys('a', 6);
    await plugged('b');
    await pass(3 * 60_000);
    expect(amps()).toEqual({ a: 0, b: 32 });
    await obeys('a', 0);
    await obeys('b', 32);
    await headroom(20);
    await pass(20 * 60_000);
    expect(amps()).toEqual({ a: 0, b: 32 });
    await pass(15 * 60_000);
    expect(amps()).toEqual({ a: 6, b: 32 });
  });
});

describe('the modes of a depot', () => {
  it('off decides nothing; monitor decides and says so', async () => {
    await pass(10_000);
    told.length = 0;
    await mode('off');
    await plugged('a');
    await headroom(50);
    await pass(10_000);
    expect(told).toHaveLength(0);
    await mode('monitor');
    await pass(10_000);
    expect(told.at(-1)?.mode).toBe('monitor');
  });
});

describe('a decision that nobody follows', () => {
  it('is told again, for control may have started anew and not have heard it', async () => {
    await plugged('a');
    await headroom(50);
    expect(told.at(-1)?.sockets.map(({ amps }) => amps)).toEqual(told[0]?.sockets.map(({ amps }) => amps));
    const before = told.length;
    await pass(21_000);
    expect(told.length).toBeGreaterThan(before);
    expect(told.at(-1)?.sockets.map(({ amps }) => amps)).toEqual(told[0]?.sockets.map(({ amps }) => amps));
  });
});

describe('a burst of messages', () => {
  it('makes one decision, and a decision that changes nothing is not told', async () => {
    await plugged('a');
    await headroom(50);
    await pass(10_000);
    await broker.bus.tell(setpointStates, { ...setpointStates.example, socket: 'whitechapel.a.sk1', toldA: 32, state: 'confirmed' });
    await broker.bus.tell(setpointStates, { ...setpointStates.example, socket: 'whitechapel.b.sk1', toldA: 0, state: 'confirmed' });
    await pass(10_000);
    const before = told.length;
    for (let index = 0; index < 100; index++) await headroom(50 + index / 1000);
    await pass(30_000);
    expect(told.length).toBe(before);
    expect(instantOf(clock.now()) > (told[0]?.at ?? '')).toBe(true);
  });
});
