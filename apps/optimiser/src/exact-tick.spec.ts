import {
  allocations,
  type DepotAllocation,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  type SocketState,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import { type AllocationProblem, type Allocator, orProposed } from '@headroom/domain';
import { EmbeddedBroker } from '@headroom/messaging';
import { startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { OptimiserModule } from './optimiser.module';
import { InProcessPlanning } from './planning/in-process-planning';

const MINUTE = 60_000;
/** Stands for a tick that has missed the best: all that there is for the first socket. */
const poorTick: Allocator = {
  id: 'tick',
  allocate: ({ nodes, sockets }) => ({
    allocator: 'tick',
    sockets: sockets.map(({ id, wantA }, index) => {
      return { socket: id, amps: index === 0 && wantA > 0 ? 8 : 0, boundBy: nodes[0]?.boundBy ?? '', reason: '' };
    }),
  }),
};
/** A solver that answers when the test lets it. */
class Solving extends InProcessPlanning {
  readonly asked: AllocationProblem[] = [];
  readonly answers: ((found?: null) => void)[] = [];

  override exactAmps(problem: AllocationProblem) {
    this.asked.push(problem);
    return new Promise<{ by: string; amps: number[] } | null>((resolve) => {
      this.answers.push((found) => resolve(found === null ? null : { by: 'javascript-lp-solver', amps: [0, 8] }));
    });
  }
}
let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let told: DepotAllocation[];
let solving: Solving;

const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
const socketOf = (name: string) => `whitechapel.${name}.sk1`;
const dossier = {
  ...depotDossiers.example,
  chargePoints: ['a', 'b'].map((name) => ({
    ...depotDossiers.example.chargePoints[0],
    id: `whitechapel.${name}`,
    sockets: [{ id: socketOf(name), phases: 1 as const, phaseRotation: 'L1L2L3' as const, maxLimitA: 32 }],
  })),
} as typeof depotDossiers.example;
const plugged = (name: string, more: Partial<SocketState> = {}) =>
  broker.bus.tell(socketStates, { ...socketStates.example, id: `s-${name}`, socket: socketOf(name), ...more });
const obeyed = async () => {
  for (const { socket, amps } of told.at(-1)?.sockets ?? [])
    await broker.bus.tell(setpointStates, { ...setpointStates.example, socket, toldA: amps, confirmedA: amps, state: 'confirmed' });
};
const headroom = (grantableKw: number) =>
  broker.bus.tell(headrooms, {
    ...headrooms.example,
    id: `h-${grantableKw}`,
    connections: [{ ...headrooms.example.connections[0], grantableKw } as (typeof headrooms.example.connections)[number]],
  });
const rank = async (a: number, b: number) =>
  broker.bus.tell(priorities, {
    ...priorities.example,
    sockets: [
      { ...priorities.example.sockets[0], socket: socketOf('a'), priority: a },
      { ...priorities.example.sockets[0], socket: socketOf('b'), priority: b },
    ] as typeof priorities.example.sockets,
  });
const amps = () => told.at(-1)?.sockets.map((row) => row.amps);

beforeEach(async () => {
  clock = new VirtualClock(Date.parse('2026-11-23T17:00:00.000Z'));
  broker = new EmbeddedBroker({ now: () => clock.now() });
  told = [];
  solving = new Solving();
  broker.watch((topic, _key, message) => {
    if (topic === allocations.name) told.push(message as DepotAllocation);
  });
  app = await startInProcess({ services: [OptimiserModule.with(orProposed(poorTick), solving)], broker, clock });
  await broker.bus.tell(depotDossiers, dossier);
  await broker.bus.tell(depotPlans, { ...depotPlans.example, options: { ...depotPlans.example.options, mode: 'live' as const } });
  await plugged('a');
  await plugged('b');
  await rank(0.2, 0.9);
  await headroom(2);
  // Till its first plan is made and followed, and asked about.
  await pass(2 * MINUTE);
});
afterEach(() => app.close());

describe('the exact amps of a depot at its limits', () => {
  it('are asked for once a minute, beside the tick, which does not wait for them', async () => {
    expect(amps()).toEqual([8, 0]);
    const before = solving.asked.length;
    await pass(5 * MINUTE);
    expect(solving.asked.length - before).toBe(5);
  });

  it('are not asked for again for ten minutes where there was no answer: the question may have cost the thread its life', async () => {
    const before = solving.asked.length;
    for (const answer of solving.answers) answer(null);
    await pass(9 * MINUTE);
    expect(solving.asked.length).toBe(before);
    await pass(2 * MINUTE);
    expect(solving.asked.length).toBeGreaterThan(before);
  });

  it('are followed where they are better, and the decision can be made again from its record', async () => {
    solving.answers.at(-1)?.();
    await pass(10_000);
    expect(amps()).toEqual([0, 8]);
    const record = JSON.parse(JSON.stringify(told.at(-1))) as DepotAllocation;
    expect(record).toMatchObject({ allocator: 'proposed', problem: { proposed: { by: 'javascript-lp-solver', amps: [0, 8] } } });
    const again = orProposed(poorTick).allocate(record.problem);
    expect(again.sockets.map((row) => row.amps)).toEqual([0, 8]);
  });

  it('are held: the next ticks do not undo them, and nothing is asked meanwhile', async () => {
    solving.answers.at(-1)?.();
    await pass(10_000);
    await obeyed();
    const [toldBefore, askedBefore] = [told.length, solving.asked.length];
    for (let minute = 0; minute < 4; minute++) {
      await headroom(2 + minute / 1_000);
      await pass(MINUTE);
    }
    expect(solving.asked.length).toBe(askedBefore);
    for (const { sockets } of told.slice(toldBefore - 1)) expect(sockets.map((row) => row.amps)).toEqual([0, 8]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the van has gone', () => plugged('b', { plugged: false, status: 'Available' })],
    ['less may be granted', () => headroom(1.5)],
    ['the depot was taken from this process', () => broker.bus.forget(depotDossiers, 'whitechapel')],
  ])('come too late when %s meanwhile', async (_, happens) => {
    await happens();
    await pass(6_000);
    solving.answers.at(-1)?.();
    await pass(10_000);
    expect(told.every(({ allocator }) => allocator === 'tick')).toBe(true);
  });
});
