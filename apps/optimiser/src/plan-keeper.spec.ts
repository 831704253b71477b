import {
  allocations,
  type DepotAllocation,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  type SocketState,
  socketStates,
} from '@headroom/contracts';
import type { HorizonPlan, HorizonProblem } from '@headroom/domain';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { OptimiserModule } from './optimiser.module';
import { InProcessPlanning } from './planning/in-process-planning';

const MINUTE = 60_000;
/** A planner that answers when the test lets it. */
class SlowPlanning extends InProcessPlanning {
  readonly asked: HorizonProblem[] = [];
  readonly answers: (() => void)[] = [];

  override async plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    this.asked.push(problem);
    await new Promise<void>((resolve) => this.answers.push(resolve));
    return super.plan(problem);
  }
}
let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let planning: SlowPlanning;
let told: DepotAllocation[];

const socket = 'whitechapel.a.sk1';
const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
const plugged = (more: Partial<SocketState> = {}) => broker.bus.tell(socketStates, { ...socketStates.example, socket, ...more });
const headroom = (grantableKw: number) =>
  broker.bus.tell(headrooms, {
    ...headrooms.example,
    id: `h-${grantableKw}`,
    connections: [{ ...headrooms.example.connections[0], grantableKw } as (typeof headrooms.example.connections)[number]],
  });

beforeEach(async () => {
  clock = new VirtualClock(Date.parse('2026-11-23T17:00:00.000Z'));
  broker = new EmbeddedBroker({ now: () => clock.now() });
  planning = new SlowPlanning();
  told = [];
  broker.watch((topic, _key, message) => {
    if (topic === allocations.name) told.push(message as DepotAllocation);
  });
  app = await startInProcess({ services: [OptimiserModule.with(undefined, planning)], broker, clock });
  const [unit] = depotDossiers.example.chargePoints;
  const sockets = [{ id: socket, phases: 1 as const, phaseRotation: 'L1L2L3' as const, maxLimitA: 32 }];
  await broker.bus.tell(depotDossiers, {
    ...depotDossiers.example,
    chargePoints: [{ ...unit, id: 'whitechapel.a', sockets }],
  } as typeof depotDossiers.example);
  await broker.bus.tell(depotPlans, { ...depotPlans.example, options: { ...depotPlans.example.options, mode: 'live' as const } });
  await plugged();
  await broker.bus.tell(priorities, {
    ...priorities.example,
    sockets: [{ ...priorities.example.sockets[0], socket }] as typeof priorities.example.sockets,
  });
  await headroom(5);
});
afterEach(() => app.close());

describe('a plan that takes long', () => {
  it('is asked for once, and what has happened meanwhile is planned for within half a minute after it', async () => {
    await pass(1_000);
    expect(planning.asked).toHaveLength(1);
    await plugged({ vehicle: null, pluggedAt: instantOf(clock.now()) });
    await pass(2 * MINUTE);
    expect(planning.asked).toHaveLength(1);
    planning.answers[0]?.();
    await pass(31_000);
    expect(planning.asked).toHaveLength(2);
  });

  it('is as old as what it was made from: after half an hour it has nothing to say', async () => {
    await pass(10_000);
    await pass(31 * MINUTE);
    planning.answers[0]?.();
    await pass(10_000);
    await headroom(6);
    await pass(10_000);
    expect(told.map(({ allocator }) => allocator)).not.toContain('tick');
  });
});
