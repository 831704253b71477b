import { METER_STALE_AFTER_MS } from '@headroom/domain';
import { WholeDepot } from './whole-depot';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const BUILDING_KW = 20;
/** What the depot's dossier says that its building may take at the most. */
const WORST_BUILDING_KW = 2 * BUILDING_KW;
const BUFFER_KW = 2;

jest.setTimeout(60_000);

describe('a building whose meter falls silent', () => {
  let whole: WholeDepot;
  afterEach(() => whole.close());
  const standing = () => whole.alarms.filter(({ kind }) => kind === 'meter-silent').at(-1);
  const metered = async (forMs: number) => {
    for (let passed = 0; passed < forMs; passed += 10 * SECOND) {
      await whole.meterReads(BUILDING_KW);
      await whole.pass(10 * SECOND);
    }
  };

  it('X7: counts at the most it may take: nothing is raised on an old reading, people are told, and it ends by itself', async () => {
    whole = await WholeDepot.open({
      startsAt: '2026-11-23T15:00:00.000Z',
      sockets: 8,
      capacityKw: 60,
      buildingKw: BUILDING_KW,
      faults: { lostMeterReadingShare: 1 },
    });
    await metered(10 * MINUTE);
    expect(whole.evKw()).toBeGreaterThan(30);
    await whole.pass(METER_STALE_AFTER_MS + 30 * SECOND);
    whole.takePeakKw();
    await whole.pass(20 * MINUTE);
    expect(whole.takePeakKw()).toBeLessThanOrEqual(60 - WORST_BUILDING_KW - BUFFER_KW);
    expect(whole.evKw()).toBeGreaterThan(10);
    expect(standing()?.clearedAt).toBeNull();
    await metered(10 * MINUTE);
    expect(whole.evKw()).toBeGreaterThan(30);
    expect(standing()?.clearedAt).not.toBeNull();
  });
});
