import { type Caller, mayEnter } from '@headroom/service-kit';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { OverviewRow } from '../live/answers';
import { LivePicture } from '../live/live-picture';
import { changedRows } from './changes';
import { frameOf, type SseClient } from './sse-client';
import { WallClock } from './wall-clock';

const LOOK_EVERY_MS = 1_000;

/** Tells those who look at all depots what changes in any that they may see. */
@Injectable()
export class OverviewEvents implements OnModuleInit, OnModuleDestroy {
  private readonly clients = new Map<SseClient, Caller>();
  private told: readonly OverviewRow[] = [];
  private end = () => {};

  constructor(
    private readonly picture: LivePicture,
    private readonly wall: WallClock,
  ) {}

  onModuleInit(): void {
    this.end = this.wall.every(LOOK_EVERY_MS, () => this.look());
  }

  onModuleDestroy(): void {
    this.end();
  }

  watch(client: SseClient, caller: Caller): void {
    this.clients.set(client, caller);
    client.whenClosed(() => this.clients.delete(client));
    this.tellAll(client, caller, this.picture.overview(this.picture.depots()));
  }

  private look(): void {
    if (this.clients.size === 0) return;
    const rows = this.picture.overview(this.picture.depots());
    const changed = changedRows(this.told, rows);
    this.told = rows;
    for (const [client, caller] of this.clients) {
      if (changed === null) this.tellAll(client, caller, rows);
      else for (const row of changed) if (mayEnter(caller, row.depot)) client.write(frameOf('depot', row));
    }
  }

  private tellAll(client: SseClient, caller: Caller, rows: readonly OverviewRow[]): void {
    client.write(frameOf('overview', { at: this.picture.now(), depots: rows.filter(({ depot }) => mayEnter(caller, depot)) }));
  }
}
