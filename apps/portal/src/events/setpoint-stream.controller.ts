import { type Caller, CurrentCaller, Roles } from '@headroom/service-kit';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DepotParam } from '../live/depot-param';
import { LivePicture } from '../live/live-picture';
import { SetpointStreams } from './setpoint-streams';
import { SseClients } from './sse-clients';
import { STREAM_RULES } from './stream-rules';

/** Setpoints for a charge point controller without Kafka. */
@ApiTags('setpoints')
@Controller('api/v1/depots/:depot/setpoints/stream')
export class SetpointStreamController {
  constructor(
    private readonly picture: LivePicture,
    private readonly clients: SseClients,
    private readonly streams: SetpointStreams,
  ) {}

  @Get()
  @Roles('cpc')
  @ApiParam({ name: 'depot' })
  @ApiProduces('text/event-stream')
  @ApiOperation({
    summary: 'Server-sent events `setpoint`, one each, first those that hold now; answer with POST /api/v1/feeds/setpoint-responses',
    description: `An expired setpoint is never sent. ${STREAM_RULES}`,
  })
  stream(@DepotParam() depot: string, @CurrentCaller() caller: Caller, @Res() reply: FastifyReply): void {
    this.picture.rows(depot);
    this.streams.open(depot, this.clients.open(reply, caller));
  }
}
