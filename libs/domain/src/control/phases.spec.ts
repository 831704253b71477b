import { Depot, said, socketOf } from './depot.fixture';
import { exposuresOf, ledgerFrom, rowsOf } from './index';

const MINUTE = 60_000;
const three = 'd.a.sk1';
const l2 = 'd.b.sk1';
const l3 = 'd.c.sk1';

/** A three-phase socket with a one-phase van beside one-phase sockets on the other two phases; 40 A on each. */
function depotOfThree(): Depot {
  const depot = new Depot(40, socketOf(three, { phases: [0, 1, 2] }), socketOf(l2, { phases: [1] }), socketOf(l3, { phases: [2] }));
  depot.settle({ [three]: 20, [l2]: 20, [l3]: 20 });
  return depot;
}

function measure(depot: Depot, phaseCurrentsA: readonly number[] | null, over = {}): string[] {
  const meteredA = Math.max(0, ...(phaseCurrentsA ?? [20]));
  depot.change(three, { phaseCurrentsA, meteredA, meteredAtMs: depot.nowMs, ...over });
  return said(depot.look());
}

/** For more than a minute it has drawn on L1 alone. */
function released(): Depot {
  const depot = depotOfThree();
  for (let i = 0; i < 3; i++) {
    depot.nowMs += 30_000;
    measure(depot, [20, 0, 0.1]);
  }
  expect(phasesOf(depot)).toEqual([0]);
  return depot;
}

const phasesOf = (depot: Depot) => exposuresOf(depot.ledger, depot.picture)[0]?.phases;

describe('a van that charges on one phase of a three-phase socket', () => {
  it('leaves the other two to its neighbours once a minute has shown it, less what it needs to come back', () => {
    const depot = depotOfThree();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 32 });
    measure(depot, [20, 0, 0]);
    depot.nowMs += MINUTE - 1;
    expect(measure(depot, [19, 0, 0.1])).toEqual([]);
    depot.nowMs += 1;
    expect(measure(depot, [20, 0, 0])).toEqual([`${l2} 32`, `${l3} 32`]);
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.change(l2, { maxA: 40 });
    depot.nowMs += 10_000;
    expect(said(depot.aim({ [l2]: 40 }))).toEqual([`${l2} 34`]);
  });

  it.each([
    ['while it warms up', [1, 0, 0]],
    ['while it draws on all three', [20, 20, 20]],
    ['while a charger does not tell its phases', null],
    ['while a charger tells of a plug that does not exist: one phase is the first', [0, 20, 0]],
    ['while a charger tells of a plug that does not exist: two phases are the first two', [20, 0, 20]],
  ])('counts on all three %s', (_, currents) => {
    const depot = depotOfThree();
    for (let i = 0; i < 10; i++) {
      depot.nowMs += 30_000;
      measure(depot, currents);
    }
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });

  it('knows which supply phase that is where the conductors are rotated', () => {
    const depot = new Depot(40, socketOf(three, { phases: [1, 2, 0] }));
    depot.settle({ [three]: 20 });
    for (let i = 0; i < 3; i++) {
      depot.nowMs += 30_000;
      measure(depot, [20, 0, 0]);
    }
    expect(phasesOf(depot)).toEqual([1]);
  });

  it('keeps to it through a restart', () => {
    const depot = released();
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.look();
    expect(phasesOf(depot)).toEqual([0]);
  });

  it('has to show it again after a pause, which the first measure does', () => {
    const depot = released();
    depot.nowMs += 30_000;
    measure(depot, [0, 0, 0]);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
    depot.nowMs += 30_000;
    measure(depot, [20, 0, 0]);
    expect(phasesOf(depot)).toEqual([0]);
  });

  it('is cut to its least, which is reserved, when it stops by itself, so that nobody else has to give way', () => {
    const depot = released();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 32 }, { [three]: 0.9 });
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.nowMs += 30_000;
    expect(measure(depot, [0, 0, 0])).toEqual([`${three} 8`]);
  });

  it.each([
    ['another van is plugged in', { epoch: 1 }],
    ['it is unplugged', { plugged: false }],
    ['it is lost', { lost: true }],
    ['its phases are not told any more', { phaseCurrentsA: null }],
    ['its charge point was off', { epoch: 2 }],
  ])('counts on all three again when %s', (_, over) => {
    const depot = released();
    measure(depot, [20, 0, 0], over);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });

  it('counts on all three again when its measures grow old, though nothing is heard', () => {
    const depot = released();
    depot.look();
    expect(depot.wakeAtMs).toBe(depot.nowMs + 150_000);
    depot.after(149_999);
    expect(phasesOf(depot)).toEqual([0]);
    depot.after(1);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });
});

