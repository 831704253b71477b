import type { Caller } from './caller';

interface Feeder {
  readonly name: string;
  readonly limitA: number;
  /** Of each socket below it, the phases (0 to 2) that it draws from. */
  readonly sockets: ReadonlyMap<string, readonly number[]>;
}

const PHASES: Record<string, readonly number[]> = { L1L2L3: [0, 1, 2], L2L3L1: [1, 2, 0], L3L1L2: [2, 0, 1] };

/** The feeders of a depot, as its REST tells. Feeders on the connection itself only, which is how the demonstration is wired. */
export async function feedersOf(caller: Caller, depot: string): Promise<Feeder[]> {
  const { feeders } = await caller.get(`/api/v1/depots/${depot}`);
  const { items: chargePoints } = await caller.get(`/api/v1/depots/${depot}/charge-points?limit=200`);
  const { items: types } = await caller.get('/api/v1/charge-point-types?limit=200');
  return feeders.map(({ id, limitA }: { id: string; limitA: number }) => {
    const sockets = new Map<string, readonly number[]>();
    for (const chargePoint of chargePoints) {
      if (chargePoint.feederId !== id) continue;
      const type = types.find((known: { id: string }) => known.id === chargePoint.typeId);
      chargePoint.sockets.forEach((socket: { id: string; phases?: number; phaseRotation?: string }, index: number) => {
        const rotation = PHASES[socket.phaseRotation ?? 'L1L2L3'] ?? [];
        sockets.set(`${depot}.${chargePoint.id}.${socket.id}`, rotation.slice(0, socket.phases ?? type.sockets[index].phases));
      });
    }
    return { name: `${depot}.${id}`, limitA, sockets };
  });
}

/** What has been told to the sockets below a feeder, A on each phase. */
export function toldAmps(feeder: Feeder, sockets: readonly { id: string; setpointA: number | null }[]): number[] {
  const sums = [0, 0, 0];
  for (const { id, setpointA } of sockets) {
    for (const phase of feeder.sockets.get(id) ?? []) sums[phase] = (sums[phase] ?? 0) + (setpointA ?? 0);
  }
  return sums;
}
