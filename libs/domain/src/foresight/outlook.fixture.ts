import { flowPlanner, horizonFaults } from '../plan';
import { type DepotOutlook, horizonProblemOf, type Session } from './index';

export const zone = 'Europe/London';
export const nowMs = Date.parse('2026-11-23T18:00:20.000Z');
export const HOUR = 3_600_000;
export const session = (over: Partial<Session> = {}): Session => ({
  vehicle: 'd.v1',
  neededKwh: 10,
  deliveredKwh: 0,
  socPct: 40,
  departAtMs: nowMs + 12 * HOUR,
  priority: 0.5,
  isCharging: false,
  usableA: null,
  ...over,
});
export const depot = (kw: number, sessions: (Session | null)[], more: Partial<DepotOutlook> = {}): DepotOutlook => ({
  nowMs,
  zone,
  grid: { connections: [{ id: 'main' }], feeders: [] },
  connections: [
    {
      id: 'main',
      pieces: [{ fromMs: nowMs - HOUR, untilMs: nowMs + 48 * HOUR, kw, boundBy: 'asc' }],
      bufferKw: 0,
      grantableKw: kw,
      expectedLoadKw: () => 0,
    },
  ],
  rates: null,
  sockets: sessions.map((row, index) => ({ id: `d.cp.sk${index + 1}`, node: 'main', phases: [0], maxA: 32, session: row })),
  vans: [1, 2, 3].map((n) => ({ id: `d.v${n}`, batteryKwh: 60, maxChargeKw: 7.36, phases: 1, usualSocket: null })),
  schedules: [],
  defaultPriority: 0.5,
  ...more,
});
export const planned = (outlook: DepotOutlook) => {
  const foresight = horizonProblemOf(outlook);
  const [fault] = horizonFaults(foresight.problem);
  if (fault !== undefined) throw new Error(fault);
  const plan = flowPlanner.plan(foresight.problem, 1_000);
  if (plan === null) throw new Error('no plan');
  return { foresight, plan };
};
