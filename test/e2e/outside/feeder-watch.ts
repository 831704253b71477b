import type { Caller } from './caller';

interface Feeder {
  readonly name: string;
  readonly limitA: number;
  /** Of each socket below it, the phases (0 to 2) that it is wired to. */
  readonly sockets: ReadonlyMap<string, readonly number[]>;
}

interface SocketNow {
  readonly id: string;
  readonly setpointA: number | null;
  readonly vehicleId: string | null;
}

/** How long a van that comes after one of fewer phases may keep the amps of that one: the slowest answer to a cut. */
const NEXT_VAN_MS = 15_000;
const PHASES: Record<string, readonly number[]> = { L1L2L3: [0, 1, 2], L2L3L1: [1, 2, 0], L3L1L2: [2, 0, 1] };

/** Watches, from outside, that no feeder of a depot is promised more than it takes. Feeders stand on the connection, as the demonstration is wired. */
export class FeederWatch {
  readonly past: string[] = [];
  private readonly overSinceMs = new Map<string, number>();

  private constructor(
    private readonly feeders: readonly Feeder[],
    private readonly phasesOfVan: ReadonlyMap<string, number>,
  ) {}

  static async of(caller: Caller, depot: string): Promise<FeederWatch> {
    const { feeders } = await caller.get(`/api/v1/depots/${depot}`);
    const listed = async (path: string) => (await caller.get(`/api/v1/${path}?limit=200`)).items;
    const [chargePoints, types] = [await listed(`depots/${depot}/charge-points`), await listed('charge-point-types')];
    const [vans, vanTypes] = [await listed(`depots/${depot}/vehicles`), await listed('vehicle-types')];
    const typed = (id: string) => vanTypes.find((type: { id: string }) => type.id === id);
    const phasesOfVan = new Map<string, number>(
      vans.map(({ id, typeId, phases }: { id: string; typeId: string; phases?: number }) => [
        `${depot}.${id}`,
        phases ?? typed(typeId).phases,
      ]),
    );
    const watched = feeders.map(({ id, limitA }: { id: string; limitA: number }) => ({
      name: `${depot}.${id}`,
      limitA,
      sockets: socketsOf(depot, id, chargePoints, types),
    }));
    return new FeederWatch(watched, phasesOfVan);
  }

  /** Looks once, at the sockets as `/state` has them now. */
  look(sockets: readonly SocketNow[]): void {
    for (const feeder of this.feeders) {
      const told = this.toldA(feeder, sockets);
      if (!told.some((amps) => amps > feeder.limitA)) this.overSinceMs.delete(feeder.name);
      else if (performance.now() - this.since(feeder) >= this.graceMs(feeder))
        this.past.push(`${feeder.name}: told ${told} of ${feeder.limitA} A`);
    }
  }

  /** What was told below a feeder, A on each phase: a van takes no phase that it has not. */
  private toldA(feeder: Feeder, sockets: readonly SocketNow[]): number[] {
    const sums = [0, 0, 0];
    for (const { id, setpointA, vehicleId } of sockets) {
      const wired = feeder.sockets.get(id) ?? [];
      for (const phase of wired.slice(0, this.phasesOfVan.get(vehicleId ?? '') ?? 3)) sums[phase] = (sums[phase] ?? 0) + (setpointA ?? 0);
    }
    return sums;
  }

  private since(feeder: Feeder): number {
    const sinceMs = this.overSinceMs.get(feeder.name) ?? performance.now();
    this.overSinceMs.set(feeder.name, sinceMs);
    return sinceMs;
  }

  private graceMs({ sockets }: Feeder): number {
    return [...sockets.values()].some((phases) => phases.length > 1) ? NEXT_VAN_MS : 0;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever JSON came back
function socketsOf(depot: string, feeder: string, chargePoints: any[], types: any[]): Map<string, readonly number[]> {
  const sockets = new Map<string, readonly number[]>();
  for (const chargePoint of chargePoints.filter(({ feederId }) => feederId === feeder)) {
    const type = types.find(({ id }) => id === chargePoint.typeId);
    chargePoint.sockets.forEach((socket: { id: string; phases?: number; phaseRotation?: string }, index: number) => {
      const rotation = PHASES[socket.phaseRotation ?? 'L1L2L3'] ?? [];
      sockets.set(`${depot}.${chargePoint.id}.${socket.id}`, rotation.slice(0, socket.phases ?? type.sockets[index].phases));
    });
  }
  return sockets;
}
