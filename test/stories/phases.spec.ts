import { type DepotAllocation, type DepotDossier, outsideSocketMeasures, type SetpointState } from '@headroom/contracts';
import { depot, type Setting, socketId, WholeDepot } from './whole-depot';

const MINUTE = 60_000;
const evening: Setting = { startsAt: '2026-11-23T15:00:00.000Z', sockets: 3, capacityKw: 90, buildingKw: 20 };

jest.setTimeout(60_000);

let whole: WholeDepot;
afterEach(() => whole.close());

/** The depot's sockets wired as told, on a feeder of this many amps a phase; every van has a one-phase charger. */
async function wired(shapes: readonly ['L1L2L3' | 'L2L3L1' | 'L3L1L2', 1 | 3][], limitA: number): Promise<void> {
  const chargePoints = whole.dossier().chargePoints.map((unit, index): DepotDossier['chargePoints'][number] => {
    const [phaseRotation, phases] = shapes[index] ?? ['L1L2L3', 3];
    return { ...unit, feederId: 'f1', sockets: unit.sockets.map((socket) => ({ ...socket, phases, phaseRotation })) };
  });
  await whole.install({ feeders: [{ id: 'f1', parent: 'main', limitA }], chargePoints });
}

const allocation = () => whole.latest.get(`control.allocations ${depot}`) as DepotAllocation;
const setpointState = (index: number) => whole.latest.get(`state.setpoints ${socketId(index)}`) as SetpointState;
const counts = (index: number) => setpointState(index).phases;
const reason = (index: number) => setpointState(index).reason;

/** A van at a three-phase socket on L1, beside two sockets on L2 and L3, all behind 40 A a phase. */
async function beside(): Promise<void> {
  whole = await WholeDepot.open(evening);
  await wired(
    [
      ['L1L2L3', 3],
      ['L2L3L1', 1],
      ['L3L1L2', 1],
    ],
    40,
  );
}

describe('a van that charges on one phase of a three-phase socket', () => {
  it('leaves the other two to its neighbours', async () => {
    await beside();
    await whole.pass(MINUTE);
    const [van = 0, ...neighbours] = whole.amps();
    for (const amps of neighbours) expect(van + amps).toBeLessThanOrEqual(40);
    await whole.pass(9 * MINUTE);
    expect(counts(0)).toEqual([0]);
    expect(whole.amps()).toEqual([32, 32, 32]);
    expect(allocation().sockets[0]?.reason).toContain('draws on L1 alone, so L2 and L3 are left to others');
  });

  it('takes a third of the power from its connection that three phases would', async () => {
    whole = await WholeDepot.open({ ...evening, sockets: 4, capacityKw: 42 });
    await wired([], 200);
    await whole.pass(15 * MINUTE);
    whole.takePeakKw();
    // Counted on three phases the 20 kW would be 29 A for all of them, of which they would draw 6.7 kW.
    expect(whole.evKw()).toBeGreaterThan(14);
    await whole.pass(30 * MINUTE);
    expect(whole.takePeakKw()).toBeLessThanOrEqual(42 - 20);
    expect(whole.evKw()).toBeGreaterThan(14);
  });

  it('still does when control starts again', async () => {
    await beside();
    await whole.pass(10 * MINUTE);
    await whole.kill('control');
    await whole.pass(5_000);
    const startedAtMs = whole.clock.now();
    await whole.start('control');
    await whole.pass(3 * MINUTE);
    expect(whole.since(startedAtMs)).toEqual([]);
    expect(whole.amps()).toEqual([32, 32, 32]);
  });
});

describe('a van that takes up a released phase', () => {
  it('is cut at once and alone, and counts on all of them from then on', async () => {
    await beside();
    await whole.pass(10 * MINUTE);
    expect(whole.amps()).toEqual([32, 32, 32]);
    const takenUpAtMs = whole.clock.now();
    const at = new Date(takenUpAtMs).toISOString();
    await whole.broker.bus.tell(outsideSocketMeasures, { socket: socketId(0), at, realPowerW: 22_080, phaseCurrentsA: [32, 32, 32] });
    await whole.pass(200);
    expect(whole.since(takenUpAtMs).map(({ socket, amps }) => [socket, amps])).toEqual([[socketId(0), 8]]);
    expect(reason(0)).toBe('cut to keep the limit: it has begun to draw on phases that were left to others');
    // A moment later a decision shares what there is anew.
    expect(whole.alarms.filter(({ kind }) => kind === 'phases-taken-up')).toMatchObject([{ level: 'amber', clearedAt: null }]);
    for (let minute = 0; minute < 20; minute++) {
      await whole.pass(MINUTE);
      const [van = 0, ...neighbours] = whole.amps();
      for (const amps of neighbours) expect(van + amps).toBeLessThanOrEqual(40);
    }
    expect(counts(0)).toEqual([0, 1, 2]);
  });
});
