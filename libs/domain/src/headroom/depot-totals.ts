interface ConnectionRow {
  readonly capacityKw: number;
  readonly boundBy: string;
  readonly bufferKw: number;
  readonly buildingLoadKw: number | null;
  readonly evLoadKw: number;
  readonly headroomKw: number;
}

export interface DepotTotals {
  headroomKw: number;
  capacityKw: number;
  /** What binds the connection with the least headroom: the one that an operator asks about. */
  boundBy: string;
  /** null as soon as one connection's is not known: half a sum is no sum. */
  buildingLoadKw: number | null;
  evLoadKw: number;
  bufferKw: number;
}

/** A depot's figures over its connections, for display; decisions are taken connection by connection. */
export function depotTotals(connections: readonly ConnectionRow[]): DepotTotals {
  const sum = (kwOf: (row: ConnectionRow) => number) => connections.reduce((total, row) => total + kwOf(row), 0);
  const tightest = connections.reduce<ConnectionRow | null>(
    (least, row) => (least && least.headroomKw <= row.headroomKw ? least : row),
    null,
  );
  const isMetered = connections.every((row) => row.buildingLoadKw !== null);
  return {
    headroomKw: sum((row) => row.headroomKw),
    capacityKw: sum((row) => row.capacityKw),
    boundBy: tightest?.boundBy ?? 'headroom',
    buildingLoadKw: isMetered ? sum((row) => row.buildingLoadKw ?? 0) : null,
    evLoadKw: sum((row) => row.evLoadKw),
    bufferKw: sum((row) => row.bufferKw),
  };
}
