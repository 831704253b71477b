import { type EntityManager, In, Not } from 'typeorm';
import type { DepotBody } from '../bodies/depot';
import { ConnectionRow, DepotRow, FeederRow } from '../database/depot.entity';
import { rowOfBody } from '../file/body-of-row';

/** Writes a depot with its connections and feeders; version 1 is a new one, any other goes over what there was. */
export async function writeDepot(manager: EntityManager, { connections, feeders, ...depot }: DepotBody, version: number): Promise<void> {
  const row = rowOfBody(manager, DepotRow, depot, { version });
  await (version === 1 ? manager.insert(DepotRow, row) : manager.update(DepotRow, { id: depot.id }, row));
  for (const [entity, list] of [
    [ConnectionRow, connections],
    [FeederRow, feeders],
  ] as const) {
    const rows = list.map((body, position) => rowOfBody(manager, entity, body, { depotId: depot.id, position }));
    await manager.delete(entity, { depotId: depot.id, id: Not(In(list.map(({ id }) => id))) });
    if (rows.length > 0) await manager.upsert(entity, rows, ['depotId', 'id']);
  }
}
