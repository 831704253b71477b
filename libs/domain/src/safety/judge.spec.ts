import { judge, judgeSetpoint } from './index';

const site = { id: 'site', parent: null, limitKw: 10, limitA: null };
const feeder = { id: 'f1', parent: 'site', limitKw: null, limitA: [20, 20, 20] as const };

describe('the oracle', () => {
  it('finds nothing wrong with a depot at exactly its limits', () => {
    expect(judge([site, feeder], [{ node: 'f1', phases: [0], amps: 20 }])).toEqual([]);
    expect(judge([{ ...site, limitKw: 6.9 }], [{ node: 'site', phases: [0, 1, 2], amps: 10 }])).toEqual([]);
  });

  it('names the phase that is over, though the others are empty', () => {
    const exposures = [
      { node: 'f1', phases: [1] as const, amps: 16 },
      { node: 'f1', phases: [1] as const, amps: 5 },
    ];
    expect(judge([site, feeder], exposures)).toEqual([{ node: 'f1', kind: 'phase', phase: 1, used: 21, limit: 20 }]);
  });

  it('counts what hangs below against the connection', () => {
    const [broken] = judge([{ ...site, limitKw: 4 }, feeder], [{ node: 'f1', phases: [0], amps: 20 }]);
    expect(broken).toMatchObject({ node: 'site', kind: 'kw', limit: 4 });
    expect(broken?.used).toBeCloseTo(4.6);
  });

  it('reads 0 as a limit and none as none', () => {
    expect(judge([{ ...site, limitKw: 0 }], [{ node: 'site', phases: [0], amps: 6 }])).toHaveLength(1);
    expect(judge([{ ...site, limitKw: null }], [{ node: 'site', phases: [0], amps: 600 }])).toEqual([]);
  });

  it('calls unsafe what it cannot place or read', () => {
    const round = [
      { ...feeder, parent: 'f2' },
      { ...feeder, id: 'f2', parent: 'f1' },
    ];
    expect(judge([site], [{ node: 'nowhere', phases: [0], amps: 6 }])).toHaveLength(1);
    expect(judge(round, [{ node: 'f1', phases: [0], amps: 6 }])).toHaveLength(1);
    expect(judge([{ ...site, limitKw: Number.NaN }], [{ node: 'site', phases: [0], amps: 6 }])).toHaveLength(1);
    expect(judge([site], [{ node: 'site', phases: [0], amps: Number.NaN }])).toHaveLength(1);
  });

  it.each([
    [0, null],
    [6, null],
    [32, null],
    [3, '3 A is neither 0 nor at least 6 A'],
    [33, "33 A is more than the socket's 32 A"],
    [6.5, '6.5 is not a whole number of amps'],
    [-6, '-6 A is neither 0 nor at least 6 A'],
    [Number.NaN, 'NaN is not a whole number of amps'],
  ])('judges a setpoint of %d A', (amps, wrong) => {
    expect(judgeSetpoint(amps, { minA: 6, maxA: 32 })).toBe(wrong);
  });
});
