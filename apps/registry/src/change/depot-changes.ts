import { depotDossiers, depotPlans } from '@headroom/contracts';
import { addTombstoneToOutbox, addToOutbox } from '@headroom/persistence';
import { Clock, instantOf, newId, problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DepotRow } from '../database/depot.entity';
import type { Tells } from '../file/collection';
import type { DepotFile } from '../file/depot-file';
import { dossierOf, plansOf } from '../file/dossier-of';
import { loadDepotFile } from '../file/load-depot-file';
import { refuseFaults } from './refuse-faults';
import { RegistryStore } from './registry-store';

/** A change of a depot: how its file reads afterwards, and how that is written down. */
export interface Edit<T> {
  /** Whose body is changed: `vehicles/van07`, or `depot`. */
  readonly about: string;
  readonly file: DepotFile;
  readonly write: (manager: EntityManager) => Promise<unknown>;
  readonly result: T;
}

const both: readonly Tells[] = ['dossier', 'plans'];

/** The one way a depot is changed: locked, read whole, edited, judged, written, told. */
@Injectable()
export class DepotChanges {
  constructor(
    private readonly store: RegistryStore,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 for an unknown depot, 422 or 409 for a change that does not hold together. */
  change<T>(depot: string, tells: Tells, edit: (file: DepotFile) => Edit<T>): Promise<T> {
    return this.store.transaction('depot', async (manager) => {
      const { about, file, write, result } = edit(await this.lockedFile(manager, depot));
      refuseFaults(file, about);
      await write(manager);
      await this.tell(manager, file, [tells]);
      return result;
    });
  }

  /** A new depot; `write` puts all of it into the database. */
  create(file: DepotFile, write: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.store.transaction('depot', async (manager) => {
      refuseFaults(file, 'depot');
      await write(manager);
      await this.tell(manager, file, both);
    });
  }

  /** With everything in it. */
  remove(depot: string, check: (file: DepotFile) => void): Promise<void> {
    return this.store.transaction('depot', async (manager) => {
      check(await this.lockedFile(manager, depot));
      await manager.delete(DepotRow, { id: depot });
      await addTombstoneToOutbox(manager, depotDossiers, depot);
      await addTombstoneToOutbox(manager, depotPlans, depot);
    });
  }

  /** Tells every depot again, so that a bus which knows nothing yet, or lost something, has it all. */
  async tellAll(): Promise<void> {
    const depots = await this.store.read((manager) => manager.find(DepotRow, { select: { id: true }, order: { id: 'ASC' } }));
    for (const { id } of depots) {
      await this.store.transaction('depot', async (manager) => {
        const locked = await lock(manager, id);
        const file = locked && (await loadDepotFile(manager, id));
        if (file) await this.tell(manager, file, both);
      });
    }
    await this.store.relay.wake();
  }

  /** The depot's file, which nobody else changes until the end of the transaction. */
  async lockedFile(manager: EntityManager, depot: string): Promise<DepotFile> {
    const file = (await lock(manager, depot)) && (await loadDepotFile(manager, depot));
    if (!file) throw problem(404, 'No such depot', `There is no depot '${depot}'.`);
    return file;
  }

  /** Puts the depot's messages into the outbox, in this transaction. */
  async tell(manager: EntityManager, file: DepotFile, tells: readonly Tells[]): Promise<void> {
    const envelope = () => ({ id: newId(), at: instantOf(this.clock.now()) });
    if (tells.includes('dossier')) await addToOutbox(manager, depotDossiers, dossierOf(file, envelope()));
    if (tells.includes('plans')) await addToOutbox(manager, depotPlans, plansOf(file, envelope()));
  }
}

const lock = (manager: EntityManager, id: string) => manager.findOne(DepotRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
