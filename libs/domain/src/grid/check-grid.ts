import type { GridNode } from './grid-node';
import { type DepotGrid, gridOf, nodeOfChargePoint } from './grid-of';
import { nodesById, pathToRoot } from './path-to-root';

/** What is wrong with a grid, one plain sentence a fault; empty when it is a tree with sound limits. */
export function checkGrid(nodes: readonly GridNode[]): string[] {
  const byId = nodesById(nodes);
  return [...duplicates(nodes), ...unknownParents(nodes, byId), ...circles(nodes, byId), ...badLimits(nodes)];
}

interface DepotWithChargePoints extends DepotGrid {
  readonly chargePoints: readonly { readonly id: string; readonly connectionId: string; readonly feederId?: string }[];
}

/** What is wrong with a depot's grid and with where its charge points hang; one plain sentence a fault. */
export function gridFaultsOf(depot: DepotWithChargePoints): string[] {
  const nodes = gridOf(depot, []);
  const byId = nodesById(nodes);
  return [...checkGrid(nodes), ...depot.chargePoints.flatMap((chargePoint) => misplaced(chargePoint, byId))];
}

function duplicates(nodes: readonly GridNode[]): string[] {
  const counts = new Map<string, number>();
  for (const { id } of nodes) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => `'${id}' is the id of ${count} connections or feeders; each needs its own`);
}

function unknownParents(nodes: readonly GridNode[], byId: ReadonlyMap<string, GridNode>): string[] {
  return nodes
    .filter(({ parent }) => parent !== null && !byId.has(parent))
    .map(({ id, parent }) => `'${id}' is fed from '${parent}', which does not exist`);
}

/** A circle is told once, however many feeders hang below it. */
function circles(nodes: readonly GridNode[], byId: ReadonlyMap<string, GridNode>): string[] {
  const told = new Set<string>();
  const faults: string[] = [];
  for (const { id } of nodes) {
    const circle = circleOf(byId, id);
    if (!circle || told.has(id)) continue;
    for (const member of circle) told.add(member);
    faults.push(`'${id}' is fed from itself: ${[...circle, id].join(' from ')}`);
  }
  return faults;
}

/** The circle that a node is part of, from itself upwards; null where there is none, or where it only hangs below one. */
function circleOf(byId: ReadonlyMap<string, GridNode>, id: string): string[] | null {
  const path = pathToRoot(byId, id);
  return path.at(-1)?.parent === id ? path.map((node) => node.id) : null;
}

function badLimits(nodes: readonly GridNode[]): string[] {
  const limitsOf = (node: GridNode) => [...(node.limitKw === null ? [] : [node.limitKw]), ...(node.limitA ?? [])];
  const isBad = (limit: number) => !Number.isFinite(limit) || limit < 0;
  return nodes.filter((node) => limitsOf(node).some(isBad)).map(({ id }) => `'${id}' has a limit that is not a number from 0 up`);
}

function misplaced(chargePoint: DepotWithChargePoints['chargePoints'][number], byId: ReadonlyMap<string, GridNode>): string[] {
  const { id, connectionId } = chargePoint;
  const connection = byId.get(connectionId);
  if (!connection || connection.parent !== null) return [`charge point '${id}' is on connection '${connectionId}', which does not exist`];
  const node = nodeOfChargePoint(chargePoint);
  const path = pathToRoot(byId, node);
  if (path.length === 0) return [`charge point '${id}' is on feeder '${node}', which does not exist`];
  if (path.at(-1)?.id === connectionId) return [];
  return [`charge point '${id}' is on connection '${connectionId}', but its feeder '${node}' is not fed from there`];
}
