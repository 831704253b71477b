import { type Caller, problem, Tokens } from '@headroom/service-kit';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SseClient } from './sse-client';
import { WallClock } from './wall-clock';

const HEARTBEAT_MS = 15_000;
const MOST_CLIENTS = 500;
/** Many tabs, and no way for one account to keep the charge point controllers out. */
export const MOST_OF_ONE = 40;

/** Everybody who listens over HTTP: greeted, kept awake, let go when the token that opened the stream has expired. */
@Injectable()
export class SseClients implements OnModuleInit, BeforeApplicationShutdown {
  private readonly clients = new Map<SseClient, Caller>();
  private stopBeating = () => {};

  constructor(
    private readonly wall: WallClock,
    private readonly tokens: Tokens,
  ) {}

  onModuleInit(): void {
    this.stopBeating = this.wall.every(HEARTBEAT_MS, () => this.beat());
  }

  /** @throws Problem 503 when there are too many already, 429 when the caller alone has too many. */
  open(reply: FastifyReply, caller: Caller): SseClient {
    if ([...this.clients.values()].filter(({ sub }) => sub === caller.sub).length >= MOST_OF_ONE) {
      reply.header('retry-after', '30');
      throw problem(429, 'Too many streams', `You have ${MOST_OF_ONE} streams open; close one.`);
    }
    if (this.clients.size >= MOST_CLIENTS) {
      reply.header('retry-after', '30');
      throw problem(503, 'Too many listeners', `${MOST_CLIENTS} streams are open; try again later.`);
    }
    const client = new SseClient(reply);
    this.clients.set(client, caller);
    client.whenClosed(() => this.clients.delete(client));
    return client;
  }

  /** An open stream would hold up the stop of the server. */
  beforeApplicationShutdown(): void {
    this.stopBeating();
    for (const client of this.clients.keys()) client.close();
  }

  private beat(): void {
    for (const [client, caller] of this.clients) {
      if (this.tokens.isExpired(caller)) client.close();
      else client.write(': still here\n\n');
    }
  }
}
