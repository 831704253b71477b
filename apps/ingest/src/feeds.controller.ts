import { outsideSetpointResponses, outsideSiteLoad, outsideSocketMeasures, outsideTelematics } from '@headroom/contracts';
import { apiAnswer, apiBody, type Caller, CurrentCaller, mayEnter, problem, Roles } from '@headroom/service-kit';
import { Body, Controller, HttpCode, Logger, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Ingest } from './ingest';
import type { Feed } from './rows/feed';
import { setpointResponsesFeed } from './rows/setpoint-responses-feed';
import { siteLoadFeed } from './rows/site-load-feed';
import { socketMeasuresFeed } from './rows/socket-measures-feed';
import { telematicsFeed } from './rows/telematics-feed';

const MOST_ROWS = 10_000;

const taken = z.object({ accepted: z.int(), rejected: z.array(z.object({ index: z.int(), reason: z.string() })) });
type Taken = z.output<typeof taken>;
const answer = () => apiAnswer(taken, 202, 'The good rows are taken; of each other one the reason is told.');

/** What comes from outside over HTTP: an array of rows each. */
@ApiTags('feeds')
@ApiBearerAuth()
@Roles('feed', 'cpc')
@Controller('api/v1/feeds')
export class FeedsController {
  private readonly log = new Logger('ingest');

  constructor(private readonly ingest: Ingest) {}

  @Post('site-load')
  @HttpCode(202)
  @ApiOperation({ summary: 'What site meters read' })
  @apiBody(z.array(outsideSiteLoad.schema), [outsideSiteLoad.example])
  @answer()
  siteLoad(@Body() rows: unknown, @CurrentCaller() caller: Caller): Promise<Taken> {
    return this.take(siteLoadFeed, rows, caller);
  }

  @Post('telematics')
  @HttpCode(202)
  @ApiOperation({ summary: 'What vans report of their batteries' })
  @apiBody(z.array(outsideTelematics.schema), [outsideTelematics.example])
  @answer()
  telematics(@Body() rows: unknown, @CurrentCaller() caller: Caller): Promise<Taken> {
    return this.take(telematicsFeed, rows, caller);
  }

  @Post('socket-measures')
  @HttpCode(202)
  @ApiOperation({ summary: 'What charge point controllers say of their sockets' })
  @apiBody(z.array(outsideSocketMeasures.schema), [outsideSocketMeasures.example])
  @answer()
  socketMeasures(@Body() rows: unknown, @CurrentCaller() caller: Caller): Promise<Taken> {
    return this.take(socketMeasuresFeed, rows, caller);
  }

  @Post('setpoint-responses')
  @HttpCode(202)
  @ApiOperation({ summary: 'How controllers answer setpoints' })
  @apiBody(z.array(outsideSetpointResponses.schema), [outsideSetpointResponses.example])
  @answer()
  setpointResponses(@Body() rows: unknown, @CurrentCaller() caller: Caller): Promise<Taken> {
    return this.take(setpointResponsesFeed, rows, caller);
  }

  private async take<O extends { at: string }, T extends { depot: string }>(
    feed: Feed<O, T>,
    rows: unknown,
    caller: Caller,
  ): Promise<Taken> {
    if (!Array.isArray(rows)) throw problem(422, 'The body is not as it should be', 'Send an array of rows, even for one row.');
    if (rows.length > MOST_ROWS) throw problem(413, 'Too many rows', `Send ${MOST_ROWS} rows at the most, and the others after them.`);
    try {
      return await this.ingest.take(feed, rows, (depot) => mayEnter(caller, depot));
    } catch (error) {
      this.log.error(`${feed.outside.name}: ${rows.length} rows were not taken`, (error as Error).stack);
      throw problem(503, 'The rows were not taken', 'The message bus cannot be reached at the moment. Send all of them again in a minute.');
    }
  }
}
