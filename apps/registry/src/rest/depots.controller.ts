import { apiAnswer, apiBody, type Caller, CurrentCaller, mayEnter, PEOPLE, problem, Roles } from '@headroom/service-kit';
import { Controller, Delete, Get, HttpCode, Patch, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MoreThan } from 'typeorm';
import { depotBody, depotExample } from '../bodies/depot';
import { Depots } from '../change/depots';
import { RegistryStore } from '../change/registry-store';
import { DepotRow } from '../database/depot.entity';
import { loadDepot } from '../file/load-depot-file';
import { answerCreated, answerKept } from './answer-kept';
import { type PageQuery, PageQueryDocs, pageAnswer, pageOf, startOf } from './page';
import { DepotParam, IfMatch, ObjectBody, PageParam } from './params';

type Json = Record<string, unknown>;

/** The depots themselves. */
@ApiTags('depots')
@Controller('api/v1/depots')
export class DepotsController {
  constructor(
    private readonly depots: Depots,
    private readonly store: RegistryStore,
  ) {}

  @Get()
  @Roles(...PEOPLE)
  @ApiOperation({ summary: 'The depots you may see, by id', operationId: 'list-depots' })
  @PageQueryDocs()
  @apiAnswer(pageAnswer(depotBody))
  list(@PageParam() page: PageQuery, @CurrentCaller() caller: Caller) {
    return this.store.read(async (manager) => {
      const rows = await manager.find(DepotRow, { where: { id: MoreThan(startOf(page)) }, order: { id: 'ASC' } });
      const { items, nextCursor } = pageOf(
        rows.filter(({ id }) => mayEnter(caller, id)),
        page,
      );
      const depots = await Promise.all(items.map(({ id }) => loadDepot(manager, id)));
      return { items: depots.flatMap((depot) => (depot ? [depot.body] : [])), nextCursor };
    });
  }

  @Post()
  @ApiOperation({ summary: 'Adds a depot', operationId: 'create-depots' })
  @apiBody(depotBody, depotExample)
  @apiAnswer(depotBody, 201)
  async create(@ObjectBody() sent: Json, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerCreated(reply, '/api/v1/depots', await this.depots.create(sent));
  }

  @Get(':depot')
  @Roles(...PEOPLE)
  @ApiOperation({ summary: 'One depot', operationId: 'get-depots' })
  @ApiParam({ name: 'depot' })
  @apiAnswer(depotBody)
  async get(@DepotParam() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const kept = await this.store.read((manager) => loadDepot(manager, id));
    if (!kept) throw problem(404, 'No such depot', `There is no depot '${id}'.`);
    return answerKept(reply, kept);
  }

  @Put(':depot')
  @ApiOperation({ summary: 'Puts another in the place of a depot; what is in it stays', operationId: 'replace-depots' })
  @ApiParam({ name: 'depot' })
  @apiBody(depotBody, depotExample)
  @apiAnswer(depotBody)
  async replace(
    @DepotParam() id: string,
    @ObjectBody() sent: Json,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerKept(reply, await this.depots.replace(id, sent, ifMatch));
  }

  @Patch(':depot')
  @ApiOperation({
    summary: 'Changes some fields of a depot (RFC 7396); a list is put in the place of the one before',
    operationId: 'patch-depots',
  })
  @ApiParam({ name: 'depot' })
  @apiBody(depotBody)
  @apiAnswer(depotBody)
  async patch(
    @DepotParam() id: string,
    @ObjectBody() sent: Json,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerKept(reply, await this.depots.patch(id, sent, ifMatch));
  }

  @Delete(':depot')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes a depot away with everything in it', operationId: 'delete-depots' })
  @ApiParam({ name: 'depot' })
  remove(@DepotParam() id: string, @IfMatch() ifMatch: string | undefined): Promise<void> {
    return this.depots.remove(id, ifMatch);
  }
}
