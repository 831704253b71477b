import { problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { type DepotBody, depotBody } from '../bodies/depot';
import type { DepotFile, Kept } from '../file/depot-file';
import { emptyLists, unsetSettings } from '../file/empty-depot';
import { loadDepot, loadTypes } from '../file/load-depot-file';
import { DepotChanges } from './depot-changes';
import { checkIfMatch } from './etag';
import { mergePatch } from './merge-patch';
import { checkSameId, parseBody } from './parse-body';
import { RegistryStore } from './registry-store';
import { writeDepot } from './write-depot';

/** What can be done with a depot itself: its name, zone, connections and feeders. */
@Injectable()
export class Depots {
  constructor(
    private readonly store: RegistryStore,
    private readonly changes: DepotChanges,
  ) {}

  /** @throws 409 when there is one of that id. */
  async create(sent: unknown): Promise<Kept<DepotBody>> {
    const depot = { version: 1, body: parseBody(depotBody, sent) };
    const { id } = depot.body;
    if (await this.store.read((manager) => loadDepot(manager, id)))
      throw problem(409, 'It exists already', `There is a depot '${id}' already.`);
    const types = await this.store.read(loadTypes);
    await this.changes.create({ depot, lists: emptyLists, settings: unsetSettings(), types }, (manager) =>
      writeDepot(manager, depot.body, 1),
    );
    return depot;
  }

  replace(id: string, sent: Record<string, unknown>, ifMatch?: string): Promise<Kept<DepotBody>> {
    return this.rewrite(id, ifMatch, () => ({ id, ...sent }));
  }

  patch(id: string, patch: Record<string, unknown>, ifMatch?: string): Promise<Kept<DepotBody>> {
    return this.rewrite(id, ifMatch, (before) => mergePatch(before, patch));
  }

  /** With everything in it. */
  remove(id: string, ifMatch?: string): Promise<void> {
    return this.changes.remove(id, ({ depot }) => checkIfMatch(ifMatch, depot.version));
  }

  private rewrite(id: string, ifMatch: string | undefined, next: (before: DepotBody) => unknown): Promise<Kept<DepotBody>> {
    return this.changes.change(id, 'dossier', (file) => {
      checkIfMatch(ifMatch, file.depot.version);
      const body = parseBody(depotBody, next(file.depot.body));
      checkSameId(body.id, id);
      const depot = { version: file.depot.version + 1, body };
      const after: DepotFile = { ...file, depot };
      return { about: 'depot', file: after, write: (manager) => writeDepot(manager, body, depot.version), result: depot };
    });
  }
}
