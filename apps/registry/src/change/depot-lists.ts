import { problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { rowOfBody } from '../file/body-of-row';
import type { Collection } from '../file/collection';
import type { DepotFile, Kept, ListName, Lists } from '../file/depot-file';
import { DepotChanges, type Edit } from './depot-changes';
import { checkIfMatch } from './etag';
import { mergePatch } from './merge-patch';
import { checkSameId, parseBody } from './parse-body';

type Body = Lists[ListName];

/** What can be done with one thing in a list of a depot. */
@Injectable()
export class DepotLists {
  constructor(private readonly changes: DepotChanges) {}

  /** @throws 409 when there is one of that id. */
  create(depot: string, collection: Collection, sent: unknown): Promise<Kept<Body>> {
    const draft = parseBody(collection.schema, sent);
    return this.changes.change(depot, collection.tells, (file) => added(file, collection, collection.settle(draft, file)));
  }

  /** A second one like the first, named in the body or after the first. */
  duplicate(depot: string, collection: Collection, id: string, changes: Record<string, unknown>): Promise<Kept<Body>> {
    return this.changes.change(depot, collection.tells, (file) => {
      const { body } = found(file, collection, id);
      const copy = mergePatch({ ...body, id: freeId(file, collection, body.id) }, changes);
      return added(file, collection, collection.settle(parseBody(collection.schema, copy), file));
    });
  }

  replace(depot: string, collection: Collection, id: string, sent: Record<string, unknown>, ifMatch?: string): Promise<Kept<Body>> {
    return this.rewrite(depot, collection, id, ifMatch, (before) => ({ id: before.id, ...sent }));
  }

  patch(depot: string, collection: Collection, id: string, patch: Record<string, unknown>, ifMatch?: string): Promise<Kept<Body>> {
    return this.rewrite(depot, collection, id, ifMatch, (before) => mergePatch(before, patch));
  }

  /** @throws 409 that names what uses it. */
  remove(depot: string, collection: Collection, id: string, ifMatch?: string): Promise<void> {
    return this.changes.change(depot, collection.tells, (file) => {
      const { version, body } = found(file, collection, id);
      checkIfMatch(ifMatch, version);
      const about = `${collection.path}/${body.id}`;
      const kept = listOf(file, collection).filter((one) => one.body.id !== body.id);
      const where = { depotId: file.depot.body.id, id: body.id };
      return {
        about,
        file: withList(file, collection, kept),
        write: (manager) => manager.delete(collection.entity, where),
        result: undefined,
      };
    });
  }

  private rewrite(depot: string, collection: Collection, id: string, ifMatch: string | undefined, next: (before: Body) => unknown) {
    return this.changes.change(depot, collection.tells, (file) => {
      const before = found(file, collection, id);
      checkIfMatch(ifMatch, before.version);
      const body = collection.settle(parseBody(collection.schema, next(before.body)), file);
      checkSameId(body.id, before.body.id);
      return rewritten(file, collection, { version: before.version + 1, body });
    });
  }
}

function added(file: DepotFile, collection: Collection, body: Body): Edit<Kept<Body>> {
  const list = listOf(file, collection);
  if (list.some((one) => one.body.id === body.id)) {
    throw problem(409, 'It exists already', `The depot has a ${collection.noun} '${body.id}' already.`);
  }
  const result = { version: 1, body };
  return {
    about: `${collection.path}/${body.id}`,
    file: withList(file, collection, [...list, result]),
    write: (manager) =>
      manager.insert(collection.entity, rowOfBody(manager, collection.entity, body, { depotId: file.depot.body.id, version: 1 })),
    result,
  };
}

function rewritten(file: DepotFile, collection: Collection, result: Kept<Body>): Edit<Kept<Body>> {
  const { body, version } = result;
  const depotId = file.depot.body.id;
  return {
    about: `${collection.path}/${body.id}`,
    file: withList(
      file,
      collection,
      listOf(file, collection).map((one) => (one.body.id === body.id ? result : one)),
    ),
    write: (manager) =>
      manager.update(collection.entity, { depotId, id: body.id }, rowOfBody(manager, collection.entity, body, { depotId, version })),
    result,
  };
}

function found(file: DepotFile, collection: Collection, id: string): Kept<Body> {
  const plain = plainOf(file.depot.body.id, id);
  const kept = listOf(file, collection).find(({ body }) => body.id === plain);
  if (!kept) throw noSuch(collection, id);
  return kept;
}

export const noSuch = (collection: Collection, id: string) =>
  problem(404, `No such ${collection.noun}`, `The depot has no ${collection.noun} '${id}'.`);

/** An id in a URL may be a path of this depot, too. A tag's id may have dots of its own. */
export const plainOf = (depot: string, id: string): string => (id.startsWith(`${depot}.`) ? id.slice(depot.length + 1) : id);

const listOf = (file: DepotFile, { name }: Collection) => file.lists[name] as readonly Kept<Body>[];

const withList = (file: DepotFile, { name }: Collection, list: readonly Kept<Body>[]): DepotFile => ({
  ...file,
  lists: { ...file.lists, [name]: list },
});

function freeId(file: DepotFile, collection: Collection, id: string): string {
  const taken = new Set(listOf(file, collection).map(({ body }) => body.id));
  const root = id.replace(/-copy(-\d+)?$/, '').slice(0, 52);
  for (let n = 1; ; n++) {
    const free = n === 1 ? `${root}-copy` : `${root}-copy-${n}`;
    if (!taken.has(free)) return free;
  }
}
