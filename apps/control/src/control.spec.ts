import {
  allocations,
  depotDossiers,
  depotPlans,
  headrooms,
  type Setpoint,
  setpointStates,
  setpoints,
  socketStates,
} from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { ControlModule } from './control.module';

const MINUTE = 60_000;
const socket = 'whitechapel.evc0010.sk1';

let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let told: Setpoint[];
beforeEach(async () => {
  clock = new VirtualClock(Date.parse('2026-11-23T17:00:00.000Z'));
  broker = new EmbeddedBroker({ now: () => clock.now() });
  told = [];
  broker.watch((topic, _key, message) => {
    if (topic === setpoints.name) told.push(message as Setpoint);
  });
  app = await startInProcess({ services: [ControlModule], broker, clock });
});
afterEach(() => app.close());

const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
const at = () => instantOf(clock.now());
const install = () => broker.bus.tell(depotDossiers, { ...depotDossiers.example, at: at() });
const agree = () =>
  broker.bus.tell(depotPlans, { ...depotPlans.example, at: at(), options: { ...depotPlans.example.options, mode: 'live' as const } });
const headroom = () => broker.bus.tell(headrooms, { ...headrooms.example, at: at() });
const plugIn = () => broker.bus.tell(socketStates, { ...socketStates.example, at: at(), lastHeardAt: at(), epoch: 1 });
const allot = (amps: number) => {
  const [demand] = allocations.example.problem.sockets;
  return broker.bus.tell(allocations, {
    ...allocations.example,
    at: at(),
    sockets: [{ socket, amps, reason: 'as planned', boundBy: 'asc' }],
    problem: { ...allocations.example.problem, sockets: demand ? [{ ...demand, id: socket }] : [] },
  });
};

describe('a depot that control hears of piece by piece', () => {
  it.each([
    ['what was agreed before what is installed', [agree, headroom, plugIn, install]],
    ['its sockets before anything else', [plugIn, install, headroom, agree]],
    ['its headroom first, its sockets last', [headroom, install, agree, plugIn]],
  ])('is controlled all the same: %s', async (_says, pieces) => {
    for (const piece of pieces) {
      await piece();
      await pass(5_000);
    }
    await allot(16);
    await pass(5_000);
    expect(told.at(-1)).toMatchObject({ socket, amps: 16, mode: 'live' });
  });
});

describe('a depot that is taken away', () => {
  it('is sent nothing more, and leaves no row behind', async () => {
    for (const piece of [install, agree, headroom, plugIn]) await piece();
    await allot(16);
    await pass(5_000);
    const before = told.length;
    const rows: (object | null)[] = [];
    broker.watch((topic, _key, message) => {
      if (topic === setpointStates.name) rows.push(message);
    });
    await broker.bus.forget(depotDossiers, 'whitechapel');
    await pass(5_000);
    await allot(6);
    await pass(5 * MINUTE);
    expect(told).toHaveLength(before);
    expect(rows).toEqual([null]);
  });

  it('is controlled again when it is back', async () => {
    for (const piece of [install, agree, headroom, plugIn]) await piece();
    await pass(5_000);
    await broker.bus.forget(depotDossiers, 'whitechapel');
    await pass(5_000);
    await plugIn();
    await pass(5_000);
    await install();
    await allot(10);
    await pass(5_000);
    expect(told.at(-1)).toMatchObject({ socket, amps: 10 });
  });
});
