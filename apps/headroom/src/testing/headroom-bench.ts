import {
  capacities,
  type DepotDossier,
  type DepotHeadroom,
  depotDossiers,
  depotPlans,
  headrooms,
  type SocketState,
  setpointStates,
  siteLoad,
  socketStates,
} from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { HeadroomModule } from '../headroom.module';

const NOON_MS = Date.parse('2026-11-23T12:00:00.000Z');

export type Connection = DepotDossier['connections'][number];
interface Piece {
  readonly forMs: number;
  readonly kw: number;
  readonly boundBy: string;
}

/** The headroom service on the embedded bus and a test clock, with the example depot's socket unless another is told. */
export class HeadroomBench {
  readonly clock = new VirtualClock(NOON_MS);
  readonly alarms: Record<string, unknown>[] = [];
  private broker = new EmbeddedBroker({ now: () => this.clock.now() });
  private latest: DepotHeadroom | undefined;
  private app: INestMicroservice | undefined;
  private ids = 0;

  static async open(): Promise<HeadroomBench> {
    const bench = new HeadroomBench();
    await bench.start();
    return bench;
  }

  /** As a kill and a new start would. */
  async restart(): Promise<void> {
    await this.close();
    this.latest = undefined;
    this.broker = this.broker.beside();
    await this.start();
  }

  async close(): Promise<void> {
    await this.app?.close();
  }

  pass(ms: number): Promise<void> {
    return this.clock.runUntil(this.clock.now() + ms, () => this.broker.idle());
  }

  async now(): Promise<DepotHeadroom> {
    await this.pass(0);
    return this.latest as DepotHeadroom;
  }

  async grantableKw(): Promise<(number | undefined)[]> {
    return (await this.now()).connections.map(({ grantableKw }) => grantableKw);
  }

  install(connections: readonly Connection[], chargePoints = depotDossiers.example.chargePoints): Promise<void> {
    return this.broker.bus.tell(depotDossiers, {
      ...depotDossiers.example,
      ...this.stamp(),
      connections: [...connections],
      chargePoints: [...chargePoints],
    });
  }

  agree(): Promise<void> {
    return this.broker.bus.tell(depotPlans, depotPlans.example);
  }

  /** What each connection allows, piece after piece from now on. */
  allow(piecesOf: Readonly<Record<string, readonly Piece[]>>): Promise<void> {
    return this.broker.bus.tell(capacities, {
      ...this.stamp(),
      depot: 'whitechapel',
      connections: Object.entries(piecesOf).map(([id, pieces]) => ({ id, pieces: inTurn(pieces, this.clock.now()) })),
    });
  }

  meter(meter: string, kw: number, agoMs = 0): Promise<void> {
    return this.broker.bus.tell(siteLoad, {
      ...siteLoad.example,
      ...this.stamp(),
      meter,
      meterPath: `whitechapel.${meter}`,
      at: instantOf(this.clock.now() - agoMs),
      receivedAt: instantOf(this.clock.now()),
      powerW: kw * 1_000,
    });
  }

  /** A socket is heard to draw this. */
  draws(kw: number, more: Partial<SocketState> = {}): Promise<void> {
    return this.broker.bus.tell(socketStates, {
      ...socketStates.example,
      ...this.stamp(),
      realPowerW: kw * 1_000,
      lastHeardAt: instantOf(this.clock.now()),
      ...more,
    });
  }

  /** The example depot's socket is told this. */
  told(toldA: number): Promise<void> {
    return this.broker.bus.tell(setpointStates, {
      ...setpointStates.example,
      ...this.stamp(),
      toldA,
      issuedAt: instantOf(this.clock.now()),
    });
  }

  private async start(): Promise<void> {
    this.broker.watch((topic, _key, message) => {
      if (topic === headrooms.name) this.latest = message as DepotHeadroom;
      if (topic === 'alerts.alarms') this.alarms.push(message as Record<string, unknown>);
    });
    this.app = await startInProcess({ services: [HeadroomModule], broker: this.broker, clock: this.clock });
  }

  private stamp(): { id: string; at: string } {
    return { id: `m-${++this.ids}`, at: instantOf(this.clock.now()) };
  }
}

function inTurn(pieces: readonly Piece[], fromMs: number) {
  let beginsMs = fromMs;
  return pieces.map(({ forMs, kw, boundBy }) => {
    const piece = { from: instantOf(beginsMs), until: instantOf(beginsMs + forMs), kw, boundBy };
    beginsMs += forMs;
    return piece;
  });
}
