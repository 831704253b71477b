import { Depot, said, socketOf } from './depot.fixture';
import { exposuresOf } from './index';

const a = 'd.a.sk1';
const b = 'd.b.sk1';
const two = (limitA: number, over = {}) => new Depot(limitA, socketOf(a, over), socketOf(b, over));

describe('answers', () => {
  it('that do not come by the expiry are failures: told three times, then alarmed, then told slowly, cleared on success', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    depot.aim({ [a]: 10, [b]: 16 });
    for (let i = 0; i < 2; i++) expect(said(depot.after(30_000))).toEqual([`${a} 10`]);
    expect(depot.after(30_000)).toEqual([]);
    expect(depot.alarms).toEqual([`${a} raised: does not keep to 10 A: no answer, told 3 times`]);
    expect(depot.after(59_000)).toEqual([]);
    expect(said(depot.after(1_000))).toEqual([`${a} 10`]);
    depot.answer(depot.sent.at(-1));
    depot.nowMs += 1_000;
    depot.meter(a, 9);
    expect(depot.alarms.at(-1)).toContain('cleared');
    expect(depot.ledger.sockets.get(a)).toMatchObject({ state: 'confirmed', confirmedA: 10, attempts: 0 });
  });

  it.each([1, 3])('of refusal (%d) alarm at once; the socket counts at the higher of old and new', (code) => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    depot.aim({ [a]: 10, [b]: 16 });
    depot.answer(depot.sent[0], code);
    expect(depot.alarms).toHaveLength(1);
    expect(exposuresOf(depot.ledger, depot.picture)[0]?.amps).toBe(16);
    expect(depot.after(59_000)).toEqual([]);
    expect(said(depot.after(1_000))).toEqual([`${a} 10`]);
  });

  it.each([2, 4])('that say it did not arrive (%d) are tried again soon', (code) => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    depot.aim({ [a]: 10, [b]: 16 });
    depot.answer(depot.sent[0], code);
    expect(said(depot.after(2_000))).toEqual([`${a} 10`]);
  });

  it('to an older setpoint, from another socket, or told twice change nothing', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    const [first] = depot.aim({ [a]: 10, [b]: 16 });
    const before = depot.ledger;
    depot.answer({ ...(first as NonNullable<typeof first>), socket: b });
    depot.answer({ ...(first as NonNullable<typeof first>), id: 'sp-other' });
    expect(depot.ledger).toEqual(before);
    depot.after(30_000);
    const retried = depot.ledger;
    depot.answer(first);
    expect(depot.ledger).toEqual(retried);
    depot.answer(depot.sent[1]);
    const accepted = depot.ledger;
    depot.answer(depot.sent[1], 1);
    expect(depot.ledger).toEqual(accepted);
  });
});

describe('firmware that forgets', () => {
  it('is told again after a plug-in, boot or reconnect, with the same amps', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    depot.change(a, { epoch: 1 });
    expect(said(depot.look())).toEqual([`${a} 16`]);
    depot.answer(depot.sent[0]);
    expect(depot.after(10_000)).toEqual([]);
  });

  it('is told again when it draws more than it was told for longer than a vehicle lags, and counts at what it draws', () => {
    const depot = two(64);
    depot.settle({ [a]: 10, [b]: 10 });
    depot.meter(a, 32);
    expect(exposuresOf(depot.ledger, depot.picture)[0]?.amps).toBe(32);
    expect(depot.after(14_999)).toEqual([]);
    expect(said(depot.after(1))).toEqual([`${a} 10`]);
    depot.answer(depot.sent[0]);
    depot.nowMs += 1_000;
    depot.meter(a, 10.8);
    expect(depot.ledger.sockets.get(a)).toMatchObject({ state: 'confirmed', confirmedA: 10 });
  });

  it('takes amps from the others while it draws more than its share', () => {
    const depot = two(20);
    depot.settle({ [a]: 10, [b]: 10 });
    depot.meter(a, 14);
    expect(said(depot.after(15_000))).toEqual([`${b} 6`, `${a} 10`]);
  });

  it('raises the alarm when telling it again does not help', () => {
    const depot = two(64);
    depot.settle({ [a]: 10, [b]: 10 });
    for (let i = 0; i < 4; i++) {
      depot.nowMs += 1_000;
      depot.meter(a, 32);
      depot.after(15_000);
      depot.answer(depot.sent.at(-1));
    }
    expect(depot.alarms).toEqual([`${a} raised: does not keep to 10 A: accepted, but it draws 32 A`]);
  });
});

describe('an increase that was never answered', () => {
  it('is taken back to what holds when there is no room for it any more', () => {
    const depot = two(64);
    depot.settle({ [a]: 6, [b]: 32 });
    depot.aim({ [a]: 32, [b]: 32 }, { [a]: 0.1, [b]: 0.9 });
    depot.nowMs += 30_000;
    expect(said(depot.limit(44))).toEqual([`${b} 12`, `${a} 6`]);
  });

  it('is told again with the same amps where there still is', () => {
    const depot = two(64);
    depot.settle({ [a]: 6, [b]: 32 });
    depot.aim({ [a]: 32, [b]: 32 });
    expect(said(depot.after(30_000))).toEqual([`${a} 32`]);
  });
});

it('tells a confirmed setpoint again at intervals where a charger needs that', () => {
  const depot = two(64);
  depot.settle({ [a]: 16, [b]: 16 });
  depot.picture = { ...depot.picture, settings: { ...depot.picture.settings, keepAliveMs: 600_000 } };
  expect(depot.after(60_000)).toEqual([]);
  expect(said(depot.after(600_000))).toEqual([`${a} 16`, `${b} 16`]);
});

it('raises nothing where it does not know what feeds a socket', () => {
  const depot = new Depot(64, socketOf(a), socketOf(b));
  depot.settle({ [a]: 6, [b]: 6 });
  depot.change(a, { node: 'nowhere' });
  expect(said(depot.aim({ [a]: 16, [b]: 16 }))).toEqual([`${b} 16`]);
});

it('keeps the promise made to an idle socket', () => {
  const depot = two(38);
  depot.settle({ [a]: 32, [b]: 6 });
  depot.change(a, { plugged: false, meteredA: 0 });
  expect(depot.aim({ [a]: 32, [b]: 32 })).toEqual([]);
  expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([32, 6]);
});
