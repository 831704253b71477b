import type { ChargingPlan } from '@headroom/contracts';
import { type Foresight, type HorizonPlan, kwOfWh, shortfallsOf } from '@headroom/domain';
import { instantOf } from '@headroom/service-kit';

type Body = Omit<ChargingPlan, 'id' | 'at' | 'causedBy' | 'depot'>;

/** A plan as it is told: kW of each socket, whoever charges there, and what will be lacking. */
export function planMessage(foresight: Foresight, plan: HorizonPlan, zone: string): Body {
  const { problem, jobs, slots } = foresight;
  const kwOf = new Map<string, { vehicle: string | null; kw: number[] }>();
  jobs.forEach(({ socket, vehicle, isHere }, index) => {
    const row = kwOf.get(socket) ?? { vehicle: null, kw: Array<number>(problem.slots).fill(0) };
    for (let slot = 0; slot < problem.slots; slot++) {
      const wh = plan.wh[index * problem.slots + slot] ?? 0;
      if (wh > 0) row.kw[slot] = (row.kw[slot] ?? 0) + Math.round(kwOfWh(slots, wh) * 1_000) / 1_000;
    }
    kwOf.set(socket, { vehicle: isHere ? vehicle : row.vehicle, kw: row.kw });
  });
  return {
    from: instantOf(slots.fromMs),
    slotMinutes: problem.slotMinutes,
    planner: plan.planner,
    sockets: [...kwOf].map(([socket, { vehicle, kw }]) => ({
      socket,
      vehicle,
      kw: kw.slice(0, kw.findLastIndex((value) => value > 0) + 1),
    })),
    shortfalls: shortfallsOf(foresight, plan, zone).map(({ vehicle, socket, kwh, departAtMs, remedy }) => {
      return { vehicle, socket, kwh, departAt: departAtMs === null ? null : instantOf(departAtMs), remedy };
    }),
    cost: Math.round(plan.cost * 1e4) / 1e4,
    softBreachKwh: plan.softBreachWh / 1_000,
  };
}
