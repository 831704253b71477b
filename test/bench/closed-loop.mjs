// Headroom's own functions against the usual rules on the same 48 hours of 30 vans: limits, unmet energy, price, messages, fairness.
import { inParallel, jobsOf, summaryOf } from './closed-loop/in-parallel.mjs';

const LOADS = [0.75, 0.85, 0.95];
/** Where the price is held against the clairvoyant's: there everybody can be served, so a lower price is never a lesser service. */
const PRICED_LOAD = 0.75;
const SEEDS = 10;
const POLICIES = ['headroom', 'edf', 'llf', 'clairvoyant'];

/** @param options.seedCount how many depots. */
export async function bench({ seedCount = SEEDS } = {}) {
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1);
  const results = await inParallel(jobsOf({ loads: LOADS, seeds, policies: POLICIES }));
  return LOADS.flatMap((load) => rowsOf(results, load, seedCount));
}

function rowsOf(results, load, seedCount) {
  const [headroom, edf, llf, clairvoyant] = POLICIES.map((policy) => summaryOf(results, load, policy));
  const at = `48 h, 30 vans, load ${load}, ${seedCount} seeds:`;
  const best = Math.min(edf.mean('weightedUnmetKwh'), llf.mean('weightedUnmetKwh'));
  const priceTarget = load === PRICED_LOAD ? '<= 1.10' : undefined;
  return [
    { name: `${at} seconds above a limit`, figure: headroom.total('breachS') + headroom.total('feederBreachS'), unit: 's', target: 0 },
    {
      name: `${at} weighted unmet energy`,
      figure: headroom.mean('weightedUnmetKwh'),
      unit: 'kWh',
      target: `<= ${best.toFixed(1)}`,
      peer: `EDF ${edf.mean('weightedUnmetKwh').toFixed(1)}, LLF ${llf.mean('weightedUnmetKwh').toFixed(1)}`,
    },
    {
      name: `${at} price against the clairvoyant's`,
      figure: headroom.mean('pricePerKwh') / clairvoyant.mean('pricePerKwh'),
      unit: '×',
      target: priceTarget,
      peer: `EDF ${(edf.mean('pricePerKwh') / clairvoyant.mean('pricePerKwh')).toFixed(2)}`,
    },
    {
      name: `${at} setpoints per socket and hour`,
      figure: headroom.mean('messagesPerSocketHour'),
      unit: '/h',
      target: '<= 5',
      peer: `EDF ${edf.mean('messagesPerSocketHour').toFixed(1)}, LLF ${llf.mean('messagesPerSocketHour').toFixed(1)}`,
    },
    {
      name: `${at} fairness (Jain)`,
      figure: headroom.mean('jain'),
      unit: '',
      target: '>= 0.98',
      peer: `EDF ${edf.mean('jain').toFixed(3)}, LLF ${llf.mean('jain').toFixed(3)}, clairvoyant ${clairvoyant.mean('jain').toFixed(3)}`,
    },
  ];
}
