import { apiAnswer, Roles } from '@headroom/service-kit';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { profiledConnectionBody } from '../bodies/agreed';
import { DepotLists } from '../change/depot-lists';
import { parseBody } from '../change/parse-body';
import { profiledConnections } from '../file/agreed-collections';
import type { Collection } from '../file/collection';
import { answerCreated } from './answer-kept';
import { DepotParam, IdParam } from './params';

const changes = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((sent) => sent ?? {});

/** Next winter's profile is last winter's with other dates. */
@ApiTags('profiled-connections')
@ApiParam({ name: 'depot' })
@Controller('api/v1/depots/:depot/profiled-connections/:id/duplicate')
export class DuplicateController {
  constructor(private readonly lists: DepotLists) {}

  @Post()
  @Roles('fleetadmin', 'depotadmin')
  @ApiOperation({
    summary: 'Adds a second one like it; the body, if any, says what is different',
    operationId: 'duplicate-profiled-connections',
  })
  @ApiParam({ name: 'id' })
  @apiAnswer(profiledConnectionBody, 201)
  async duplicate(
    @DepotParam() depot: string,
    @IdParam() id: string,
    @Body() sent: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const collection = profiledConnections as unknown as Collection;
    return answerCreated(
      reply,
      `/api/v1/depots/${depot}/${collection.path}`,
      await this.lists.duplicate(depot, collection, id, parseBody(changes, sent)),
    );
  }
}
