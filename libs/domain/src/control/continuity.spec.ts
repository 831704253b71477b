import { Depot, said, socketOf } from './depot.fixture';
import { aimedByHand, changedRows, exposuresOf, ledgerFrom, releasedFromHand, rowsOf } from './index';

const a = 'd.a.sk1';
const b = 'd.b.sk1';
const two = (limitA: number, over = {}) => new Depot(limitA, socketOf(a, over), socketOf(b, over));

describe('modes', () => {
  it.each(['off', 'monitor'] as const)('%s sends nothing, however wrong things are', (mode) => {
    const depot = two(10);
    depot.picture = { ...depot.picture, mode };
    expect(depot.aim({ [a]: 16, [b]: 0 })).toEqual([]);
    expect(depot.wakeAtMs).toBeNull();
  });

  it.each(['off', 'monitor'] as const)(
    'what was told before %s is told again after it, and counts at its rating until it holds',
    (mode) => {
      const depot = two(64);
      depot.settle({ [a]: 16, [b]: 10 });
      depot.picture = { ...depot.picture, mode };
      expect(depot.look()).toEqual([]);
      depot.picture = { ...depot.picture, mode: 'live' };
      expect(said(depot.look())).toEqual([`${a} 16`, `${b} 10`]);
      expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([32, 32]);
      for (const setpoint of depot.sent) depot.answer(setpoint);
      depot.nowMs += 1_000;
      for (const socket of [a, b]) depot.meter(socket, 8);
      expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([16, 10]);
      expect(depot.look()).toEqual([]);
    },
  );

  it.each(['off', 'monitor'] as const)(
    'a setpoint that was only accepted before %s is not taken to hold by what was measured meanwhile',
    (mode) => {
      const depot = two(64);
      depot.settle({ [a]: 32, [b]: 10 });
      depot.answer(depot.aim({ [a]: 10 })[0]);
      depot.picture = { ...depot.picture, mode };
      depot.look();
      depot.nowMs += 60_000;
      depot.meter(a, 8);
      depot.picture = { ...depot.picture, mode: 'live' };
      depot.look();
      expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([32, 32]);
    },
  );

  it('test marks its setpoints and leaves what really holds as it was', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    const real = rowsOf(depot.ledger);
    depot.picture = { ...depot.picture, mode: 'test' };
    const sent = depot.aim({ [a]: 10, [b]: 32 });
    expect(sent.map(({ mode, socket, amps }) => [mode, socket, amps])).toEqual([
      ['test', a, 10],
      ['test', b, 32],
    ]);
    depot.answer(sent[0]);
    expect(rowsOf(depot.ledger)).toEqual(real);
    depot.picture = { ...depot.picture, mode: 'live' };
    depot.nowMs += 2_000;
    expect(said(depot.look()).sort()).toEqual([`${a} 10`, `${b} 32`]);
    expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([16, 32]);
  });
});

describe('the commissioning walk', () => {
  const walk = [32, 16, 8, 0, 18, 10, 32];

  it.each([
    ['one socket', ['d.a.sk1']],
    ['both sockets of a dual unit', ['d.a.sk1', 'd.a.sk2']],
  ])('32, 16, 8, 0, 18, 10, 32 A on %s', (_, ids) => {
    const depot = new Depot(64, socketOf('d.a.sk1'), socketOf('d.a.sk2'));
    depot.settle({ 'd.a.sk1': 6, 'd.a.sk2': 6 });
    for (const amps of walk) {
      depot.ledger = aimedByHand(
        depot.ledger,
        ids.map((socket) => ({ socket, amps, priority: 1, reason: 'commissioning walk' })),
      );
      depot.look();
      for (let second = 0; second < 10; second++) {
        for (const setpoint of depot.sent) depot.answer(setpoint);
        depot.nowMs += 1_000;
        for (const id of ids) depot.meter(id, depot.ledger.sockets.get(id)?.toldA ?? 0);
      }
      for (const id of ids) expect(depot.ledger.sockets.get(id)).toMatchObject({ toldA: amps, state: 'confirmed' });
    }
    for (const id of ids) expect(depot.sent.filter(({ socket }) => socket === id).map(({ amps }) => amps)).toEqual(walk);
    depot.ledger = releasedFromHand(depot.ledger);
    expect(said(depot.look())[0]).toBe('d.a.sk1 6');
  });

  it('does not break a limit', () => {
    const depot = two(20);
    depot.settle({ [a]: 6, [b]: 10 });
    depot.ledger = aimedByHand(depot.ledger, [{ socket: a, amps: 32, priority: 1, reason: 'commissioning walk' }]);
    expect(said(depot.look())).toEqual([`${a} 10`]);
  });
});

