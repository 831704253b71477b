import type { DepotDossier, SocketState } from '@headroom/contracts';
import { type Installed, type InstalledSocket, installedAt } from './truth/installed';
import type { SocketTruth } from './truth/socket-truth';

/** The sockets of one depot as this process remembers them. */
export class DepotSockets {
  readonly truths = new Map<string, SocketTruth>();
  readonly told = new Map<string, SocketState>();
  installed: Installed;

  constructor(
    /** When we began to listen to the depot, ms. */
    readonly sinceMs: number,
    public dossier: DepotDossier,
  ) {
    this.installed = installedAt(dossier);
  }

  refit(dossier: DepotDossier): void {
    this.dossier = dossier;
    this.installed = installedAt(dossier);
  }

  installedSocket(socket: string): InstalledSocket | undefined {
    return this.installed.sockets.get(socket);
  }

  /** The rows of the sockets of one charge point. */
  unit(chargePoint: string): SocketState[] {
    return this.installed.socketsOf(chargePoint).flatMap((socket) => this.truths.get(socket)?.row ?? []);
  }

  /** Gives every session the vehicle that its tag has now. */
  ownersAnew(): void {
    for (const [socket, truth] of this.truths) {
      const owner = this.installed.ownerOf(truth.row.tag);
      if (owner.vehicle === truth.row.vehicle && owner.tagKind === truth.row.tagKind) continue;
      this.truths.set(socket, { ...truth, row: { ...truth.row, ...owner } });
    }
  }

  /** Lets go of the sockets that are no longer installed, and says which. */
  removed(): string[] {
    const gone = [...this.truths.keys()].filter((socket) => !this.installed.sockets.has(socket));
    for (const socket of gone) {
      this.truths.delete(socket);
      this.told.delete(socket);
    }
    return gone;
  }
}
