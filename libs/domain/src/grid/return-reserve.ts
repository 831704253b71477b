import { kwOfAmps } from '../units';
import type { GridNode } from './grid-node';
import { nodesById, pathToRoot } from './path-to-root';
import type { Phase } from './phases-of';

/** A socket that counts on fewer phases than it is wired to. */
export interface ReleasedPhases {
  readonly node: string;
  /** The supply phases that it does not count on. */
  readonly released: readonly Phase[];
  /** The least that an EV draws on each of them if it takes them up, A. */
  readonly leastA: number;
}

/**
 * The grid less a reserve for phases that come back: under each limit what the largest single one of them draws at its least. So a van
 * that takes up phases which were released to others can be cut to its least, with one message, and nobody else has to give way.
 */
export function lessReturnReserve(nodes: readonly GridNode[], sockets: readonly ReleasedPhases[]): readonly GridNode[] {
  if (sockets.length === 0) return nodes;
  const byId = nodesById(nodes);
  const reserves = new Map<GridNode, { kw: number; amps: [number, number, number] }>();
  for (const { node: id, released, leastA } of sockets) {
    for (const node of pathToRoot(byId, id)) {
      const reserve = reserves.get(node) ?? { kw: 0, amps: [0, 0, 0] };
      reserve.kw = Math.max(reserve.kw, kwOfAmps(leastA, released.length));
      for (const phase of released) reserve.amps[phase] = Math.max(reserve.amps[phase], leastA);
      reserves.set(node, reserve);
    }
  }
  return nodes.map((node) => {
    const reserve = reserves.get(node);
    if (!reserve) return node;
    const [l1, l2, l3] = node.limitA ?? [0, 0, 0];
    const left = (limit: number, amps: number): number => Math.max(0, limit - amps);
    return {
      ...node,
      limitKw: node.limitKw === null ? null : left(node.limitKw, reserve.kw),
      limitA: node.limitA === null ? null : [left(l1, reserve.amps[0]), left(l2, reserve.amps[1]), left(l3, reserve.amps[2])],
    };
  });
}
