import { type DepotDossier, depotDossiers, type SocketMeasures, type SocketState, socketMeasures, socketStates } from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { AlarmBook, type Cancel, Clock, newId } from '@headroom/service-kit';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { DepotSockets } from './depot-sockets';
import { afterMeasure } from './truth/after-measure';
import { isNews } from './truth/is-news';
import { hasFallenSilent, silenceInWords, silentBefore } from './truth/silence';
import { neverHeard, truthOfRow } from './truth/socket-truth';

/** How soon a silence is noticed. */
const LISTEN_EVERY_MS = 5_000;

/** The latest truth of each socket. */
@Service('cp-state')
export class CpStateService implements OnModuleDestroy {
  private readonly log = new Logger('cp-state');
  private readonly depots = new Map<string, DepotSockets>();
  private readonly strangers = new Set<string>();
  private readonly alarms: AlarmBook;
  private readonly stopListening: Cancel;

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {
    this.alarms = new AlarmBook(bus, tables, clock);
    tables.eachDepot(
      (depot) => this.takeUp(depot),
      (depot) => this.depots.delete(depot),
    );
    this.stopListening = clock.every(LISTEN_EVERY_MS, () => this.noticeSilence());
  }

  onModuleDestroy(): void {
    this.stopListening();
  }

  @Handles(socketMeasures)
  async onMeasure(measure: SocketMeasures): Promise<void> {
    const depot = this.depots.get(measure.depot);
    const socket = depot?.installedSocket(measure.socket);
    if (!depot || !socket) return this.stranger(measure.socket);
    const before = depot.truths.get(measure.socket) ?? neverHeard(measure.depot, measure.socket, measure.at);
    const after = afterMeasure(before, measure, socket, depot.installed.ownerOf);
    depot.truths.set(measure.socket, after);
    // The alarm first: should the bus fail in between, the untold row brings us here again.
    if (depot.told.get(measure.socket)?.lost) await this.tellSilence(depot, socket.chargePoint);
    await this.tell(depot, [measure.socket], measure.id);
  }

  @Handles(depotDossiers)
  async onDossier(dossier: DepotDossier | null, { key }: MessageContext): Promise<void> {
    if (dossier === null) return this.dropDepot(key);
    const depot = this.depots.get(key);
    if (!depot) return this.takeUp(key);
    depot.refit(dossier);
    await this.settle(depot);
  }

  /** Starts from the rows that were told before. */
  private async takeUp(key: string): Promise<void> {
    const dossier = this.tables.of(depotDossiers).get(key);
    if (!dossier) return;
    const depot = new DepotSockets(this.clock.now(), dossier);
    for (const row of this.tables.of(socketStates).ofDepot(key)) {
      depot.truths.set(row.socket, truthOfRow(row));
      depot.told.set(row.socket, row);
    }
    this.depots.set(key, depot);
    await this.settle(depot);
  }

  /** Brings the rows in line with what is installed, and whose tags they are. */
  private async settle(depot: DepotSockets): Promise<void> {
    this.strangers.clear();
    for (const socket of depot.removed()) {
      await this.bus.forget(socketStates, socket);
      await this.tellSilence(depot, socket.slice(0, socket.lastIndexOf('.')));
    }
    depot.ownersAnew();
    await this.tell(depot, depot.truths.keys());
  }

  private async dropDepot(key: string): Promise<void> {
    this.depots.delete(key);
    for (const { socket } of this.tables.of(socketStates).ofDepot(key)) await this.bus.forget(socketStates, socket);
  }

  private async noticeSilence(): Promise<void> {
    for (const depot of this.depots.values())
      await this.noticeSilenceAt(depot).catch((error: Error) =>
        this.log.error(`silence at ${depot.dossier.depot} is not told yet`, error.stack),
      );
  }

  private async noticeSilenceAt(depot: DepotSockets): Promise<void> {
    const before = silentBefore(depot.sinceMs, this.clock.now());
    if (before === null) return;
    const isUntold = ({ lost, socket }: SocketState) => lost && !depot.told.get(socket)?.lost;
    const silent = [...depot.truths.values()].filter(({ row }) => hasFallenSilent(row, before) || isUntold(row));
    if (silent.length === 0) return;
    for (const truth of silent) depot.truths.set(truth.row.socket, { ...truth, row: { ...truth.row, lost: true } });
    const sockets = silent.map(({ row }) => row.socket);
    const units = new Set(sockets.flatMap((socket) => depot.installedSocket(socket)?.chargePoint ?? []));
    for (const chargePoint of units) await this.tellSilence(depot, chargePoint);
    await this.tell(depot, sockets);
  }

  /** One alarm for each charge point: its sockets hang on one controller and mostly fall silent together. */
  private async tellSilence(depot: DepotSockets, chargePoint: string): Promise<void> {
    const about = { depot: depot.dossier.depot, kind: 'socket-silent', subject: chargePoint.slice(chargePoint.indexOf('.') + 1) };
    const detail = silenceInWords(chargePoint, depot.unit(chargePoint));
    await (detail === null ? this.alarms.clear(about) : this.alarms.raise({ ...about, level: 'red', detail }));
  }

  private async tell(depot: DepotSockets, sockets: Iterable<string>, causedBy?: string): Promise<void> {
    const rows = [];
    for (const socket of sockets) {
      const row = depot.truths.get(socket)?.row;
      if (row && isNews(depot.told.get(socket), row)) rows.push({ ...row, id: newId(), causedBy });
    }
    if (rows.length === 0) return;
    await this.bus.tell(socketStates, ...rows);
    for (const row of rows) depot.told.set(row.socket, row);
  }

  private stranger(socket: string): void {
    if (this.strangers.has(socket) || this.strangers.size > 10_000) return;
    this.strangers.add(socket);
    this.log.warn(`${socket} is not installed anywhere that we know of; what it measures is not used`);
  }
}
