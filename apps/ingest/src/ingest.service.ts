import {
  deadLetters,
  type Message,
  outsideSetpointResponses,
  outsideSiteLoad,
  outsideSocketMeasures,
  outsideTelematics,
} from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service } from '@headroom/messaging';
import { Clock, instantOf } from '@headroom/service-kit';
import { Ingest } from './ingest';
import type { Feed } from './rows/feed';
import { setpointResponsesFeed } from './rows/setpoint-responses-feed';
import { siteLoadFeed } from './rows/site-load-feed';
import { socketMeasuresFeed } from './rows/socket-measures-feed';
import { telematicsFeed } from './rows/telematics-feed';

/** What comes from outside over Kafka: a row each. */
@Service('ingest')
export class IngestService {
  constructor(
    private readonly ingest: Ingest,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  @Handles(outsideSiteLoad)
  onSiteLoad(row: Message<typeof outsideSiteLoad>, context: MessageContext): Promise<void> {
    return this.take(siteLoadFeed, row, context);
  }

  @Handles(outsideTelematics)
  onTelematics(row: Message<typeof outsideTelematics>, context: MessageContext): Promise<void> {
    return this.take(telematicsFeed, row, context);
  }

  @Handles(outsideSocketMeasures)
  onSocketMeasures(row: Message<typeof outsideSocketMeasures>, context: MessageContext): Promise<void> {
    return this.take(socketMeasuresFeed, row, context);
  }

  @Handles(outsideSetpointResponses)
  onSetpointResponse(row: Message<typeof outsideSetpointResponses>, context: MessageContext): Promise<void> {
    return this.take(setpointResponsesFeed, row, context);
  }

  private async take<O extends { at: string }, T extends { depot: string }>(
    feed: Feed<O, T>,
    row: O,
    context: MessageContext,
  ): Promise<void> {
    const reason = await this.ingest.takeChecked(feed, row);
    if (reason !== null) await this.refuse(row, reason, context);
  }

  /** A refused row will be refused again: it is laid aside at once rather than tried three times. */
  private refuse(row: object, reason: string, { topic, partition, offset, key }: MessageContext): Promise<void> {
    return this.bus.tell(deadLetters, {
      id: `dl-ingest-${topic}-${partition}-${offset}`.slice(0, 128),
      at: instantOf(this.clock.now()),
      topic,
      service: 'ingest',
      partition,
      offset,
      originalKey: key,
      reason,
      bytes: Buffer.from(JSON.stringify(row)).toString('base64'),
    });
  }
}
