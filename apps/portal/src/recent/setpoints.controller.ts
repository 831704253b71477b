import { setpoints } from '@headroom/contracts';
import { apiAnswer, PEOPLE, Roles, zodQuery } from '@headroom/service-kit';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DepotParam } from '../live/depot-param';
import { LivePicture } from '../live/live-picture';
import { FactsQueryDocs } from './facts-query-docs';
import { type FactsQuery, factsQuery, pageOf } from './page-of';
import { RecentFacts } from './recent-facts';

const answered = z.intersection(setpoints.schema, z.object({ resultCode: z.int().nullable(), answeredAt: z.string().nullable() }));
const setpointsAnswer = z.object({ items: z.array(answered), nextCursor: z.string().nullable() });

/** What the sockets were told, and what they answered. */
@ApiTags('setpoints')
@Roles(...PEOPLE)
@Controller('api/v1/depots/:depot/setpoints')
export class SetpointsController {
  constructor(
    private readonly picture: LivePicture,
    private readonly recent: RecentFacts,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The last setpoints, newest first, each with its answer (resultCode null: none yet)' })
  @ApiParam({ name: 'depot' })
  @FactsQueryDocs()
  @apiAnswer(setpointsAnswer)
  list(@DepotParam() depot: string, @Query(zodQuery(factsQuery)) query: FactsQuery) {
    this.picture.rows(depot);
    return pageOf(this.recent.setpoints.of(depot), query);
  }
}
