import { allocations } from '@headroom/contracts';
import { apiAnswer, PEOPLE, problem, Roles, zodQuery } from '@headroom/service-kit';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DepotParam } from '../live/depot-param';
import { LivePicture } from '../live/live-picture';
import { FactsQueryDocs } from './facts-query-docs';
import { type FactsQuery, factsQuery, pageOf } from './page-of';
import { RecentFacts } from './recent-facts';
import { replay } from './replay';

const decisionsAnswer = z.object({ items: z.array(allocations.schema), nextCursor: z.string().nullable() });
const replayAnswer = z.object({
  id: z.string(),
  allocator: z.string(),
  same: z.boolean(),
  sockets: z.array(z.object({ socket: z.string(), amps: z.number(), boundBy: z.string(), reason: z.string() })),
});

/** Why each socket has the amps it has: the last decisions with their inputs, and the proof that they follow from them. */
@ApiTags('decisions')
@Roles(...PEOPLE)
@Controller('api/v1/depots/:depot/decisions')
export class DecisionsController {
  constructor(
    private readonly picture: LivePicture,
    private readonly recent: RecentFacts,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The last decisions, newest first, with inputs and reasons' })
  @ApiParam({ name: 'depot' })
  @FactsQueryDocs()
  @apiAnswer(decisionsAnswer)
  list(@DepotParam() depot: string, @Query(zodQuery(factsQuery)) query: FactsQuery) {
    this.picture.rows(depot);
    return pageOf(this.recent.decisions.of(depot), query);
  }

  @Post(':decision/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decides again from the recorded inputs; `same` says that the amps are those of then' })
  @ApiParam({ name: 'depot' })
  @ApiParam({ name: 'decision' })
  @apiAnswer(replayAnswer)
  again(@DepotParam() depot: string, @Param('decision') id: string) {
    this.picture.rows(depot);
    const decision = this.recent.decisions.find(depot, id);
    if (!decision) throw problem(404, 'No such decision', 'It is older than what is kept here, or it never was.');
    const answer = replay(decision);
    if (!answer) throw problem(409, 'Cannot be replayed', `The allocator ${decision.allocator} is not part of this version.`);
    return answer;
  }
}
