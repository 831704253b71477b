import { Depot, said, socketOf } from './depot.fixture';
import { exposuresOf } from './index';

const a = 'd.a.sk1';
const b = 'd.b.sk1';
const two = (limitA: number, over = {}) => new Depot(limitA, socketOf(a, over), socketOf(b, over));

describe('a cold start', () => {
  it('counts every socket at its full rating and cuts first, idle sockets too, so that a plug-in starts from a known limit (F6)', () => {
    const depot = new Depot(40, socketOf(a), socketOf(b, { plugged: false }));
    expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([32, 32]);
    expect(said(depot.aim({ [a]: 32, [b]: 0 }))).toEqual([`${b} 0`]);
    depot.answer(depot.sent[0]);
    expect(said(depot.after(4_900))).toEqual([]);
    expect(said(depot.after(100))).toEqual([`${a} 32`]);
  });

  it('cuts to the limit even before there is an allocation', () => {
    expect(said(two(40).look())).toEqual([`${b} 20`, `${a} 20`]);
  });
});

describe('an increase', () => {
  it('X2: waits until the decrease that it needs is accepted and seen by the meter', () => {
    const depot = two(38);
    depot.settle({ [a]: 32, [b]: 6 });
    expect(said(depot.aim({ [a]: 6, [b]: 32 }))).toEqual([`${a} 6`]);
    depot.nowMs += 1_000;
    expect(depot.answer(depot.sent[0])).toEqual([]);
    expect(depot.after(1_000)).toEqual([]);
    expect(depot.meter(a, 32)).toEqual([]);
    depot.nowMs += 1_000;
    expect(said(depot.meter(a, 6.4))).toEqual([`${b} 31`]); // what the meter shows above the setpoint is not free either
  });

  it('is not released by a measure from before the answer', () => {
    const depot = two(38);
    depot.settle({ [a]: 32, [b]: 6 });
    depot.aim({ [a]: 6, [b]: 32 });
    depot.nowMs += 1_000;
    depot.meter(a, 5);
    depot.nowMs += 1_000;
    expect(depot.answer(depot.sent[0])).toEqual([]);
    expect(depot.after(20_000)).toEqual([]);
  });

  it('goes out in part where that is worth a message, most urgent first', () => {
    const depot = two(24);
    depot.settle({ [a]: 6, [b]: 6 });
    depot.aim({ [a]: 16, [b]: 16 }, { [a]: 0.2, [b]: 0.9 });
    expect(said(depot.sent)).toEqual([`${b} 16`, `${a} 8`]);
    const tight = two(13);
    tight.settle({ [a]: 6, [b]: 6 });
    expect(said(tight.aim({ [a]: 16, [b]: 6 }))).toEqual([]);
    expect(said(tight.aim({ [a]: 7, [b]: 6 }))).toEqual([`${a} 7`]);
  });

  it('does not go to a socket that is lost', () => {
    const depot = two(64);
    depot.settle({ [a]: 6, [b]: 6 });
    depot.change(a, { lost: true });
    expect(said(depot.aim({ [a]: 16, [b]: 16 }))).toEqual([`${b} 16`]);
  });

  it('counts from the moment it is sent, whether or not the car has ramped (F1)', () => {
    const depot = two(38);
    depot.settle({ [a]: 6, [b]: 6 });
    expect(said(depot.aim({ [a]: 32, [b]: 6 }))).toEqual([`${a} 32`]);
    depot.answer(depot.sent[0]);
    depot.meter(a, 6);
    expect(said(depot.aim({ [a]: 32, [b]: 16 }))).toEqual([]);
  });
});

