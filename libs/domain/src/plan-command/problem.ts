import type { GridNode, Phase } from '../grid';
import type { HorizonProblem } from '../plan';
import { MIN_CHARGE_A, VOLTAGE_V } from '../units';

type PerSlot = number | readonly number[];

/** The plan command's problem, version 1 (docs/plan-command.md). */
export interface PlanCommandProblem {
  readonly version: 1;
  readonly slotMinutes: number;
  readonly slots: number;
  readonly voltage: number;
  readonly limits: readonly {
    readonly id: string;
    readonly parent: string | null;
    readonly capacityKw: PerSlot | null;
    readonly softKw: PerSlot | null;
    readonly phaseLimitA: readonly [number, number, number] | null;
  }[];
  readonly price: PerSlot;
  readonly sockets: readonly CommandSocket[];
}

export interface CommandSocket {
  readonly id: string;
  readonly limit: string;
  /** 1 is L1. */
  readonly phases: readonly (1 | 2 | 3)[];
  readonly minA: number;
  readonly maxA: number;
  readonly setpointA: number;
  readonly jobs: readonly {
    readonly vehicle: string;
    readonly fromSlot: number;
    readonly untilSlot: number;
    readonly neededKwh: number;
    readonly maxKw: number;
    readonly priority: number;
  }[];
}

/** A short row goes on with its last value. */
const row = (values: PerSlot, slots: number): number[] => {
  const given = typeof values === 'number' ? [values] : values;
  return Array.from({ length: slots }, (_, slot) => given[Math.min(slot, given.length - 1)] ?? 0);
};

/** Faults that a schema does not see, one line each. */
export function commandFaults({ limits, sockets }: PlanCommandProblem): string[] {
  const known = new Set(limits.map(({ id }) => id));
  const twice = sockets.filter(({ id }, index) => sockets.findIndex((other) => other.id === id) !== index);
  return [
    ...twice.map(({ id }) => `sockets: there are two with the id ${id}`),
    ...sockets.filter(({ limit }) => !known.has(limit)).map(({ id, limit }) => `sockets: ${id} hangs on '${limit}', which does not exist`),
    ...sockets.filter(({ minA, maxA }) => maxA < minA).map(({ id }) => `sockets: ${id} has a maxA below its minA`),
  ];
}

/** The problem as a planner sees it; jobs in the order of the sockets and their jobs. */
export function horizonOf(command: PlanCommandProblem): HorizonProblem {
  const { slots, slotMinutes, voltage, limits, sockets } = command;
  const wh = (kw: number) => Math.floor((kw * 1_000 * slotMinutes) / 60 + 1e-6);
  return {
    slots,
    slotMinutes,
    nodes: limits.map(({ id, parent, capacityKw, softKw, phaseLimitA }) => {
      const phase = (amps: number) => Array<number>(slots).fill(wh((amps * voltage) / 1_000));
      return {
        id,
        parent,
        capacityWh: capacityKw === null ? null : row(capacityKw, slots).map(wh),
        softWh: softKw === null ? null : row(softKw, slots).map(wh),
        phaseWh: phaseLimitA === null ? null : [phase(phaseLimitA[0]), phase(phaseLimitA[1]), phase(phaseLimitA[2])],
      };
    }),
    jobs: sockets.flatMap((socket) =>
      socket.jobs.map((job, index) => ({
        id: `${socket.id} ${index} ${job.vehicle}`,
        node: socket.limit,
        phases: supplyPhasesOf(socket),
        fromSlot: job.fromSlot,
        untilSlot: job.untilSlot,
        neededWh: Math.round(job.neededKwh * 1_000),
        maxWh: wh(Math.min(job.maxKw, (socket.maxA * socket.phases.length * voltage) / 1_000)),
        priority: job.priority,
        isCharging: job.fromSlot === 0 && socket.setpointA >= MIN_CHARGE_A,
      })),
    ),
    pricePerKwh: row(command.price, slots),
  };
}

/** The first slot's limits as the allocator sees them, which counts a kW at 230 V. */
export function gridNow({ limits, voltage }: PlanCommandProblem): GridNode[] {
  return limits.map(({ id, parent, capacityKw, phaseLimitA }) => ({
    id,
    parent,
    limitKw: capacityKw === null ? null : ((row(capacityKw, 1)[0] as number) * VOLTAGE_V) / voltage,
    limitA: phaseLimitA === null ? null : [phaseLimitA[0], phaseLimitA[1], phaseLimitA[2]],
    boundBy: id,
  }));
}

export const supplyPhasesOf = ({ phases }: CommandSocket): Phase[] => phases.map((phase) => (phase - 1) as Phase);
