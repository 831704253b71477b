import {
  expectedLoadKw,
  followingPlan,
  horizonProblemOf,
  settledPlan,
  takenNowWh,
  targetsOf,
  unknownDay,
  withReading,
} from '../../../libs/domain/dist/index.js';
import { HOUR_S, msAt, SLOT_S } from './clock.mjs';
import { BUFFER_SHARE } from './scenario.mjs';
import { ratesOf, schedulesOf } from './timetable.mjs';

const ZONE = 'Europe/London';
const VOLTS = 230;

/**
 * Plans the depot's coming two days, and sets targets by the plan. A new plan is adopted on an event and every few minutes; more often would
 * only make messages (optimiser.md, 5.3).
 */
export function foreseeing(scenario, vans, { planner, settings, adoptEveryS, budgetMs, expectsReturns }) {
  const usualDay = usualDayOf(scenario);
  const rates = ratesOf(scenario);
  const timetable = schedulesOf(scenario);
  const outlookVans = scenario.sockets.map((socket, index) => vanOf(scenario, socket, index));
  let current = null;
  let adoptedS = Number.NEGATIVE_INFINITY;
  return { aim };

  /** Writes targets into the demands of the problem. */
  function aim(look) {
    const { s, nowMs, problem, moved, spent } = look;
    if (problem.sockets.every(({ wantA }) => wantA === 0)) return;
    if (moved || s >= adoptedS + adoptEveryS) {
      const startedAt = performance.now();
      current = planned(look) ?? current;
      adoptedS = s;
      spent.plans += 1;
      spent.planMs += performance.now() - startedAt;
    }
    if (current === null) return;
    const targets = targetsOf(current.foresight, current.plan, nowMs);
    for (const demand of problem.sockets) {
      const target = targets.get(demand.id);
      if (target === undefined) demand.takesSpare = true;
      else Object.assign(demand, followingPlan(demand, target));
    }
  }

  function planned(look) {
    const foresight = horizonProblemOf(outlookAt(look), settings);
    const problem = { ...foresight.problem, nodes: foresight.problem.nodes.map((node) => withPhases(scenario, node)) };
    const plan = planner.plan(problem, budgetMs);
    if (plan === null) return null;
    const currentA = new Map(look.problem.sockets.map((demand) => [demand.id, demand.currentA]));
    const nowWh = takenNowWh({ ...foresight, problem }, (socket) => currentA.get(socket));
    return { foresight: { ...foresight, problem }, plan: settledPlan(problem, plan, nowWh) };
  }

  function outlookAt({ nowMs, problem, seen, grantableKw, buildingKw }) {
    return {
      nowMs,
      zone: ZONE,
      grid: {
        connections: [{ id: 'site' }],
        feeders: scenario.feeders.map(({ id, limitA }) => ({ id, parent: 'site', limitA: Math.max(...limitA) })),
      },
      connections: [
        {
          id: 'site',
          pieces: scenario.pieces,
          bufferKw: BUFFER_SHARE * scenario.capacityKw,
          grantableKw,
          expectedLoadKw: (atMs) => expectedLoadKw(usualDay, buildingKw, nowMs, atMs, ZONE, settings),
        },
      ],
      rates,
      sockets: scenario.sockets.map((socket, index) => socketOutlook(socket, index, problem.sockets[index], seen[index])),
      vans: outlookVans,
      schedules: expectsReturns ? timetable : [],
      defaultPriority: 0.5,
    };
  }

  function socketOutlook({ id, node, phases, maxA }, index, demand, { visit, ceilingA }) {
    const session = visit === null || vans.isCharged(visit) ? null : sessionOf(visit, index, demand, ceilingA);
    return { id, node, phases, maxA, session };
  }

  function sessionOf(visit, index, { priority, currentA, departAtMs }, ceilingA) {
    const { batteryKwh, socOnArrival } = scenario.visits[visit];
    const deliveredKwh = vans.chargedKwh[visit];
    return {
      vehicle: `van${index}`,
      neededKwh: vans.missingKwh(visit),
      deliveredKwh,
      socPct: 100 * (socOnArrival + deliveredKwh / batteryKwh),
      departAtMs,
      priority,
      isCharging: currentA > 0,
      usableA: ceilingA,
    };
  }
}

function vanOf({ visits }, socket, index) {
  const batteryKwh = visits.find(({ socketIndex }) => socketIndex === index).batteryKwh;
  const maxChargeKw = (socket.maxA * socket.phases.length * VOLTS) / 1000;
  return { id: `van${index}`, batteryKwh, maxChargeKw, phases: socket.phases.length, usualSocket: socket.id };
}

/** Learnt from a day that went as expected. */
function usualDayOf({ expectedBuildingKw }) {
  let day = unknownDay;
  for (let s = 0; s <= 25 * HOUR_S; s += SLOT_S / 3) day = withReading(day, expectedBuildingKw(s), msAt(s), ZONE);
  return day;
}

/** Here the connection is limited phase by phase, and feeders have a limit of their own on each; a dossier cannot say that. */
function withPhases({ feeders }, node) {
  if (node.parent === null) {
    const third = node.capacityWh.map((wh) => Math.floor(wh / 3));
    return { ...node, phaseWh: [third, third, third] };
  }
  const feeder = feeders.find(({ id }) => id === node.id);
  // A socket whose van is planned for in two parts.
  if (feeder === undefined) return node;
  const slotWh = feeder.limitA.map((amps) => Math.floor((amps * VOLTS * SLOT_S) / HOUR_S));
  return { ...node, phaseWh: node.phaseWh.map((slots, phase) => slots.map(() => slotWh[phase])) };
}
