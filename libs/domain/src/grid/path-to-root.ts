import type { GridNode } from './grid-node';

/** Nodes by their id; of two with the same id the first. */
export function nodesById(nodes: readonly GridNode[]): Map<string, GridNode> {
  const byId = new Map<string, GridNode>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  return byId;
}

/** The node and all that feeds it, nearest first: every limit that a socket there counts against. Empty for an unknown id; ends even where the tree runs in a circle. */
export function pathToRoot(byId: ReadonlyMap<string, GridNode>, id: string): GridNode[] {
  const path: GridNode[] = [];
  const seen = new Set<string>();
  for (let node = byId.get(id); node && !seen.has(node.id); node = node.parent === null ? undefined : byId.get(node.parent)) {
    seen.add(node.id);
    path.push(node);
  }
  return path;
}

/** All that feeds a node, nearest first, without the node itself. */
export function ancestors(byId: ReadonlyMap<string, GridNode>, id: string): GridNode[] {
  return pathToRoot(byId, id).slice(1);
}
