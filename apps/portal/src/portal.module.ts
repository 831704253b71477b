import { Messaging } from '@headroom/messaging';
import { type Clock, SystemClock } from '@headroom/service-kit';
import { type DynamicModule, Module } from '@nestjs/common';
import { DocsController } from './docs/docs.controller';
import { EventsController } from './events/events.controller';
import { LiveEvents } from './events/live-events';
import { OverviewEvents } from './events/overview-events';
import { SetpointStreamController } from './events/setpoint-stream.controller';
import { SetpointStreams } from './events/setpoint-streams';
import { SseClients } from './events/sse-clients';
import { WallClock } from './events/wall-clock';
import { AlarmsController } from './live/alarms.controller';
import { HandController } from './live/hand.controller';
import { LiveController } from './live/live.controller';
import { LivePicture, PORTAL_TABLES } from './live/live-picture';
import { Accounts } from './login/accounts';
import { Logins } from './login/logins';
import { SessionController } from './login/session.controller';
import { TokenController } from './login/token.controller';
import { PageController } from './page/page.controller';
import { PortalService } from './portal.service';
import { PortalOptions } from './portal-options';
import { DecisionsController } from './recent/decisions.controller';
import { RecentFacts } from './recent/recent-facts';
import { SetpointsController } from './recent/setpoints.controller';
import { Upstreams } from './upstream/upstreams';

/** `imports: [PortalModule.with({ adminPassword })]` */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest wants a class
export class PortalModule {
  /** `wall` is for tests: the clock that paces what people and networks are told. */
  static with(options: PortalOptions, wall: Clock = new SystemClock()): DynamicModule {
    return {
      module: PortalModule,
      imports: [Messaging.forService('portal', { everywhere: PORTAL_TABLES })],
      controllers: [
        PortalService,
        TokenController,
        SessionController,
        LiveController,
        AlarmsController,
        HandController,
        DecisionsController,
        SetpointsController,
        EventsController,
        SetpointStreamController,
        DocsController,
        PageController,
      ],
      providers: [
        { provide: PortalOptions, useValue: options },
        { provide: WallClock, useFactory: () => new WallClock(wall) },
        Accounts,
        Logins,
        LivePicture,
        RecentFacts,
        SseClients,
        LiveEvents,
        OverviewEvents,
        SetpointStreams,
        Upstreams,
      ],
    };
  }
}
