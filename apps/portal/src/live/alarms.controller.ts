import { alarmAcknowledged, alarms, pathId } from '@headroom/contracts';
import { Bus } from '@headroom/messaging';
import { apiAnswer, type Caller, CurrentCaller, newId, PEOPLE, problem, Roles, zodParam, zodQuery } from '@headroom/service-kit';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type AlarmAnswer, alarmAnswer } from './answers';
import { DepotParam } from './depot-param';
import { alarmAnswerOf } from './depot-state';
import { LivePicture } from './live-picture';

const alarmsQuery = z.object({
  state: z.enum(['standing', 'cleared', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(300).optional(),
});
const alarmsAnswer = z.object({ items: z.array(alarmAnswer), nextCursor: z.string().nullable() });

/** What needs a person at a depot, and who has seen it. */
@ApiTags('alarms')
@Roles(...PEOPLE)
@Controller('api/v1/depots/:depot/alarms')
export class AlarmsController {
  constructor(
    private readonly picture: LivePicture,
    private readonly bus: Bus,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The alarms of a depot, the latest first' })
  @ApiParam({ name: 'depot' })
  @ApiQuery({ name: 'state', enum: ['standing', 'cleared', 'all'], required: false })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 } })
  @ApiQuery({ name: 'cursor', required: false, type: String })
  @apiAnswer(alarmsAnswer)
  list(@DepotParam() depot: string, @Query(zodQuery(alarmsQuery)) { state, limit, cursor }: z.output<typeof alarmsQuery>) {
    const sorted = this.picture
      .rows(depot)
      .alarms.map(alarmAnswerOf)
      .filter(({ clearedAt }) => state === 'all' || (clearedAt === null) === (state === 'standing'))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    const rest = cursor === undefined ? sorted : sorted.filter((alarm) => placeOf(alarm) < cursor);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && rest.length > items.length ? placeOf(last) : null };
  }

  @Post(':alarm/acknowledge')
  @Roles('fleetadmin', 'depotadmin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that a person has seen it. Again changes nothing' })
  @ApiParam({ name: 'depot' })
  @ApiParam({ name: 'alarm' })
  @apiAnswer(alarmAnswer)
  async acknowledge(@DepotParam() depot: string, @Param('alarm', zodParam(pathId)) id: string, @CurrentCaller() caller: Caller) {
    const standing = this.picture.rows(depot).alarms.find(({ alarm }) => alarm === id);
    if (!standing) throw problem(404, 'No such alarm', `There is no alarm ${id} at ${depot}.`);
    const seen = alarmAcknowledged(standing, caller.sub, { id: newId(), at: this.picture.now() });
    if (seen) await this.bus.tell(alarms, seen);
    return alarmAnswerOf(seen ?? standing);
  }
}

/** Where an alarm stands in the list: by when it was raised, then by name. */
const placeOf = ({ raisedAt, id }: AlarmAnswer): string => `${raisedAt}~${id}`;