describe('a van that takes up a released phase', () => {
  function takenUp(): { depot: Depot; told: string[] } {
    const depot = released();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 30 }, { [three]: 0.9 });
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.nowMs += 30_000;
    return { depot, told: measure(depot, [20, 20, 20]) };
  }

  it('is cut at once, however urgent, and nobody else is', () => {
    const { depot, told } = takenUp();
    expect(told).toEqual([`${three} 8`]);
    expect(depot.sent.at(-1)?.reason).toBe('cut to keep the limit: it has begun to draw on phases that were left to others');
    expect(depot.alarms).toEqual([
      `${three} raised: draws on phases that it had left to others: counts on all of them until it is unplugged`,
    ]);
  });

  it('counts on all phases for the rest of its session, and the note ends with it', () => {
    const { depot } = takenUp();
    for (let i = 0; i < 10; i++) {
      depot.nowMs += 30_000;
      measure(depot, [8, 0, 0]);
    }
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
    depot.change(three, { plugged: false });
    depot.look();
    expect(depot.alarms.at(-1)).toBe(`${three} cleared: its session is over`);
  });
});

it('a van that took up phases keeps its place from then on, also where the clock was set back meanwhile', () => {
  const depot = released();
  depot.aim({ [three]: 20, [l2]: 32, [l3]: 30 }, { [three]: 0.9 });
  for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
  depot.nowMs += 30_000;
  measure(depot, [20, 20, 20]);
  for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
  depot.nowMs -= 60 * MINUTE;
  depot.look();
  depot.nowMs += 20_000;
  const told = said(depot.limit(36)).map((setpoint) => setpoint.split(' ')[0]);
  expect(told.sort()).toEqual([l2, l3]);
});

describe('the note of a van that has taken up phases', () => {
  const takenUpIn = (mode: 'live' | 'test'): Depot => {
    const depot = depotOfThree();
    if (mode === 'test') {
      depot.picture = { ...depot.picture, mode };
      for (const setpoint of depot.aim({ [three]: 20, [l2]: 20, [l3]: 20 })) depot.answer(setpoint);
    }
    for (const currents of [
      [20, 0, 0],
      [20, 0, 0],
      [20, 0, 0],
      [20, 20, 20],
    ]) {
      depot.nowMs += 30_000;
      measure(depot, currents);
    }
    expect(depot.alarms.at(-1)).toMatch(`${three} raised`);
    return depot;
  };

  it.each([
    ['off', 'live'],
    ['monitor', 'live'],
    ['test', 'live'],
    ['live', 'test'],
  ] as const)('ends when the depot is set to %s from %s, for what was noted there is not watched any more', (mode, before) => {
    const depot = takenUpIn(before);
    depot.picture = { ...depot.picture, mode };
    depot.look();
    expect(depot.alarms.at(-1)).toMatch(`${three} cleared`);
    const count = depot.alarms.length;
    depot.look();
    expect(depot.alarms).toHaveLength(count);
  });

  it('ends when the depot is switched off after control has started again', () => {
    const depot = takenUpIn('live');
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.picture = { ...depot.picture, mode: 'off' };
    depot.look();
    expect(depot.alarms.at(-1)).toMatch(`${three} cleared`);
  });
});
