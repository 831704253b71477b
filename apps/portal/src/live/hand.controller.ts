import { type HandOrder, handOrders, plainId } from '@headroom/contracts';
import { Bus } from '@headroom/messaging';
import {
  apiAnswer,
  apiBody,
  type Caller,
  CurrentCaller,
  instantOf,
  millisOf,
  newId,
  problem,
  Roles,
  zodBody,
  zodParam,
} from '@headroom/service-kit';
import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DepotParam } from './depot-param';
import { LivePicture } from './live-picture';

/** A commissioning walk takes minutes; who forgets to give a socket back must not find it so the next morning. */
const LONGEST_MINUTES = 8 * 60;
const USUAL_MINUTES = 15;

const handBody = z.strictObject({
  amps: z.int().min(0).max(80),
  minutes: z.number().gt(0).max(LONGEST_MINUTES).default(USUAL_MINUTES),
});
const socketPath = z.string().regex(/^[^.]+\.[^.]+$/, 'a charge point and a socket, such as evc0010.sk1');

/** Sets sockets by hand: the walk through 32, 16, 8, 0, 18, 10 and 32 A that each one is commissioned with. */
@ApiTags('live')
@Roles('fleetadmin', 'depotadmin')
@Controller('api/v1/depots/:depot/sockets/:socket/hand')
export class HandController {
  constructor(
    private readonly picture: LivePicture,
    private readonly bus: Bus,
  ) {}

  @Put()
  @HttpCode(202)
  @ApiOperation({ summary: 'Sets a socket by hand for a while, within every limit; the depot must be in mode test or live' })
  @ApiParam({ name: 'depot' })
  @ApiParam({ name: 'socket', description: 'evc0010.sk1' })
  @apiBody(handBody)
  @apiAnswer(handOrders.schema)
  set(
    @DepotParam() depot: string,
    @Param('socket', zodParam(socketPath)) socket: string,
    @Body(zodBody(handBody)) { amps, minutes }: z.output<typeof handBody>,
    @CurrentCaller() caller: Caller,
  ): Promise<HandOrder> {
    return this.order(depot, socket, amps, minutes, caller);
  }

  @Delete()
  @HttpCode(202)
  @ApiOperation({ summary: 'Gives a socket back to the allocation' })
  @ApiParam({ name: 'depot' })
  @ApiParam({ name: 'socket', description: 'evc0010.sk1' })
  @apiAnswer(handOrders.schema)
  release(
    @DepotParam() depot: string,
    @Param('socket', zodParam(socketPath)) socket: string,
    @CurrentCaller() caller: Caller,
  ): Promise<HandOrder> {
    return this.order(depot, socket, null, USUAL_MINUTES, caller);
  }

  private async order(depot: string, name: string, amps: number | null, minutes: number, { sub }: Caller): Promise<HandOrder> {
    const socket = `${plainId.parse(depot)}.${name}`;
    const isThere = this.picture.rows(depot).dossier?.chargePoints.some(({ sockets }) => sockets.some(({ id }) => id === socket));
    if (!isThere) throw problem(404, 'No such socket', `There is no socket ${name} at ${depot}.`);
    const at = this.picture.now();
    const order = { id: newId(), at, depot, socket, amps, by: sub, expiresAt: instantOf(millisOf(at) + minutes * 60_000) };
    await this.bus.tell(handOrders, order);
    return order;
  }
}
