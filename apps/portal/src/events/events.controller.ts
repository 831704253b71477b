import { type Caller, CurrentCaller, PEOPLE, Roles } from '@headroom/service-kit';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DepotParam } from '../live/depot-param';
import { LivePicture } from '../live/live-picture';
import { LiveEvents } from './live-events';
import { OverviewEvents } from './overview-events';
import { SseClients } from './sse-clients';
import { STREAM_RULES } from './stream-rules';

/** Server-sent events (the WHATWG HTML standard, 9.2). A browser reads them with fetch, as EventSource cannot send a token. */
@ApiTags('events')
@ApiProduces('text/event-stream')
@Controller('api/v1')
export class EventsController {
  constructor(
    private readonly picture: LivePicture,
    private readonly clients: SseClients,
    private readonly live: LiveEvents,
    private readonly overview: OverviewEvents,
  ) {}

  @Get('events')
  @Roles(...PEOPLE)
  @ApiOperation({
    summary: 'All depots: `overview` (as GET /overview), then `depot` (one row of it) as they change',
    description: STREAM_RULES,
  })
  all(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): void {
    this.overview.watch(this.clients.open(reply, caller), caller);
  }

  @Get('depots/:depot/events')
  @Roles(...PEOPLE)
  @ApiParam({ name: 'depot' })
  @ApiOperation({
    summary:
      'One depot: `state` (as GET /state, with depot and name), then `depot`, `socket`, `alarm`, `decision`, `setpoint` and `answer` as they come',
    description: STREAM_RULES,
  })
  depot(@DepotParam() depot: string, @CurrentCaller() caller: Caller, @Res() reply: FastifyReply): void {
    this.picture.rows(depot);
    this.live.watch(depot, this.clients.open(reply, caller));
  }
}
