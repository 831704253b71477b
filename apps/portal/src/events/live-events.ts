import type { DepotAllocation } from '@headroom/contracts';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { StateAnswer } from '../live/answers';
import { LivePicture } from '../live/live-picture';
import { type Fact, RecentFacts } from '../recent/recent-facts';
import { changesOf, type Picture, sameSockets } from './changes';
import { frameOf, type SseClient } from './sse-client';
import { WallClock } from './wall-clock';

/** How often the tables are looked at for what has changed: what changes faster is told once. */
const LOOK_EVERY_MS = 500;

interface Watch {
  told: Picture;
  readonly clients: Set<SseClient>;
}

/** Tells those who listen to a depot what changes there. One look at a depot serves all its listeners. */
@Injectable()
export class LiveEvents implements OnModuleInit, OnModuleDestroy {
  private readonly watches = new Map<string, Watch>();
  private ends: (() => void)[] = [];

  constructor(
    private readonly picture: LivePicture,
    private readonly recent: RecentFacts,
    private readonly wall: WallClock,
  ) {}

  onModuleInit(): void {
    this.ends = [this.wall.every(LOOK_EVERY_MS, () => this.look()), this.recent.listen((depot, fact) => this.tellFact(depot, fact))];
  }

  onModuleDestroy(): void {
    for (const end of this.ends) end();
  }

  /** Tells the whole state first, then what changes. */
  watch(depot: string, client: SseClient): void {
    const watch = this.watches.get(depot) ?? { told: this.pictureOf(depot), clients: new Set() };
    this.watches.set(depot, watch);
    watch.clients.add(client);
    client.whenClosed(() => {
      watch.clients.delete(client);
      if (watch.clients.size === 0) this.watches.delete(depot);
    });
    client.write(this.wholeFrame(depot, this.picture.state(depot)));
  }

  private look(): void {
    for (const [depot, watch] of this.watches) {
      if (!this.picture.depots().includes(depot)) for (const client of watch.clients) client.close();
      else this.tellChanges(depot, watch, this.pictureOf(depot));
    }
  }

  private tellChanges(depot: string, watch: Watch, now: Picture): void {
    const frames = sameSockets(watch.told, now)
      ? changesOf(watch.told, now).map(({ event, data }) => frameOf(event, data))
      : [this.wholeFrame(depot, now.state)];
    watch.told = now;
    for (const frame of frames) for (const client of watch.clients) client.write(frame);
  }

  private tellFact(depot: string, fact: Fact): void {
    const clients = this.watches.get(depot)?.clients;
    if (!clients) return;
    const frame = factFrame(fact);
    for (const client of clients) client.write(frame);
  }

  private wholeFrame(depot: string, state: StateAnswer): string {
    return frameOf('state', { depot, name: this.picture.rows(depot).dossier.name, ...state });
  }

  private pictureOf(depot: string): Picture {
    return { state: this.picture.state(depot), alarms: this.picture.rows(depot).alarms };
  }
}

function factFrame(fact: Fact): string {
  if (fact.kind === 'setpoint') return frameOf('setpoint', fact.setpoint, fact.setpoint.id);
  if (fact.kind === 'answer') return frameOf('answer', fact.answer, fact.answer.id);
  return frameOf('decision', withoutProblem(fact.decision), fact.decision.id);
}

/** The inputs are large; who wants them asks for GET /decisions. */
function withoutProblem({ problem: _, ...decision }: DepotAllocation): object {
  return decision;
}
