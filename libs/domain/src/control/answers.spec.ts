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
