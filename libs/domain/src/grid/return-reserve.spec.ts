import { type GridNode, lessReturnReserve } from '.';

const site: GridNode = { id: 'main', parent: null, limitKw: 40, limitA: null, boundBy: 'asc' };
const feeder: GridNode = { id: 'f1', parent: 'main', limitKw: null, limitA: [63, 63, 4], boundBy: 'feeder:f1' };
const other: GridNode = { ...feeder, id: 'f2', boundBy: 'feeder:f2' };
const less = (...sockets: Parameters<typeof lessReturnReserve>[1]) => lessReturnReserve([site, feeder, other], sockets);

describe('the reserve for phases that come back', () => {
  it('is nothing where none are released', () => {
    expect(less()).toEqual([site, feeder, other]);
  });

  it('is the least of the van on each phase that it has left, at its feeder and at its connection, and nowhere else', () => {
    const [main, f1, f2] = less({ node: 'f1', released: [1], leastA: 6 });
    expect(main?.limitKw).toBeCloseTo(40 - 1.38, 9);
    expect(f1?.limitA).toEqual([63, 57, 4]);
    expect(f2).toEqual(other);
  });

  it('is that of the largest one, for vans do not take up phases all at once', () => {
    const [main, f1] = less(
      { node: 'f1', released: [1, 2], leastA: 6 },
      { node: 'f1', released: [0], leastA: 10 },
      { node: 'f1', released: [1], leastA: 6 },
    );
    expect(main?.limitKw).toBeCloseTo(40 - 2.76, 9);
    expect(f1?.limitA?.slice(0, 2)).toEqual([53, 57]);
  });

  it('leaves nothing, not less, where a limit is smaller', () => {
    expect(less({ node: 'f1', released: [2], leastA: 6 })[1]?.limitA?.[2]).toBe(0);
  });
});
