import { type DepotOutlook, horizonProblemOf, type Session } from './index';

const HOUR = 3_600_000;
const nowMs = Date.parse('2026-11-23T18:00:00.000Z');

/** A van that nobody knows, at a three-phase socket whose first conductor is on L2. */
function jobOf(over: Partial<Session>) {
  const session: Session = {
    vehicle: null,
    neededKwh: 10,
    deliveredKwh: 0,
    socPct: null,
    departAtMs: nowMs + 12 * HOUR,
    priority: 0.5,
    isCharging: true,
    usableA: null,
    ...over,
  };
  const outlook: DepotOutlook = {
    nowMs,
    zone: 'Europe/London',
    grid: { connections: [{ id: 'main' }], feeders: [] },
    connections: [
      {
        id: 'main',
        pieces: [{ fromMs: nowMs - HOUR, untilMs: nowMs + 48 * HOUR, kw: 60, boundBy: 'asc' }],
        bufferKw: 0,
        grantableKw: 60,
        expectedLoadKw: () => 0,
      },
    ],
    rates: null,
    sockets: [{ id: 'd.cp.sk1', node: 'main', phases: [1, 2, 0], maxA: 32, session }],
    vans: [],
    schedules: [],
    defaultPriority: 0.5,
  };
  return horizonProblemOf(outlook).problem.jobs[0];
}

describe('a van whose phases nobody knows', () => {
  it('is planned on all that its socket has', () => {
    expect(jobOf({})).toMatchObject({ phases: [1, 2, 0], maxWh: 5_520 });
  });

  it('is planned on the one that it was seen to draw on alone, at a third of the power', () => {
    expect(jobOf({ phases: [1] })).toMatchObject({ phases: [1], maxWh: 1_840 });
    expect(jobOf({ phases: [1], usableA: 16 })).toMatchObject({ phases: [1], maxWh: 920 });
  });
});
