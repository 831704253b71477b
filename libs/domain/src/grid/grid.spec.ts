import fc from 'fast-check';
import { ancestors, checkGrid, type GridNode, gridFaultsOf, gridOf, nodeOfChargePoint, nodesById, pathToRoot, phasesOf } from '.';

const depot = {
  connections: [{ id: 'main' }, { id: 'yard' }],
  feeders: [
    { id: 'f1', parent: 'main', limitA: 200 },
    { id: 'f1a', parent: 'f1', limitA: 63 },
    { id: 'f2', parent: 'yard', limitA: 0 },
  ],
};
const node = (id: string, parent: string | null): GridNode => ({ id, parent, limitKw: null, limitA: null, boundBy: id });

describe('the grid of a depot', () => {
  const nodes = gridOf(depot, [{ id: 'main', grantableKw: 94, boundBy: 'profile:winter' }]);

  it('has a root for each connection, with what it may give and what binds it', () => {
    expect(nodes[0]).toEqual({ id: 'main', parent: null, limitKw: 94, limitA: null, boundBy: 'profile:winter' });
  });

  it('gives nothing through a connection that nothing is known about', () => {
    expect(nodes[1]).toEqual({ id: 'yard', parent: null, limitKw: 0, limitA: null, boundBy: 'headroom' });
  });

  it('holds each phase of a feeder to its limit, and takes a limit of 0 A for a limit', () => {
    expect(nodes[2]).toEqual({ id: 'f1', parent: 'main', limitKw: null, limitA: [200, 200, 200], boundBy: 'feeder:f1' });
    expect(nodes[4]?.limitA).toEqual([0, 0, 0]);
  });

  it('hangs a charge point on its feeder, or on its connection where it has none', () => {
    expect(nodeOfChargePoint({ connectionId: 'main', feederId: 'f1a' })).toBe('f1a');
    expect(nodeOfChargePoint({ connectionId: 'main' })).toBe('main');
  });

  it('knows every limit above a charge point, nearest first', () => {
    const byId = nodesById(nodes);
    expect(pathToRoot(byId, 'f1a').map(({ id }) => id)).toEqual(['f1a', 'f1', 'main']);
    expect(ancestors(byId, 'f1a').map(({ id }) => id)).toEqual(['f1', 'main']);
    expect(pathToRoot(byId, 'nowhere')).toEqual([]);
  });
});

describe('the phases of a socket', () => {
  it.each([
    [1, 'L1L2L3', [0]],
    [1, 'L2L3L1', [1]],
    [1, 'L3L1L2', [2]],
    [3, 'L1L2L3', [0, 1, 2]],
    [3, 'L2L3L1', [1, 2, 0]],
    [3, 'L3L1L2', [2, 0, 1]],
  ] as const)('%i-phase, wired %s, lies on %j', (phases, phaseRotation, expected) => {
    expect(phasesOf({ phases, phaseRotation })).toEqual(expected);
  });

  it('is L1 for a one-phase socket of which no rotation is known', () => {
    expect(phasesOf({ phases: 1 })).toEqual([0]);
  });
});

describe('checking a grid', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(checkGrid(gridOf(depot, []))).toEqual([]);
  });

  it.each([
    [
      'two of one id',
      [node('main', null), node('f1', 'main'), node('f1', 'main')],
      ["'f1' is the id of 2 connections or feeders; each needs its own"],
    ],
    ['a parent that is not there', [node('f1', 'main')], ["'f1' is fed from 'main', which does not exist"]],
    ['a feeder fed from itself', [node('f1', 'f1')], ["'f1' is fed from itself: f1 from f1"]],
    [
      'a circle, once, with a feeder below it',
      [node('c', 'a'), node('a', 'b'), node('b', 'a')],
      ["'a' is fed from itself: a from b from a"],
    ],
    ['a limit that is no number', [{ ...node('f1', null), limitKw: Number.NaN }], ["'f1' has a limit that is not a number from 0 up"]],
    [
      'a limit below 0',
      [{ ...node('f1', null), limitA: [1, -1, 1] as [number, number, number] }],
      ["'f1' has a limit that is not a number from 0 up"],
    ],
  ])('names %s', (_says, nodes, faults) => {
    expect(checkGrid(nodes)).toEqual(faults);
  });

  it.each([
    ['a feeder that is not there', { connectionId: 'main', feederId: 'f9' }, ["charge point 'cp' is on feeder 'f9', which does not exist"]],
    [
      'a connection that is not there',
      { connectionId: 'gone', feederId: 'f1' },
      ["charge point 'cp' is on connection 'gone', which does not exist"],
    ],
    ['a feeder in place of a connection', { connectionId: 'f1' }, ["charge point 'cp' is on connection 'f1', which does not exist"]],
    [
      "another connection's feeder",
      { connectionId: 'main', feederId: 'f2' },
      ["charge point 'cp' is on connection 'main', but its feeder 'f2' is not fed from there"],
    ],
    ['nothing wrong', { connectionId: 'main', feederId: 'f1a' }, []],
  ])('names a charge point on %s', (_says, place, faults) => {
    expect(gridFaultsOf({ ...depot, chargePoints: [{ id: 'cp', ...place }] })).toEqual(faults);
  });

  it('finds no fault exactly when every node reaches a root (law)', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const parents = fc.tuple(...ids.map(() => fc.constantFrom<string | null>(null, ...ids, 'nowhere')));
    fc.assert(
      fc.property(parents, (parentOf) => {
        const nodes = ids.map((id, i) => node(id, parentOf[i] ?? null));
        const byId = nodesById(nodes);
        const sound = ids.every((id) => pathToRoot(byId, id).at(-1)?.parent === null);
        expect(checkGrid(nodes).length === 0).toBe(sound);
      }),
    );
  });
});
