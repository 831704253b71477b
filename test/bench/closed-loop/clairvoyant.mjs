// The best that anyone could do who knew every arrival, every departure and the building beforehand, and whose vans took any current: a linear
// program in quarter-hours with every phase, by HiGHS. No policy can charge for less.
import { loadHighsSolver } from '../../../apps/optimiser/dist/solvers/highs-solver.js';
import { jainOf } from './account.mjs';
import { HOUR_S, SLOT_S, STEP_S } from './clock.mjs';

const VOLTS = 230;
const SLOT_H = SLOT_S / HOUR_S;
/** Any unmet energy costs more than any price, in the order of the weights. */
const UNMET_PER_KWH = 1_000;
const TIME_LIMIT_MS = 60_000;
let highs;

/** Cost and energy of the optimum. */
export async function clairvoyantOf(scenario) {
  highs ??= await loadHighsSolver();
  const program = programOf(scenario);
  const { status, values } = highs.solve({ sense: 'least', goal: program.columns.map(({ price }) => price), ...program }, TIME_LIMIT_MS);
  if (status !== 'optimal') throw new Error(`HiGHS has no clairvoyant's plan: ${status}`);
  return accountOf(program, scenario.visits, values);
}

/** Columns are kWh: of a visit in a slot, and what it lacks in the end. Rows are each visit's need, and every phase of every node in every slot. */
function programOf(scenario) {
  const slotCount = (scenario.hours * HOUR_S) / SLOT_S;
  const { sockets, visits } = scenario;
  const columns = [];
  const rows = visits.map(({ neededKwh }) => ({ least: neededKwh, most: neededKwh }));
  const rowOf = new Map();
  const limitRow = (node, phase, slot, kwh) => {
    const key = `${node} ${phase} ${slot}`;
    if (!rowOf.has(key)) rowOf.set(key, rows.push({ least: Number.NEGATIVE_INFINITY, most: kwh }) - 1);
    return rowOf.get(key);
  };
  const siteKwh = Array.from({ length: slotCount }, (_, slot) => freeKwh(scenario, slot));
  const feederA = new Map(scenario.feeders.map(({ id, limitA }) => [id, limitA]));
  visits.forEach((visit, index) => {
    const socket = sockets[visit.socketIndex];
    const mostKwh = (socket.maxA * socket.phases.length * VOLTS * SLOT_H) / 1000;
    const lastSlot = Math.min(slotCount, Math.ceil(visit.leavesS / SLOT_S));
    for (let slot = Math.floor(visit.arrivesS / SLOT_S); slot < lastSlot; slot++) {
      const uses = [[index, 1]];
      for (const phase of socket.phases) {
        uses.push([limitRow('site', phase, slot, siteKwh[slot] / 3), 1 / socket.phases.length]);
        const feederKwh = (feederA.get(socket.node)[phase] * VOLTS * SLOT_H) / 1000;
        uses.push([limitRow(socket.node, phase, slot, feederKwh), 1 / socket.phases.length]);
      }
      columns.push({ visit: index, price: scenario.pricePerKwh((slot + 0.5) * SLOT_S), weight: null, most: mostKwh, uses });
    }
    columns.push({ visit: index, price: UNMET_PER_KWH * visit.weight, weight: visit.weight, most: visit.neededKwh, uses: [[index, 1]] });
  });
  return { columns, rows };
}

/** What the connection leaves for charging in a slot, on all phases together, kWh. */
function freeKwh({ pieces, buildingKw }, slot) {
  const stepsInSlot = SLOT_S / STEP_S;
  let kwh = 0;
  for (let step = slot * stepsInSlot; step < (slot + 1) * stepsInSlot; step++) {
    const ms = pieces[0].fromMs + step * STEP_S * 1_000;
    const { kw } = pieces.find(({ fromMs, untilMs }) => fromMs <= ms && ms < untilMs);
    kwh += (Math.max(0, kw - buildingKw[step]) * STEP_S) / HOUR_S;
  }
  return kwh;
}

function accountOf({ columns }, visits, kwhs) {
  const served = visits.map(() => 1);
  const account = { cost: 0, chargedKwh: 0, unmetKwh: 0, weightedUnmetKwh: 0 };
  columns.forEach(({ visit, price, weight }, index) => {
    const kwh = kwhs[index];
    if (weight === null) {
      account.cost += price * kwh;
      account.chargedKwh += kwh;
    } else {
      account.unmetKwh += kwh;
      account.weightedUnmetKwh += weight * kwh;
      served[visit] = 1 - kwh / visits[visit].neededKwh;
    }
  });
  return { ...account, pricePerKwh: account.cost / account.chargedKwh, jain: jainOf(served) };
}
