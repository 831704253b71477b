import { judgeSetpoint } from '../safety';
import { Depot, said, socketOf } from './depot.fixture';
import { exposuresOf, installedOnly, ledgerFrom, rowsOf } from './index';

const a = 'd.cp1.sk1';
const b = 'd.cp2.sk1';

describe('when what is installed changes', () => {
  it('a socket that is rated lower than what it was told is cut to its new rating, with or without an allocation', () => {
    const depot = new Depot(100, socketOf(a), socketOf(b));
    depot.settle({ [a]: 32, [b]: 32 });
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.change(a, { maxA: 16 });
    expect(said(depot.after(5_000))).toEqual([`${a} 16`]);
  });

  it('a socket whose type turns out to need more than it was told is paused, not held in between', () => {
    const depot = new Depot(100, socketOf(a));
    depot.settle({ [a]: 8 });
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.change(a, { minA: 10 });
    expect(said(depot.after(5_000))).toEqual([`${a} 0`]);
  });

  it('is told nothing illegal while a limit falls and the socket boots, either', () => {
    const depot = new Depot(100, socketOf(a), socketOf(b));
    depot.settle({ [a]: 32, [b]: 32 });
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.change(a, { maxA: 16, epoch: 1 });
    depot.limit(60);
    for (let i = 0; i < 20; i++) depot.after(2_000);
    const told = depot.sent.filter(({ socket }) => socket === a);
    expect(told.length).toBeGreaterThan(0);
    for (const { amps } of told) expect(judgeSetpoint(amps, { minA: 6, maxA: 16 })).toBeNull();
  });

  it('a socket that is taken away and comes back counts at its full rating, for it may be another charger', () => {
    const depot = new Depot(38, socketOf(a), socketOf(b));
    depot.settle({ [a]: 6, [b]: 32 });
    const { sockets } = depot.picture;
    depot.picture = { ...depot.picture, sockets: sockets.slice(1) };
    depot.ledger = installedOnly(depot.ledger, new Set([b]));
    depot.after(2_000);
    depot.picture = { ...depot.picture, sockets };
    expect(exposuresOf(depot.ledger, depot.picture)).toMatchObject([{ amps: 32 }, { amps: 32 }]);
    expect(said(depot.after(2_000))).toEqual([`${a} 6`]);
  });
});

describe('when the clock of the machine is set back by an hour', () => {
  const HOUR_MS = 3_600_000;

  it('a cut goes out at once all the same', () => {
    const depot = new Depot(64, socketOf(a), socketOf(b));
    depot.settle({ [a]: 32, [b]: 32 });
    depot.aim({ [a]: 31, [b]: 31 });
    depot.nowMs -= HOUR_MS;
    depot.look();
    depot.nowMs += 2_000;
    expect(said(depot.limit(40))).toEqual([`${b} 19`, `${a} 21`]);
  });

  it('what is not answered still fails after its expiry, and what is accepted is still confirmed', () => {
    const depot = new Depot(64, socketOf(a), socketOf(b));
    depot.settle({ [a]: 32, [b]: 32 });
    const [first] = depot.aim({ [a]: 10, [b]: 10 });
    depot.answer(first);
    depot.nowMs -= HOUR_MS;
    depot.look();
    depot.nowMs += 20_000;
    depot.meter(first?.socket ?? '', 10);
    expect(depot.ledger.sockets.get(first?.socket ?? '')).toMatchObject({ state: 'confirmed', confirmedA: 10 });
    depot.sent.splice(0);
    depot.after(11_000);
    expect(said(depot.sent)).toEqual([`${first?.socket === a ? b : a} 10`]);
  });
});
