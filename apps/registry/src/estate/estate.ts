import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DepotChanges } from '../change/depot-changes';
import { RegistryStore } from '../change/registry-store';
import { writeDepot } from '../change/write-depot';
import { SettingRow } from '../database/agreed.entity';
import { DepotRow } from '../database/depot.entity';
import { ChargePointTypeRow, VehicleTypeRow } from '../database/types.entity';
import { rowOfBody } from '../file/body-of-row';
import { collections } from '../file/collections';
import type { DepotFile, Types } from '../file/depot-file';
import { fileOf } from './file-of';
import { typesOf } from './types-of';

/** A depot as the two registry tables tell it. */
export interface EstateDepot {
  readonly dossier: DepotDossier;
  readonly plans: DepotPlans;
}

/** Fills an empty registry with whole depots: a demo's, a trial's, or another installation's. */
@Injectable()
export class Estate {
  constructor(
    private readonly store: RegistryStore,
    private readonly changes: DepotChanges,
  ) {}

  isEmpty(): Promise<boolean> {
    return this.store.read(async (manager) => !(await manager.exists(DepotRow)));
  }

  /** Adds the depots and the types that they speak of. @throws 409 when there is one already; then nothing of that depot is added. */
  async importEstate(estate: readonly EstateDepot[]): Promise<void> {
    const types = typesOf(estate.map(({ dossier }) => dossier));
    await this.store.transaction('types', (manager) => writeTypes(manager, types));
    for (const depot of estate) {
      const file = fileOf(depot, types);
      await this.changes.create(file, (manager) => writeFile(manager, file));
    }
    await this.store.relay.wake();
  }
}

async function writeTypes(manager: EntityManager, { chargePointTypes, vehicleTypes }: Types): Promise<void> {
  for (const [entity, bodies] of [
    [ChargePointTypeRow, chargePointTypes],
    [VehicleTypeRow, vehicleTypes],
  ] as const) {
    const rows = [...bodies.values()].map((body) => rowOfBody(manager, entity, body, { version: 1 }));
    if (rows.length > 0) await manager.createQueryBuilder().insert().into(entity).values(rows).orIgnore().execute();
  }
}

async function writeFile(manager: EntityManager, file: DepotFile): Promise<void> {
  const { body } = file.depot;
  await writeDepot(manager, body, 1);
  for (const { name, entity } of collections) {
    const rows = file.lists[name].map((kept) => rowOfBody(manager, entity, kept.body, { depotId: body.id, version: 1 }));
    // PostgreSQL takes 65,535 parameters in one statement.
    for (let from = 0; from < rows.length; from += 1_000) await manager.insert(entity, rows.slice(from, from + 1_000));
  }
  const settings = Object.entries(file.settings).filter(([, kept]) => kept.version > 0);
  if (settings.length > 0) {
    await manager.insert(
      SettingRow,
      settings.map(([name, { version, body }]) => ({ depotId: file.depot.body.id, name, version, body: body as object })),
    );
  }
}
