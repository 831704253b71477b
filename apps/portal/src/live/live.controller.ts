import { apiAnswer, type Caller, CurrentCaller, mayEnter, PEOPLE, Roles } from '@headroom/service-kit';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { overviewAnswer, planAnswer, stateAnswer } from './answers';
import { DepotParam } from './depot-param';
import { LivePicture } from './live-picture';
import { plannedCharging } from './planned-charging';

/** What is so now, and what the connections allow for the next two days. */
@ApiTags('live')
@Roles(...PEOPLE)
@Controller('api/v1')
export class LiveController {
  constructor(private readonly picture: LivePicture) {}

  @Get('overview')
  @ApiOperation({ summary: 'Every depot that the caller may see, one row each' })
  @apiAnswer(overviewAnswer)
  overview(@CurrentCaller() caller: Caller) {
    return { at: this.picture.now(), depots: this.picture.overview(this.picture.depots().filter((depot) => mayEnter(caller, depot))) };
  }

  @Get('depots/:depot/state')
  @ApiOperation({ summary: 'A depot now: capacity, loads, headroom and every socket. null is "not known", never zero' })
  @ApiParam({ name: 'depot' })
  @apiAnswer(stateAnswer)
  state(@DepotParam() depot: string) {
    return this.picture.state(depot);
  }

  @Get('depots/:depot/plan')
  @ApiOperation({
    summary:
      'What each connection allows to the horizon and which limit binds; planned kW of each socket; who will leave short, and what would mend it',
  })
  @ApiParam({ name: 'depot' })
  @apiAnswer(planAnswer)
  plan(@DepotParam() depot: string) {
    const capacity = this.picture.capacity(depot);
    return {
      at: this.picture.now(),
      plannedAt: capacity?.at ?? null,
      connections: capacity?.connections ?? [],
      ...plannedCharging(this.picture.chargingPlan(depot)),
    };
  }
}
