import { apiAnswer, apiBody, PEOPLE, problem, Roles } from '@headroom/service-kit';
import { Controller, Delete, Get, HttpCode, Patch, Post, Put, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DepotSettings, settingSchemas } from '../change/depot-settings';
import { RegistryStore } from '../change/registry-store';
import type { SettingName } from '../file/depot-file';
import { loadSettings } from '../file/load-depot-file';
import { answerKept } from './answer-kept';
import { DepotParam, IfMatch, ObjectBody } from './params';

type Json = Record<string, unknown>;

/** The REST of something that a depot has one of. */
export function settingController(name: SettingName): Type<object> {
  const schema = settingSchemas[name];
  const does = (verb: string, what: string) => ApiOperation({ summary: what, operationId: `${verb}-${name}` });

  @ApiTags(name)
  @ApiParam({ name: 'depot' })
  @Controller(`api/v1/depots/:depot/${name}`)
  class SettingController {
    constructor(
      readonly settings: DepotSettings,
      readonly store: RegistryStore,
    ) {}

    @Get()
    @Roles(...PEOPLE)
    @does('get', `The ${name} of the depot`)
    @apiAnswer(schema)
    async get(@DepotParam() depot: string, @Res({ passthrough: true }) reply: FastifyReply) {
      const settings = await this.store.read((manager) => loadSettings(manager, depot));
      if (!settings) throw problem(404, 'No such depot', `There is no depot '${depot}'.`);
      const kept = settings[name];
      if (kept.body === null) throw problem(404, 'Nothing is set', `The depot has no ${name}.`);
      return answerKept<unknown>(reply, kept);
    }

    @Put()
    @Roles('fleetadmin', 'depotadmin')
    @does('replace', `Sets the ${name}`)
    @apiBody(schema)
    @apiAnswer(schema)
    async replace(
      @DepotParam() depot: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept<unknown>(reply, await this.settings.replace(depot, name, sent, ifMatch));
    }

    @Post()
    @Roles('fleetadmin', 'depotadmin')
    @does('create', `Sets the ${name}, as PUT does`)
    @apiBody(schema)
    @apiAnswer(schema, 201)
    async create(
      @DepotParam() depot: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      reply.header('location', `/api/v1/depots/${depot}/${name}`);
      return answerKept<unknown>(reply, await this.settings.replace(depot, name, sent, ifMatch));
    }

    @Patch()
    @Roles('fleetadmin', 'depotadmin')
    @does('patch', `Changes some of the ${name} (RFC 7396)`)
    @apiBody(schema)
    @apiAnswer(schema)
    async patch(
      @DepotParam() depot: string,
      @ObjectBody() sent: Json,
      @IfMatch() ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return answerKept<unknown>(reply, await this.settings.patch(depot, name, sent, ifMatch));
    }

    @Delete()
    @Roles('fleetadmin', 'depotadmin')
    @HttpCode(204)
    @does('delete', `Back to the ${name} of a new depot`)
    remove(@DepotParam() depot: string, @IfMatch() ifMatch: string | undefined): Promise<void> {
      return this.settings.remove(depot, name, ifMatch);
    }
  }
  Object.defineProperty(SettingController, 'name', { value: `${name}Controller` });
  return SettingController;
}
