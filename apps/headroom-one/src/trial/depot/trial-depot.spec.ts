import { depotDossiers, depotPlans } from '@headroom/contracts';
import type { Session } from '../sessions/session';
import { trialDepot } from './trial-depot';
import { vanOfSession } from './van-of-session';

const HOUR_MS = 3_600_000;
const startMs = Date.parse('2018-07-02T08:00:00Z');
const session = (more: Partial<Session> = {}): Session => ({
  site: 'Depot',
  chargePoint: '50523',
  connector: '1',
  startMs,
  endMs: startMs + 9 * HOUR_MS,
  energyKwh: 9,
  ...more,
});
const supply = { capacityKva: 60, powerFactor: 0.95, bufferShare: 0.05 };
const socket = { id: 'trial.cp1.sk1', phases: 1 as const, phaseRotation: 'L1L2L3' as const, maxLimitA: 32 };

describe('the depot of a trial', () => {
  const { estate, visits } = trialDepot(
    [
      session(),
      session({ connector: '2' }),
      session({ chargePoint: '50234' }),
      session({ startMs: startMs + 24 * HOUR_MS, endMs: startMs + 30 * HOUR_MS }),
    ],
    supply,
    'Europe/London',
    1,
  );

  it('has a socket for each connector, a van, a tag and a schedule for each session, as the contracts want them', () => {
    expect(depotDossiers.schema.parse(estate.dossier)).toEqual(estate.dossier);
    expect(depotPlans.schema.parse(estate.plans)).toEqual(estate.plans);
    expect(estate.dossier.chargePoints.map(({ id, sockets }) => [id, sockets.length])).toEqual([
      ['trial.cp50234', 1],
      ['trial.cp50523', 2],
    ]);
    expect(visits).toHaveLength(4);
    expect(estate.plans.schedules[0]).toMatchObject({ vehicleId: visits[0]?.van.id, weekday: 1, departLocal: '18:00' });
  });

  it('spreads its sockets over the phases', () => {
    const rotations = estate.dossier.chargePoints.flatMap(({ sockets }) => sockets.map(({ phaseRotation }) => phaseRotation));
    expect(new Set(rotations).size).toBe(3);
  });
});

describe('the van of a session', () => {
  const needs = (of: Session) => {
    const van = vanOfSession(of, 'trial.van1', socket, 5_000);
    return { ...van, needKwh: (van.batteryKwh * van.stopSocPct) / 100 - van.storedKwh };
  };
  it('needs just what was recorded', () => expect(needs(session()).needKwh).toBeCloseTo(9, 9));
  it('charges to full where there was time to', () => expect(needs(session()).stopSocPct).toBe(100));
  it('was not charged to full where there was none', () =>
    expect(needs(session({ energyKwh: 6.5, endMs: startMs + HOUR_MS })).stopSocPct).toBe(80));
  it('never comes with less than nothing', () =>
    expect(needs(session({ energyKwh: 120, endMs: startMs + 24 * HOUR_MS })).storedKwh).toBeGreaterThanOrEqual(0));
});
