import { problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bodyOfRow, rowOfBody } from '../file/body-of-row';
import type { Catalogue, TypeBody } from '../file/catalogue';
import type { Kept, Types } from '../file/depot-file';
import { DepotChanges } from './depot-changes';
import { checkIfMatch } from './etag';
import { mergePatch } from './merge-patch';
import { checkSameId, parseBody } from './parse-body';
import { refuseFaults } from './refuse-faults';
import { RegistryStore } from './registry-store';

/** What can be done with one type of charge point or vehicle. A change is told to every depot that has some of it. */
@Injectable()
export class TypeCatalogues {
  constructor(
    private readonly store: RegistryStore,
    private readonly changes: DepotChanges,
  ) {}

  /** @throws 409 when there is one of that id. */
  create(catalogue: Catalogue, sent: unknown): Promise<Kept<TypeBody>> {
    const body = parseBody(catalogue.schema, sent);
    return this.store.transaction('types', async (manager) => {
      const { id } = body;
      if (await manager.findOneBy(catalogue.entity, { id })) {
        throw problem(409, 'It exists already', `There is a ${catalogue.noun} '${id}' already.`);
      }
      await manager.insert(catalogue.entity, rowOfBody(manager, catalogue.entity, body, { version: 1 }));
      return { version: 1, body };
    });
  }

  replace(catalogue: Catalogue, id: string, sent: Record<string, unknown>, ifMatch?: string): Promise<Kept<TypeBody>> {
    return this.rewrite(catalogue, id, ifMatch, () => ({ id, ...sent }));
  }

  patch(catalogue: Catalogue, id: string, patch: Record<string, unknown>, ifMatch?: string): Promise<Kept<TypeBody>> {
    return this.rewrite(catalogue, id, ifMatch, (before) => mergePatch(before, patch));
  }

  /** @throws 409 that names what is of this type. */
  remove(catalogue: Catalogue, id: string, ifMatch?: string): Promise<void> {
    return this.store.transaction('types', async (manager) => {
      checkIfMatch(ifMatch, (await foundType(manager, catalogue, id)).version);
      await this.judgeAndTell(manager, catalogue, id, null);
      await manager.delete(catalogue.entity, { id });
    });
  }

  private rewrite(catalogue: Catalogue, id: string, ifMatch: string | undefined, next: (before: TypeBody) => unknown) {
    return this.store.transaction('types', async (manager) => {
      const before = await foundType(manager, catalogue, id);
      checkIfMatch(ifMatch, before.version);
      const body = parseBody(catalogue.schema, next(before.body));
      checkSameId(body.id, id);
      const version = before.version + 1;
      await this.judgeAndTell(manager, catalogue, id, body);
      await manager.update(catalogue.entity, { id }, rowOfBody(manager, catalogue.entity, body, { version }));
      return { version, body };
    });
  }

  /** Every depot that has some of the type, with the type as it will be; null: as it will be without it. */
  private async judgeAndTell(manager: EntityManager, { name, path, usedBy }: Catalogue, id: string, body: TypeBody | null): Promise<void> {
    const users = await manager
      .createQueryBuilder(usedBy, 'user')
      .select('DISTINCT user.depotId', 'depot')
      .where({ typeId: id })
      .getRawMany();
    for (const { depot } of users.sort((a, b) => (a.depot < b.depot ? -1 : 1))) {
      const file = await this.changes.lockedFile(manager, depot);
      const after = { ...file, types: withType(file.types, name, id, body) };
      refuseFaults(after, `${path}/${id}`);
      await this.changes.tell(manager, after, ['dossier']);
    }
  }
}

export async function foundType(manager: EntityManager, catalogue: Catalogue, id: string): Promise<Kept<TypeBody>> {
  const row = await manager.findOneBy(catalogue.entity, { id });
  if (!row) throw problem(404, `No such ${catalogue.noun}`, `There is no ${catalogue.noun} '${id}'.`);
  return { version: row.version, body: bodyOfRow(row) };
}

function withType(types: Types, name: keyof Types, id: string, body: TypeBody | null): Types {
  const changed = new Map<string, TypeBody>(types[name]);
  if (body === null) changed.delete(id);
  else changed.set(id, body);
  return { ...types, [name]: changed };
}
