import fc from 'fast-check';
import { judge } from '../safety';
import { Depot, said, siteOf, socketOf } from './depot.fixture';
import { advance, aimed, defaultControlSettings, emptyLedger, type LedgerRow, ledgerFrom } from './index';

interface Van {
  readonly toldA: number;
  readonly priority: number;
  readonly phases: readonly (0 | 1 | 2)[];
  readonly feeder: 'f0' | 'f1';
}

const NOW_MS = 1_000_000;
const idOf = (index: number) => `d.cp${String(index).padStart(2, '0')}.sk1`;

const rowOf = ({ toldA }: Van, index: number): LedgerRow => ({
  socket: idOf(index),
  setpointId: `sp${index}`,
  toldA,
  confirmedA: toldA,
  state: 'confirmed',
  issuedAt: new Date(NOW_MS - 600_000).toISOString(),
  expiresAt: null,
  attempts: 0,
  epoch: 0,
  reason: 'as planned',
});

const nodesOf = (siteA: number, feederA: number) => [
  siteOf(siteA),
  ...['f0', 'f1'].map((id) => ({ ...siteOf(feederA), id, parent: 'site', boundBy: `feeder:${id}` })),
];

/** What each van is told after one look at these limits. Everybody has its own charge point, which is open. */
function after(vans: readonly Van[], siteA: number, feederA: number): number[] {
  const sockets = vans.map(({ feeder, phases, toldA }, i) => socketOf(idOf(i), { node: feeder, phases, meteredA: toldA }));
  const targets = vans.map(({ toldA, priority }, i) => ({ socket: idOf(i), amps: toldA, priority, reason: 'as planned' }));
  const ledger = aimed(vans.length === 0 ? emptyLedger() : ledgerFrom(vans.map(rowOf), NOW_MS - 60_000), targets);
  const picture = { mode: 'live' as const, nodes: nodesOf(siteA, feederA), sockets, settings: defaultControlSettings };
  let ids = 0;
  const { send } = advance(ledger, picture, NOW_MS, () => `n${++ids}`);
  return vans.map(({ toldA }, i) => send.find(({ socket }) => socket === idOf(i))?.amps ?? toldA);
}

const vansOf = fc.array(
  fc.record<Van>({
    toldA: fc.oneof(fc.constant(0), fc.integer({ min: 6, max: 32 })),
    priority: fc.constantFrom(0.2, 0.5, 0.8),
    phases: fc.constantFrom([0] as const, [1] as const, [2] as const, [0, 1, 2] as const),
    feeder: fc.constantFrom('f0' as const, 'f1' as const),
  }),
  { maxLength: 12 },
);
const limit = fc.integer({ min: 0, max: 120 });
const brokenBy = (vans: readonly Van[], amps: readonly number[], siteA: number, feederA: number) =>
  judge(
    nodesOf(siteA, feederA),
    vans.map(({ feeder, phases }, i) => ({ node: feeder, phases, amps: amps[i] ?? 0 })),
  );

describe('when control itself must cut', () => {
  it('cuts just as deep as the limits need: nobody could have been left an ampere more', () => {
    fc.assert(
      fc.property(vansOf, limit, limit, (vans, siteA, feederA) => {
        const amps = after(vans, siteA, feederA);
        expect(brokenBy(vans, amps, siteA, feederA)).toEqual([]);
        vans.forEach(({ toldA }, i) => {
          const has = amps[i] ?? 0;
          if (has === toldA) return;
          const more = has === 0 ? 6 : has + 1;
          expect({ i, amps, broken: brokenBy(vans, amps.with(i, more), siteA, feederA).length > 0 }).toEqual({ i, amps, broken: true });
        });
      }),
      { numRuns: 500 },
    );
  });

  it('takes nothing from an urgent van while a less urgent one of its phases has more than its least, and nobody is sent to nothing before', () => {
    fc.assert(
      fc.property(vansOf, limit, (vans, siteA) => {
        const amps = after(
          vans.map((van) => ({ ...van, phases: [0] })),
          siteA,
          1_000,
        );
        const paused = vans.some(({ toldA }, i) => toldA > 0 && amps[i] === 0);
        vans.forEach((urgent, i) => {
          const isCut = (amps[i] ?? 0) < urgent.toldA;
          vans.forEach((other, j) => {
            if (isCut && !paused && other.priority < urgent.priority)
              expect({ amps, j, has: amps[j] }).toEqual({ amps, j, has: Math.min(6, other.toldA) });
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('levels equals to within 2 A instead of dropping one of them', () => {
    const vans: Van[] = [32, 32, 20, 32].map((toldA) => ({ toldA, priority: 0.5, phases: [0], feeder: 'f0' }));
    expect(after(vans, 86, 1_000)).toEqual([22, 22, 20, 22]);
    expect(after(vans, 60, 1_000)).toEqual([16, 16, 14, 14]);
  });

  it('spares the others a message for one ampere', () => {
    const vans: Van[] = Array.from({ length: 8 }, () => ({ toldA: 20, priority: 0.5, phases: [0], feeder: 'f0' }));
    expect(after(vans, 159, 1_000).filter((amps) => amps < 20)).toEqual([19]);
    expect(after(vans, 157, 1_000).filter((amps) => amps < 20)).toEqual([19, 18]);
  });

  it('gives what a van that must pause leaves over to those that were cut before it', () => {
    const vans: Van[] = [0.2, 0.5, 0.8].map((priority) => ({ toldA: 16, priority, phases: [0], feeder: 'f0' }));
    expect(after(vans, 17, 1_000)).toEqual([0, 6, 11]);
  });

  it('gives back after a minute, not at the next waver of the building', () => {
    const [a, b] = [idOf(0), idOf(1)];
    const depot = new Depot(64, socketOf(a), socketOf(b));
    depot.settle({ [a]: 32, [b]: 32 });
    for (const cut of depot.limit(60)) depot.answer(cut);
    depot.nowMs += 10_000;
    for (const id of [a, b]) depot.meter(id, 30);
    expect(said(depot.limit(64))).toEqual([]);
    expect(said(depot.after(49_000))).toEqual([]);
    expect(depot.wakeAtMs).toBe(depot.nowMs + 1_000);
    expect(said(depot.after(1_000))).toEqual([`${a} 32`, `${b} 32`]);
  });
});
