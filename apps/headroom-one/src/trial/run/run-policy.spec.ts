import { runPolicy } from './run-policy';
import { trialCaseOf } from './trial-case-of';

const fromMs = Date.parse('2018-07-02T11:00:00.000Z');
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const session = (index: number) => ({
  site: 'Depot',
  chargePoint: `cp${index >> 1}`,
  connector: String(1 + (index % 2)),
  startMs: fromMs + (5 + 2 * index) * MINUTE_MS,
  endMs: fromMs + 2 * HOUR_MS - index * MINUTE_MS,
  energyKwh: 3 + index / 2,
});

/** Six vans beside a building of 30 kW behind 57 kW: they may not all charge at once. */
const tight = () =>
  trialCaseOf({
    sessions: Array.from({ length: 6 }, (_, index) => session(index)),
    building: Array(8_760).fill(30),
    prices: Array(8_760).fill(0.2),
    capacityKva: 60,
    days: { firstDate: '2018-07-02', count: 1, fromMs, untilMs: fromMs + 2 * HOUR_MS },
    zone: 'Europe/London',
    seed: 1,
  });
const run = (policy: Parameters<typeof runPolicy>[0]) => runPolicy(policy, tight(), () => {});

describe('a trial through the very services', () => {
  it('goes far above the limit where nobody manages, and charges every van', async () => {
    const { secondsAvoidable, peakKw, unmetKwh, cost, chargedKwh } = await run('unmanaged');
    expect(secondsAvoidable).toBeGreaterThan(600);
    expect(peakKw).toBeGreaterThan(70);
    expect(unmetKwh).toBeLessThan(0.1);
    expect(cost).toBeCloseTo(0.2 * chargedKwh, 6);
  });

  it('keeps every second within the limit under Headroom, and still charges', async () => {
    const { secondsAvoidable, peakKw, unmetKwh, neededKwh, messagesPerSocketHour } = await run('headroom');
    expect(secondsAvoidable).toBe(0);
    expect(peakKw).toBeLessThanOrEqual(57);
    expect(unmetKwh / neededKwh).toBeLessThan(0.1);
    expect(messagesPerSocketHour).toBeGreaterThan(0);
  }, 120_000);

  it('gives the same figures again for the same seed', async () => {
    expect(await run('headroom')).toEqual(await run('headroom'));
  }, 120_000);

  it.each(['equal', 'llf'] as const)(
    'keeps within the limit with the rule %s too: the rest of the system is the same',
    async (policy) => {
      expect((await run(policy)).secondsAvoidable).toBe(0);
    },
    120_000,
  );
});
