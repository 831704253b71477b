import type { EntityManager } from 'typeorm';
import type { DepotBody } from '../bodies/depot';
import type { ChargePointTypeBody, VehicleTypeBody } from '../bodies/types';
import { SettingRow } from '../database/agreed.entity';
import { ConnectionRow, DepotRow, FeederRow } from '../database/depot.entity';
import { ChargePointTypeRow, VehicleTypeRow } from '../database/types.entity';
import { bodyOfRow } from './body-of-row';
import { collections } from './collections';
import type { DepotFile, Kept, Types } from './depot-file';
import { unsetSettings } from './empty-depot';
import { type RowsWanted, readLists } from './read-lists';

const ofDepot = 't.depot_id = $1';
const ofAll = '$1::text IS NOT NULL';
const grid = {
  depots: { entity: DepotRow, where: 't.id = $1', orderBy: 'id' },
  connections: { entity: ConnectionRow, where: ofDepot, orderBy: 'position' },
  feeders: { entity: FeederRow, where: ofDepot, orderBy: 'position' },
} satisfies Record<string, RowsWanted>;
const settings = { settings: { entity: SettingRow, where: ofDepot, orderBy: 'name' } } satisfies Record<string, RowsWanted>;
const types = {
  chargePointTypes: { entity: ChargePointTypeRow, where: ofAll, orderBy: 'id' },
  vehicleTypes: { entity: VehicleTypeRow, where: ofAll, orderBy: 'id' },
} satisfies Record<string, RowsWanted>;
const lists = Object.fromEntries(collections.map(({ name, entity }) => [name, { entity, where: ofDepot, orderBy: 'id' }]));
const whole: Record<string, RowsWanted> = { ...grid, ...settings, ...types, ...lists };

type Rows = Awaited<ReturnType<typeof readLists>>;

/** Reads a depot whole; null where there is none. */
export async function loadDepotFile(manager: EntityManager, depotId: string): Promise<DepotFile | null> {
  const rows = await readLists(manager, depotId, whole);
  const depot = depotOf(rows);
  return depot && { depot, lists: listsOf(rows), settings: settingsOf(rows), types: typesOf(rows) };
}

export async function loadDepot(manager: EntityManager, depotId: string): Promise<Kept<DepotBody> | null> {
  return depotOf(await readLists(manager, depotId, grid));
}

/** null where there is no such depot. */
export async function loadSettings(manager: EntityManager, depotId: string): Promise<DepotFile['settings'] | null> {
  const rows = await readLists(manager, depotId, { ...settings, depots: grid.depots });
  return rows.depots.length === 0 ? null : settingsOf(rows);
}

export async function loadTypes(manager: EntityManager): Promise<Types> {
  return typesOf(await readLists(manager, '', types));
}

function depotOf({ depots = [], connections = [], feeders = [] }: Rows): Kept<DepotBody> | null {
  const [row] = depots;
  if (!row) return null;
  const body = {
    ...bodyOfRow<DepotBody>(row),
    connections: connections.map((each) => bodyOfRow(each)),
    feeders: feeders.map((each) => bodyOfRow(each)),
  };
  return { version: row.version, body: body as DepotBody };
}

function listsOf(rows: Rows): DepotFile['lists'] {
  const kept = collections.map(({ name, keepsNull }) => [
    name,
    rows[name]?.map((row) => ({ version: row.version, body: bodyOfRow(row, keepsNull) })),
  ]);
  return Object.fromEntries(kept);
}

function settingsOf({ settings = [] }: Rows): DepotFile['settings'] {
  return { ...unsetSettings(), ...Object.fromEntries(settings.map(({ name, version, body }) => [name, { version, body }])) };
}

function typesOf({ chargePointTypes = [], vehicleTypes = [] }: Rows): Types {
  const byId = <B>(rows: Rows[string]) => new Map(rows.map((row) => [row.id as string, bodyOfRow<B>(row)]));
  return { chargePointTypes: byId<ChargePointTypeBody>(chargePointTypes), vehicleTypes: byId<VehicleTypeBody>(vehicleTypes) };
}
