import type { EntityManager } from 'typeorm';
import type { DepotBody } from '../bodies/depot';
import { SettingRow } from '../database/agreed.entity';
import { ConnectionRow, DepotRow, FeederRow } from '../database/depot.entity';
import { ChargePointTypeRow, VehicleTypeRow } from '../database/types.entity';
import { bodyOfRow } from './body-of-row';
import { collections } from './collections';
import type { DepotFile, Kept, SettingName, Types } from './depot-file';
import { unsetSettings } from './empty-depot';

/** Reads a depot whole; null where there is none. */
export async function loadDepotFile(manager: EntityManager, depotId: string): Promise<DepotFile | null> {
  const depot = await loadDepot(manager, depotId);
  if (!depot) return null;
  return {
    depot,
    lists: await loadLists(manager, depotId),
    settings: await loadSettings(manager, depotId),
    types: await loadTypes(manager),
  };
}

export async function loadDepot(manager: EntityManager, id: string): Promise<Kept<DepotBody> | null> {
  const row = await manager.findOneBy(DepotRow, { id });
  return (row && (await withGrid(manager, [row]))[0]) || null;
}

/** Depots with their connections and feeders, in the order given. */
export async function withGrid(manager: EntityManager, rows: readonly DepotRow[]): Promise<Kept<DepotBody>[]> {
  // An empty condition would find everything.
  if (rows.length === 0) return [];
  const of = rows.map(({ id }) => ({ depotId: id }));
  const order = { position: 'ASC' as const };
  const connections = await manager.find(ConnectionRow, { where: of, order });
  const feeders = await manager.find(FeederRow, { where: of, order });
  const ofDepot = (all: readonly { depotId: string }[], id: string) =>
    all.filter(({ depotId }) => depotId === id).map((row) => bodyOfRow(row));
  return rows.map((row) => ({
    version: row.version,
    body: { ...bodyOfRow<DepotBody>(row), connections: ofDepot(connections, row.id), feeders: ofDepot(feeders, row.id) } as DepotBody,
  }));
}

async function loadLists(manager: EntityManager, depotId: string): Promise<DepotFile['lists']> {
  const lists: Record<string, Kept<unknown>[]> = {};
  for (const { name, entity, keepsNull } of collections) {
    const rows = await manager.find(entity, { where: { depotId }, order: { id: 'ASC' } });
    lists[name] = rows.map((row) => ({ version: row.version, body: bodyOfRow(row, keepsNull) }));
  }
  return lists as unknown as DepotFile['lists'];
}

export async function loadSettings(manager: EntityManager, depotId: string): Promise<DepotFile['settings']> {
  const rows = await manager.findBy(SettingRow, { depotId });
  const set = rows.map(({ name, version, body }) => [name as SettingName, { version, body }] as const);
  return { ...unsetSettings(), ...Object.fromEntries(set) } as DepotFile['settings'];
}

export async function loadTypes(manager: EntityManager): Promise<Types> {
  const [chargePointTypes, vehicleTypes] = [await manager.find(ChargePointTypeRow), await manager.find(VehicleTypeRow)];
  const byId = <B>(rows: readonly { id: string }[]) => new Map(rows.map((row) => [row.id, bodyOfRow<B>(row)]));
  return { chargePointTypes: byId(chargePointTypes), vehicleTypes: byId(vehicleTypes) };
}
