import type { Setpoint } from '@headroom/contracts';
import { Clock, millisOf } from '@headroom/service-kit';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { RecentFacts } from '../recent/recent-facts';
import { frameOf, type SseClient } from './sse-client';

/** A controller without Kafka: for each socket only its latest setpoint matters. */
interface Controller {
  readonly client: SseClient;
  /** What could not be told yet, by socket. */
  readonly waiting: Map<string, Setpoint>;
}

/** Tells setpoints to controllers that take them over HTTP. An expired one is never told, not even to one who reads slowly. */
@Injectable()
export class SetpointStreams implements OnModuleInit, OnModuleDestroy {
  private readonly byDepot = new Map<string, Set<Controller>>();
  private end = () => {};

  constructor(
    private readonly recent: RecentFacts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.end = this.recent.listen((depot, fact) => {
      if (fact.kind !== 'setpoint') return;
      for (const controller of this.byDepot.get(depot) ?? []) this.tell(controller, [fact.setpoint]);
    });
  }

  onModuleDestroy(): void {
    this.end();
  }

  /** Begins with what holds now, so that a controller that comes back knows it. */
  open(depot: string, client: SseClient): void {
    const controller: Controller = { client, waiting: new Map() };
    const controllers = this.byDepot.get(depot) ?? new Set();
    this.byDepot.set(depot, controllers.add(controller));
    client.whenClosed(() => controllers.delete(controller));
    client.whenReadUp(() => this.tell(controller, [...controller.waiting.values()]));
    this.tell(controller, latestOfEach(this.recent.setpoints.of(depot)));
  }

  private tell({ client, waiting }: Controller, setpoints: readonly Setpoint[]): void {
    for (const setpoint of setpoints) {
      waiting.delete(setpoint.socket);
      if (millisOf(setpoint.expiresAt) <= this.clock.now()) continue;
      if (client.isBehind) waiting.set(setpoint.socket, setpoint);
      else client.write(frameOf('setpoint', asPromised(setpoint), setpoint.id));
    }
  }
}

/** The fields that interfaces.md promises to a controller. */
const asPromised = ({ id, socket, amps, mode, issuedAt, expiresAt }: Setpoint): object => ({ id, socket, amps, mode, issuedAt, expiresAt });

function latestOfEach(newestFirst: readonly Setpoint[]): Setpoint[] {
  const latest = new Map<string, Setpoint>();
  for (const setpoint of newestFirst) if (!latest.has(setpoint.socket)) latest.set(setpoint.socket, setpoint);
  return [...latest.values()];
}
