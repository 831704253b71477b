import { apiAnswer, apiBody, PEOPLE, problem, Roles } from '@headroom/service-kit';
import { Controller, Delete, Get, HttpCode, Patch, Post, Put, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MoreThan } from 'typeorm';
import { DepotLists, noSuch, plainOf } from '../change/depot-lists';
import { RegistryStore } from '../change/registry-store';
import { DepotRow } from '../database/depot.entity';
import { bodyOfRow } from '../file/body-of-row';
import type { Collection } from '../file/collection';
import { answerCreated, answerKept } from './answer-kept';
import { type PageQuery, PageQueryDocs, pageAnswer, pageOf, startOf } from './page';
import { DepotParam, IdParam, IfMatch, ObjectBody, PageParam } from './params';

type Json = Record<string, unknown>;

/** The REST of one list of a depot. */
export function collectionController(collection: Collection): Type<object> {
  const { path, noun, entity, keepsNull, schema, example } = collection;
  const does = (verb: string, what: string) => ApiOperation({ summary: what, operationId: `${verb}-${path}` });
  const urlOf = (depot: string) => `/api/v1/depots/${depot}/${path}`;

  @ApiTags(path)
  @ApiParam({ name: 'depot' })
  @Controller(`api/v1/depots/:depot/${path}`)
  class CollectionController {
    constructor(
      readonly lists: DepotLists,
      readonly store: RegistryStore,
    ) {}

    @Get()
    @Roles(...PEOPLE)
    @does('list', `Each ${noun} of the depot, by id`)
    @PageQueryDocs()
    @apiAnswer(pageAnswer(schema))
    list(@DepotParam() depotId: string, @PageParam() page: PageQuery) {
      return this.store.read(async (manager) => {
        if (!(await manager.existsBy(DepotRow, { id: depotId }))) throw problem(404, 'No such depot', `There is no depot '${depotId}'.`);
        const where = { depotId, id: MoreThan(startOf(page)) };
        const rows = await manager.find(entity, { where, order: { id: 'ASC' }, take: page.limit + 1 });
        return pageOf(
          rows.map((row) => bodyOfRow<{ id: string }>(row, keepsNull)),
          page,
        );
      });
    }

    @Post()
    @Roles('fleetadmin', 'depotadmin')
    @does('create', `Adds a ${noun}`)
    @apiBody(schema, example)
    @apiAnswer(schema, 201)
    async create(@DepotParam() depot: string, @ObjectBody() sent: Json, @Res({ passthrough: true }) reply: FastifyReply) {
      return answerCreated(reply, urlOf(depot), await this.lists.create(depot, collection, sent));
    }

    @Get(':id')
    @Roles(...PEOPLE)
    @does('get', `One ${noun}`)
    @ApiParam({ name: 'id' })
    @apiAnswer(schema)
    async get(@DepotParam() depotId: string, @IdParam() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
      const row = await this.store.read((manager) => manager.findOneBy(entity, { depotId, id: plainOf(depotId, id) }));
      if (!row) throw noSuch(collection, id);
      return answerKept(reply, { version: row.version, body: bodyOfRow(row, keepsNull) });
    }

    @Put(':id')
    @Roles('fleetadmin', 'depotadmin')
    @does('replace', `Puts another in the place of a ${noun}`)
    @ApiParam({ name: 'id' })
    @apiBody(schema, example)
    @apiAnswer(schema)
    async replace(
      @DepotParam() depot: string,
      @IdParam() id: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept(reply, await this.lists.replace(depot, collection, id, sent, ifMatch));
    }

    @Patch(':id')
    @Roles('fleetadmin', 'depotadmin')
    @does('patch', `Changes some fields of a ${noun} (RFC 7396)`)
    @ApiParam({ name: 'id' })
    @apiBody(schema)
    @apiAnswer(schema)
    async patch(
      @DepotParam() depot: string,
      @IdParam() id: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept(reply, await this.lists.patch(depot, collection, id, sent, ifMatch));
    }

    @Delete(':id')
    @Roles('fleetadmin', 'depotadmin')
    @HttpCode(204)
    @does('delete', `Takes a ${noun} away; 409 while something uses it`)
    @ApiParam({ name: 'id' })
    remove(@DepotParam() depot: string, @IdParam() id: string, @IfMatch() ifMatch: string | undefined): Promise<void> {
      return this.lists.remove(depot, collection, id, ifMatch);
    }
  }
  Object.defineProperty(CollectionController, 'name', { value: `${collection.name}Controller` });
  return CollectionController;
}