describe('a control that is killed and started again', () => {
  it('X6: goes on from its rows; what was in flight counts at the higher, and the gap holds', () => {
    const depot = two(38);
    depot.settle({ [a]: 32, [b]: 6 });
    const before = depot.ledger;
    depot.aim({ [a]: 6, [b]: 32 });
    expect(changedRows(before, depot.ledger).map(({ socket }) => socket)).toEqual([a]);
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    expect(exposuresOf(depot.ledger, depot.picture).map(({ amps }) => amps)).toEqual([32, 6]);
    expect(depot.aim({ [a]: 0, [b]: 32 })).toEqual([]);
    expect(said(depot.after(2_000))).toEqual([`${a} 0`]);
  });

  it('tells none of its rows again for what is only remembered', () => {
    const depot = two(38, { phases: [0, 1, 2] });
    depot.settle({ [a]: 32, [b]: 6 });
    const taken = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.ledger = taken;
    depot.aim({ [a]: 32, [b]: 6 });
    expect(changedRows(taken, depot.ledger)).toEqual([]);
  });

  it('takes the answer to what was told before', () => {
    const depot = two(38);
    depot.settle({ [a]: 32, [b]: 6 });
    const [cut] = depot.aim({ [a]: 6, [b]: 32 });
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.aim({ [a]: 6, [b]: 32 });
    depot.answer(cut);
    depot.nowMs += 1_000;
    depot.meter(a, 6);
    expect(said(depot.sent)).toEqual([`${a} 6`, `${b} 32`]);
  });

  it('wants a fresh measure for what had been accepted before', () => {
    const depot = two(38);
    depot.settle({ [a]: 32, [b]: 6 });
    const [cut] = depot.aim({ [a]: 6, [b]: 32 });
    depot.answer(cut);
    depot.nowMs += 1_000;
    depot.change(a, { meteredA: 6, meteredAtMs: depot.nowMs });
    depot.nowMs += 1_000;
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    expect(depot.aim({ [a]: 6, [b]: 32 })).toEqual([]);
    depot.nowMs += 1_000;
    expect(said(depot.meter(a, 6))).toEqual([`${b} 32`]);
  });

  it('ends an alarm that was raised before it was killed', () => {
    const depot = two(64);
    depot.settle({ [a]: 16, [b]: 16 });
    depot.answer(depot.aim({ [a]: 10, [b]: 16 })[0], 1);
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.nowMs += 2_000;
    depot.answer(depot.aim({ [a]: 10, [b]: 16 })[0]);
    depot.nowMs += 1_000;
    depot.meter(a, 9);
    expect(depot.alarms.map((text) => text.split(':')[0])).toEqual([`${a} raised`, `${a} cleared`]);
  });
});

it('ends its alarms when it is switched off, and raises them again if need be', () => {
  const depot = two(64);
  depot.settle({ [a]: 16, [b]: 16 });
  depot.answer(depot.aim({ [a]: 10, [b]: 16 })[0], 1);
  depot.picture = { ...depot.picture, mode: 'off' };
  depot.look();
  depot.picture = { ...depot.picture, mode: 'live' };
  depot.look();
  expect(depot.alarms.map((text) => text.split(':')[0])).toEqual([`${a} raised`, `${a} cleared`, `${a} raised`]);
});
