import type { DepotHabits } from '@headroom/contracts';
import { type UsualDay, unknownDay, withReading } from '@headroom/domain';

/** How often a building's load is learnt from. */
const LEARN_EVERY_MS = 60_000;

/** What is learnt of a depot in days: what its buildings usually draw, and where its vans usually charge. */
export class Habits {
  private readonly days = new Map<string, UsualDay>();
  private readonly learntAtMs = new Map<string, number>();
  private readonly sockets = new Map<string, string>();
  private isTold = true;

  /** What a connection carries now beside its vans. */
  hearLoad(connection: string, loadKw: number, nowMs: number, zone: string): void {
    if (nowMs < (this.learntAtMs.get(connection) ?? Number.NEGATIVE_INFINITY) + LEARN_EVERY_MS) return;
    this.learntAtMs.set(connection, nowMs);
    const before = this.usualDay(connection);
    const day = withReading(before, loadKw, nowMs, zone);
    this.days.set(connection, day);
    if (day.means !== before.means) this.isTold = false;
  }

  hearVan(vehicle: string, socket: string): void {
    if (this.sockets.get(vehicle) !== socket) this.isTold = false;
    this.sockets.set(vehicle, socket);
  }

  usualDay(connection: string): UsualDay {
    return this.days.get(connection) ?? unknownDay;
  }

  usualSocket(vehicle: string): string | null {
    return this.sockets.get(vehicle) ?? null;
  }

  /** All of it where there is something new since it was last asked for; else null. */
  news(): Pick<DepotHabits, 'connections' | 'vehicles'> | null {
    if (this.isTold) return null;
    this.isTold = true;
    return {
      connections: [...this.days].map(([id, { means }]) => ({ id, halfHours: means.map((mean) => mean && { ...mean }) })),
      vehicles: [...this.sockets].map(([vehicle, socket]) => ({ vehicle, socket })),
    };
  }

  /** Takes up what was told before this process began, where it knows nothing better. */
  recall({ connections, vehicles }: Pick<DepotHabits, 'connections' | 'vehicles'>): void {
    for (const { id, halfHours } of connections) if (!this.days.has(id)) this.days.set(id, { ...unknownDay, means: halfHours });
    for (const { vehicle, socket } of vehicles) if (!this.sockets.has(vehicle)) this.sockets.set(vehicle, socket);
  }
}
