import type { GridNode } from './grid-node';

/** Of a depot's dossier, what its grid is made of. */
export interface DepotGrid {
  readonly connections: readonly { readonly id: string }[];
  /** limitA is per phase. */
  readonly feeders: readonly { readonly id: string; readonly parent: string; readonly limitA: number }[];
}

/** What a connection may give to charging now; a row of state.headroom fits. */
export interface GrantableKw {
  readonly id: string;
  readonly grantableKw: number;
  /** What binds the connection's capacity; 'headroom' where it is not known. */
  readonly boundBy?: string;
}

/**
 * The depot's grid as the allocator sees it: a root for each connection, with what it may give, and the feeders below.
 * A connection that nothing is known about gives nothing. The tree is not checked here: see checkGrid.
 */
export function gridOf(depot: DepotGrid, grantable: readonly GrantableKw[]): GridNode[] {
  const grantableById = new Map(grantable.map((row) => [row.id, row]));
  return [
    ...depot.connections.map(({ id }) => connectionNode(id, grantableById.get(id))),
    ...depot.feeders.map(({ id, parent, limitA }): GridNode => {
      return { id, parent, limitKw: null, limitA: [limitA, limitA, limitA], boundBy: `feeder:${id}` };
    }),
  ];
}

function connectionNode(id: string, grantable: GrantableKw | undefined): GridNode {
  return { id, parent: null, limitKw: grantable?.grantableKw ?? 0, limitA: null, boundBy: grantable?.boundBy ?? 'headroom' };
}

/** The node that a charge point draws through: its feeder, or its connection where it has none. */
export function nodeOfChargePoint(chargePoint: { readonly connectionId: string; readonly feederId?: string }): string {
  return chargePoint.feederId ?? chargePoint.connectionId;
}