describe('a limit that falls', () => {
  it('cuts the least urgent at once, to its least and then to nothing, without waiting for a plan or for a charge point just told', () => {
    const depot = two(64);
    depot.settle({ [a]: 32, [b]: 32 });
    depot.aim({ [a]: 32, [b]: 32 }, { [a]: 0.9, [b]: 0.1 });
    expect(said(depot.limit(50))).toEqual([`${b} 18`]);
    expect(said(depot.limit(30))).toEqual([`${a} 12`]);
    depot.nowMs += 2_000;
    expect(said(depot.look())).toEqual([]);
    depot.nowMs += 2_000;
    expect(said(depot.limit(5))).toEqual([`${b} 0`, `${a} 0`]);
  });

  it('prefers different charge points, for the second message to one has to wait', () => {
    const sockets = ['d.a.sk1', 'd.a.sk2', 'd.b.sk1'];
    const depot = new Depot(96, ...sockets.map((id) => socketOf(id)));
    depot.settle(Object.fromEntries(sockets.map((id) => [id, 32])));
    depot.aim({}, {});
    depot.ledger = {
      ...depot.ledger,
      targets: new Map([...depot.ledger.targets].map(([id, t]) => [id, { ...t, priority: id === 'd.b.sk1' ? 0.9 : 0.1 }])),
    };
    expect(said(depot.limit(48)).sort()).toEqual(['d.a.sk2 6', 'd.b.sk1 10']);
  });

  it('pre-empts an increase that is still in flight', () => {
    const depot = two(64);
    depot.settle({ [a]: 6, [b]: 6 });
    expect(said(depot.aim({ [a]: 32, [b]: 6 }))).toEqual([`${a} 32`]);
    depot.nowMs += 2_000;
    expect(said(depot.limit(20))).toEqual([`${a} 14`]);
    expect(exposuresOf(depot.ledger, depot.picture)[0]?.amps).toBe(32);
  });

  it('cuts the others where one does not do as it is told', () => {
    const depot = two(64);
    depot.settle({ [a]: 32, [b]: 32 });
    depot.aim({ [a]: 32, [b]: 32 }, { [a]: 0.9, [b]: 0.1 });
    depot.limit(50);
    expect(said(depot.answer(depot.sent[0], 1))).toEqual([`${a} 18`]);
  });
});

describe('messages to one charge point', () => {
  it('keep their distance, all its sockets together; a decrease goes before an increase', () => {
    const depot = new Depot(64, socketOf('d.a.sk1', { minMessageGapMs: 5_000 }), socketOf('d.a.sk2', { minMessageGapMs: 5_000 }));
    depot.settle({ 'd.a.sk1': 6, 'd.a.sk2': 32 });
    depot.nowMs += 10_000;
    expect(said(depot.aim({ 'd.a.sk1': 16, 'd.a.sk2': 10 }))).toEqual(['d.a.sk2 10']);
    expect(depot.wakeAtMs).toBe(depot.nowMs + 5_000);
    expect(said(depot.after(4_999))).toEqual([]);
    expect(said(depot.after(1))).toEqual(['d.a.sk1 16']);
  });

  it('X8: carry the last value only', () => {
    const depot = new Depot(64, socketOf('d.a.sk1'), socketOf('d.a.sk2'));
    depot.settle({ 'd.a.sk1': 32, 'd.a.sk2': 32 });
    depot.aim({ 'd.a.sk1': 16, 'd.a.sk2': 20 });
    depot.aim({ 'd.a.sk1': 16, 'd.a.sk2': 12 });
    depot.after(2_000);
    expect(said(depot.sent)).toEqual(['d.a.sk1 16', 'd.a.sk2 12']);
  });

  it('are not repeated while nothing has changed', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    expect(depot.aim({ [a]: 16, [b]: 16 })).toEqual([]);
    for (let i = 0; i < 100; i++) expect(depot.after(10_000)).toEqual([]);
  });
});

it('rounds what is wanted down to what a socket can be told', () => {
  const depot = two(64);
  depot.settle({ [a]: 16, [b]: 16 });
  expect(said(depot.aim({ [a]: 5.9, [b]: 12.7 }))).toEqual([`${a} 0`, `${b} 12`]);
  depot.nowMs += 2_000;
  expect(said(depot.aim({ [a]: Number.NaN, [b]: -3 }))).toEqual([]);
});
