// Depots whose phases bind: one- and three-phase vans on feeders and two-socket charge points, the same for the same seed.
const V = 230;
const SLOT_HOURS = 0.25;

/** A small generator of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Families of depot; `load` is what the vans need over what the site has, `bias` which phases one-phase vans stand on. */
export const families = [
  { kind: 'random', load: 0.8 },
  { kind: 'random', load: 0.95 },
  { kind: 'random', load: 1.15 },
  { kind: 'overnight', load: 0.8 },
  { kind: 'overnight', load: 0.95 },
  { kind: 'overnight', load: 1.15 },
  { kind: 'random', load: 0.95, bias: [2, 1, 1] },
  { kind: 'overnight', load: 0.9, bias: [3, 1, 1] },
  { kind: 'random', load: 0.9, siteKw: true },
  { kind: 'overnight', load: 1, siteKw: true },
];

/** A HorizonProblem of `jobs` stays. */
export function phaseDepot({
  jobs: count,
  slots = 96,
  seed,
  kind = 'random',
  load = 0.95,
  bias = [1, 1, 1],
  siteKw = false,
  onePhaseShare = 0.45,
}) {
  const random = randomFrom(seed * 7919 + count);
  const feeders = Math.max(1, Math.ceil(count / 12));
  const jobs = Array.from({ length: count }, (_, i) => jobOf(i, { random, slots, kind, bias, onePhaseShare, feeders }));
  const pricePerKwh = pricesOf(slots, random);
  const nodes = nodesOf(jobs, { random, slots, feeders, load, siteKw });
  return { slots, slotMinutes: 15, nodes, jobs, pricePerKwh };
}

function jobOf(i, { random, slots, kind, bias, onePhaseShare, feeders }) {
  const one = random() < onePhaseShare;
  const phases = one ? [pick(bias, random())] : [0, 1, 2];
  const amps = one ? 32 : random() < 0.6 ? 32 : random() < 0.6 ? 16 : 63;
  const most = Math.round(amps * V * SLOT_HOURS) * phases.length;
  const [fromSlot, untilSlot] = kind === 'overnight' ? night(slots, random) : anyTime(slots, random);
  const span = most * (untilSlot - fromSlot);
  const wanted = kind === 'overnight' ? (20 + random() * 55) * 1000 : Math.min((8 + random() * 60) * 1000, span * (0.3 + 0.65 * random()));
  return {
    id: `van-${String(i).padStart(4, '0')}`,
    node: `cp-${i >> 1}`,
    feeder: (i >> 1) % feeders,
    phases,
    fromSlot,
    untilSlot,
    neededWh: Math.round(Math.min(wanted, span)),
    maxWh: most,
    priority: Math.max(0.01, Math.round(random() * 1000) / 1000),
    isCharging: false,
  };
}

const pick = ([one, two, three], at) => (at * (one + two + three) < one ? 0 : at * (one + two + three) < one + two ? 1 : 2);

function anyTime(slots, random) {
  const fromSlot = random() < 0.6 ? 0 : Math.floor(random() * slots * 0.6);
  return [fromSlot, Math.min(slots, fromSlot + 4 + Math.floor(random() * Math.min(slots - fromSlot, 64)))];
}

function night(slots, random) {
  const fromSlot = Math.floor(random() * 16);
  return [fromSlot, Math.min(slots, fromSlot + 40 + Math.floor(random() * 20))];
}

function pricesOf(slots, random) {
  const prices = [];
  for (let slot = 0; slot < slots; slot++) {
    const hour = ((slot + 64) % 96) / 4;
    const peak = hour >= 16 && hour < 19 ? 0.22 : 0;
    const noise = 0.03 * (random() - 0.5);
    prices.push(
      slot % 2 === 1 ? prices[slot - 1] : Math.round((0.18 + 0.1 * Math.sin(((hour - 10) / 24) * 2 * Math.PI) + peak + noise) * 1e4) / 1e4,
    );
  }
  return prices;
}

function nodesOf(jobs, { random, slots, feeders, load, siteKw }) {
  const demand = new Float64Array(slots);
  for (const job of jobs)
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) demand[slot] += job.neededWh / (job.untilSlot - job.fromSlot);
  const mean = demand.reduce((sum, wh) => sum + wh, 0) / slots;
  const siteWh = Array.from(demand, (wh, slot) => {
    const shape = 0.8 + 0.35 * Math.sin(((slot / 4 - 3) / 24) * 2 * Math.PI) + 0.1 * (random() - 0.5);
    const room = (0.5 * wh + 0.5 * mean * shape) / load;
    return Math.max(0, Math.round(slot % 37 === 5 ? room * 0.3 : room));
  });
  const phaseOf = (factor) => siteWh.map((wh) => Math.round((wh / 3) * factor));
  const site = {
    id: 'site',
    parent: null,
    capacityWh: siteKw ? siteWh.map((wh) => Math.round(wh * 0.97)) : null,
    softWh: null,
    phaseWh: siteKw ? [phaseOf(1.1), phaseOf(1.1), phaseOf(1.1)] : [phaseOf(0.95), phaseOf(1), phaseOf(1.05)],
  };
  const below = (id, parent, own, share) => {
    const most = [0, 1, 2].map((phase) =>
      own.reduce((sum, job) => sum + (job.phases.includes(phase) ? job.maxWh / job.phases.length : 0), 0),
    );
    return { id, parent, capacityWh: null, softWh: null, phaseWh: most.map((wh) => new Array(slots).fill(Math.round(wh * share()))) };
  };
  const ofFeeder = (f) => jobs.filter((job) => job.feeder === f);
  const feederNodes = Array.from({ length: feeders }, (_, f) => below(`feeder-${f}`, 'site', ofFeeder(f), () => 0.45 + 0.35 * random()));
  const points = Array.from({ length: Math.ceil(jobs.length / 2) }, (_, cp) => {
    const share = random() < 0.5 ? 0.6 : 1;
    return below(`cp-${cp}`, `feeder-${cp % feeders}`, jobs.slice(cp * 2, cp * 2 + 2), () => share);
  });
  return [site, ...feederNodes, ...points];
}
