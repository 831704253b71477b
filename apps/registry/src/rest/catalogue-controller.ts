import { apiAnswer, apiBody, PEOPLE, Roles } from '@headroom/service-kit';
import { Controller, Delete, Get, HttpCode, Patch, Post, Put, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MoreThan } from 'typeorm';
import { RegistryStore } from '../change/registry-store';
import { foundType, TypeCatalogues } from '../change/type-catalogues';
import { bodyOfRow } from '../file/body-of-row';
import type { Catalogue, TypeBody } from '../file/catalogue';
import { answerCreated, answerKept } from './answer-kept';
import { type PageQuery, PageQueryDocs, pageAnswer, pageOf, startOf } from './page';
import { IdParam, IfMatch, ObjectBody, PageParam } from './params';

type Json = Record<string, unknown>;

/** The REST of one list of types. */
export function catalogueController(catalogue: Catalogue): Type<object> {
  const { path, noun, entity, schema, example } = catalogue;
  const does = (verb: string, what: string) => ApiOperation({ summary: what, operationId: `${verb}-${path}` });

  @ApiTags(path)
  @Controller(`api/v1/${path}`)
  class CatalogueController {
    constructor(
      readonly catalogues: TypeCatalogues,
      readonly store: RegistryStore,
    ) {}

    @Get()
    @Roles(...PEOPLE)
    @does('list', `Each ${noun}, by id`)
    @PageQueryDocs()
    @apiAnswer(pageAnswer(schema))
    async list(@PageParam() page: PageQuery) {
      const where = { id: MoreThan(startOf(page)) };
      const rows = await this.store.read((manager) => manager.find(entity, { where, order: { id: 'ASC' }, take: page.limit + 1 }));
      return pageOf(
        rows.map((row) => bodyOfRow<TypeBody>(row)),
        page,
      );
    }

    @Post()
    @does('create', `Adds a ${noun}`)
    @apiBody(schema, example)
    @apiAnswer(schema, 201)
    async create(@ObjectBody() sent: Json, @Res({ passthrough: true }) reply: FastifyReply) {
      return answerCreated(reply, `/api/v1/${path}`, await this.catalogues.create(catalogue, sent));
    }

    @Get(':id')
    @Roles(...PEOPLE)
    @does('get', `One ${noun}`)
    @ApiParam({ name: 'id' })
    @apiAnswer(schema)
    async get(@IdParam() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
      return answerKept(reply, await this.store.read((manager) => foundType(manager, catalogue, id)));
    }

    @Put(':id')
    @does('replace', `Puts another in the place of a ${noun}; every depot that has some is told`)
    @ApiParam({ name: 'id' })
    @apiBody(schema, example)
    @apiAnswer(schema)
    async replace(
      @IdParam() id: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept(reply, await this.catalogues.replace(catalogue, id, sent, ifMatch));
    }

    @Patch(':id')
    @does('patch', `Changes some fields of a ${noun} (RFC 7396)`)
    @ApiParam({ name: 'id' })
    @apiBody(schema)
    @apiAnswer(schema)
    async patch(
      @IdParam() id: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept(reply, await this.catalogues.patch(catalogue, id, sent, ifMatch));
    }

    @Delete(':id')
    @HttpCode(204)
    @does('delete', `Takes a ${noun} away; 409 while something is of it`)
    @ApiParam({ name: 'id' })
    remove(@IdParam() id: string, @IfMatch() ifMatch: string | undefined): Promise<void> {
      return this.catalogues.remove(catalogue, id, ifMatch);
    }
  }
  Object.defineProperty(CatalogueController, 'name', { value: `${catalogue.name}Controller` });
  return CatalogueController;
}
