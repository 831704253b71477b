import type { ChargingPlan } from '@headroom/contracts';
import type { z } from 'zod';
import type { planAnswer } from './answers';

/** The charging part of `GET /plan`; empty where nothing is planned yet. */
export function plannedCharging(plan: ChargingPlan | undefined): Pick<z.output<typeof planAnswer>, 'sockets' | 'shortfall' | 'charging'> {
  if (plan === undefined) return { sockets: [], shortfall: [], charging: null };
  const { from, slotMinutes, at, planner, cost, softBreachKwh } = plan;
  return {
    sockets: plan.sockets.map(({ socket, vehicle, kw }) => ({ id: socket, vehicleId: vehicle, from, slotMinutes, kw })),
    shortfall: plan.shortfalls.map(({ vehicle, ...rest }) => ({ vehicleId: vehicle, ...rest })),
    charging: { plannedAt: at, planner, cost, softBreachKwh },
  };
}
