// Seeded depots for the benches: the same seed makes the same depot on every machine.
const SLOT_MINUTES = 15;
const VOLTAGE_V = 230;
const PHASES = [[0], [1], [2]];

/** What is asked against what the site can give: below 1 most is served, above it vans leave short. */
export const LOADS = [0.7, 0.8, 0.9, 1, 1.1, 1.2];
/** random windows; overnight stays; nested (urgent vans inside idle ones' windows); staircase (long chains of exchange); ties (all alike). */
export const FAMILIES = ['random', 'overnight', 'nested', 'staircase', 'ties'];

/** mulberry32: numbers in [0, 1) from a seed. */
export function randomFrom(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A HorizonProblem: site > feeders > charge points with two sockets. `load` is need against capacity, `threePhase` the share of jobs on three
 * phases, `soft` the share of slots with a flexibility promise below the hard limit, `phaseLimits` whether feeders and site also have limits a phase.
 */
export function depotProblem({
  jobs,
  slots,
  seed,
  load = 0.9,
  family = 'random',
  threePhase = 0.6,
  soft = 0,
  phaseLimits = false,
  feeders = Math.max(1, Math.ceil(jobs / 12)),
  classWidth = 0,
}) {
  const random = randomFrom(seed);
  const all = Array.from({ length: jobs }, (_, index) => jobOf({ index, jobs, slots, family, threePhase, feeders, random }));
  const siteWh = siteCapacity(all, slots, load, family, random);
  const pricePerKwh = pricesOf(slots, random);
  const below = (id) => all.filter((job) => job.node === id || job.feeder === id).reduce((sum, job) => sum + job.maxWh, 0);
  const flat = (wh) => Array.from({ length: slots }, () => Math.round(wh));
  const node = (id, parent, capacityWh) => ({ id, parent, capacityWh, softWh: null, phaseWh: null });
  const nodes = [node('site', null, siteWh)];
  for (let f = 0; f < feeders; f++) nodes.push(node(`f${f}`, 'site', flat(below(`f${f}`) * (0.45 + 0.3 * random()))));
  for (let cp = 0; cp < Math.ceil(jobs / 2); cp++)
    nodes.push(node(`cp${cp}`, `f${cp % feeders}`, flat(below(`cp${cp}`) * (random() < 0.5 ? 0.6 : 1))));
  if (soft > 0) nodes[0].softWh = siteWh.map((wh) => (random() < soft ? Math.floor(wh * (0.3 + 0.6 * random())) : wh));
  if (phaseLimits)
    for (const limited of nodes.slice(0, feeders + 1))
      limited.phaseWh = [0, 1, 2].map(() => limited.capacityWh.map((wh) => Math.ceil(wh / 3)));
  return { slots, slotMinutes: SLOT_MINUTES, nodes, jobs: all.map(({ feeder, ...job }) => job), pricePerKwh, classWidth };
}

/** The depots of an estate: how many sockets each has (median 18, 95 % under 100, the largest 1,000), about 30 on average. */
export function estateSizes(depots, seed) {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const sizes = Array.from({ length: depots }, () => Math.max(2, Math.min(1000, Math.round(17.7 * Math.exp(1.02 * normal())))));
  sizes[0] = 1000;
  return sizes;
}

function jobOf({ index, jobs, slots, family, threePhase, feeders, random }) {
  const isThree = random() < threePhase;
  const limitA = isThree ? (random() < 0.6 ? 32 : random() < 0.6 ? 16 : 63) : 32;
  const maxWh = Math.round((limitA * VOLTAGE_V * (isThree ? 3 : 1) * SLOT_MINUTES) / 60);
  const cp = index >> 1;
  const stay = STAYS[family]({ index, jobs, slots, maxWh, random });
  const fromSlot = Math.max(0, Math.min(slots - 1, stay.fromSlot));
  return {
    id: `job${index}`,
    node: `cp${cp}`,
    feeder: `f${cp % feeders}`,
    phases: isThree ? [0, 1, 2] : PHASES[index % 3],
    fromSlot,
    untilSlot: Math.max(fromSlot + 1, Math.min(slots, stay.untilSlot)),
    neededWh: Math.max(0, Math.round(stay.neededWh)),
    maxWh,
    priority: Math.max(1, Math.round(stay.priority * 1000)) / 1000,
    isCharging: fromSlot === 0 && random() < 0.3,
  };
}

const STAYS = {
  random({ slots, maxWh, random }) {
    const fromSlot = random() < 0.6 ? 0 : Math.floor(random() * slots * 0.6);
    const untilSlot = Math.min(slots, fromSlot + 4 + Math.floor(random() * Math.min(slots - fromSlot, 64)));
    const neededWh = Math.min((8 + random() * 60) * 1000, maxWh * (untilSlot - fromSlot) * (0.3 + 0.65 * random()));
    return { fromSlot, untilSlot, neededWh, priority: random() };
  },
  overnight({ slots, maxWh, random }) {
    const day = Math.floor((random() * slots) / 96);
    const fromSlot = Math.min(slots - 1, day * 96 + (day === 0 ? 0 : Math.floor(random() * 16)));
    const untilSlot = Math.min(slots, fromSlot + 40 + Math.floor(random() * 20));
    return { fromSlot, untilSlot, neededWh: Math.min((20 + random() * 55) * 1000, maxWh * (untilSlot - fromSlot)), priority: random() };
  },
  nested({ index, slots, maxWh, random }) {
    if (index % 2 === 1) return { fromSlot: 0, untilSlot: slots, neededWh: maxWh * (6 + random() * 20), priority: 0.8 + 0.2 * random() };
    const fromSlot = Math.floor(slots * 0.4);
    const untilSlot = Math.min(slots, fromSlot + 6 + Math.floor(random() * 4));
    return { fromSlot, untilSlot, neededWh: maxWh * (untilSlot - fromSlot), priority: 0.2 + 0.1 * random() };
  },
  staircase({ index, jobs, slots, maxWh, random }) {
    const fromSlot = Math.floor((index * (slots - 3)) / jobs);
    const untilSlot = Math.min(slots, fromSlot + 3 + Math.floor(3 * random()));
    return { fromSlot, untilSlot, neededWh: maxWh * (untilSlot - fromSlot) * (0.5 + 0.5 * random()), priority: 1 - index / jobs };
  },
  ties({ slots, maxWh, random }) {
    const untilSlot = Math.min(slots, 16 + 8 * Math.floor(random() * 4));
    return { fromSlot: 0, untilSlot, neededWh: Math.min(40_000, maxWh * untilSlot), priority: 0.5 };
  },
};

/** What the site has left for charging: it follows when vans are in, a building's day, and a turn-down now and then. */
function siteCapacity(jobs, slots, load, family, random) {
  const askedWh = new Array(slots).fill(0);
  for (const { fromSlot, untilSlot, neededWh } of jobs)
    for (let slot = fromSlot; slot < untilSlot; slot++) askedWh[slot] += neededWh / (untilSlot - fromSlot);
  const meanWh = askedWh.reduce((sum, wh) => sum + wh, 0) / slots;
  const follows = family === 'nested' || family === 'staircase';
  return askedWh.map((wh, slot) => {
    const shape = 0.8 + 0.35 * Math.sin((((slot % 96) / 4 - 3) / 24) * 2 * Math.PI) + 0.1 * (random() - 0.5);
    const room = (follows ? wh : 0.5 * wh + 0.5 * meanWh * shape) / load;
    return Math.max(0, Math.round(slot % 37 === 5 ? room * 0.3 : room));
  });
}

/** A half-hourly price with an evening peak, in pounds. */
function pricesOf(slots, random) {
  const prices = [];
  for (let slot = 0; slot < slots; slot++) {
    const hour = (slot % 96) / 4;
    const peak = hour >= 16 && hour < 19 ? 0.22 : 0;
    const price = 0.18 + 0.1 * Math.sin(((hour - 10) / 24) * 2 * Math.PI) + peak + 0.03 * (random() - 0.5);
    prices.push(slot % 2 === 1 ? prices[slot - 1] : Math.round(price * 1e4) / 1e4);
  }
  return prices;
}
