// Depots at one moment, made from a seed: site, feeders of about twelve sockets, charge points of two, limits per phase on every one of them.
// Families: random; phase (most single-phase vans on L1, L1 short); knap (priorities all but equal, the site 5 A over a multiple of 6);
// target (a plan that gives 0, 6, 10, 16 A or all, the rest as spare). `load` is what the site gives of all that could be drawn.

/** A small generator of its own (mulberry32), so that a seed means the same on every machine. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const families = ['random', 'phase', 'knap', 'target'];

export function tickProblem({ sockets: count, seed, load = 0.5, family = 'random', currentA = false }) {
  const random = randomFrom(seed * 7_919 + count);
  const pick = (...values) => values[Math.floor(random() * values.length)];
  const feeders = Math.max(1, Math.ceil(count / 12));
  const chargePoint = (index) => `cp${index >> 1}`;
  const sockets = Array.from({ length: count }, (_, index) => {
    const three = family === 'phase' ? index % 2 === 0 : random() < 0.55;
    const phase = family === 'phase' ? (random() < 0.8 ? 0 : 1) : Math.floor(random() * 3);
    const maxA = three ? pick(16, 32, 63) : 32;
    const targetA = family === 'target' ? Math.min(maxA, pick(0, 6, 10, 16, maxA)) : null;
    return {
      id: `s${index}`,
      node: chargePoint(index),
      phases: three ? [0, 1, 2] : [phase],
      minA: 6,
      maxA,
      wantA: maxA,
      priority: family === 'knap' ? 0.5 + 0.02 * random() : Math.round((0.02 + 0.98 * random()) * 1_000) / 1_000,
      currentA: currentA && random() < 0.5 ? 6 + Math.floor(random() * (maxA - 5)) : 0,
      reservedA: null,
      canPause: true,
      targetA,
      takesSpare: true,
    };
  });
  const parents = new Map([['site', null]]);
  for (let feeder = 0; feeder < feeders; feeder++) parents.set(`f${feeder}`, 'site');
  for (let point = 0; point < Math.ceil(count / 2); point++) parents.set(`cp${point}`, `f${point % feeders}`);
  const below = new Map([...parents.keys()].map((id) => [id, [0, 0, 0]]));
  for (const socket of sockets) {
    for (let id = socket.node; id !== null; id = parents.get(id)) for (const phase of socket.phases) below.get(id)[phase] += socket.maxA;
  }
  const share = (id, phase) => {
    if (id === 'site') return load * (family === 'phase' ? [0.5, 1, 1.6][phase] : 0.85 + 0.3 * random());
    return id.startsWith('cp') ? pick(0.6, 1) : 0.45 + 0.35 * random();
  };
  const nodes = [...parents].map(([id, parent]) => ({
    id,
    parent,
    limitKw: null,
    limitA: [0, 1, 2].map((phase) => {
      const amps = Math.floor(below.get(id)[phase] * share(id, phase));
      return family === 'knap' && id === 'site' ? 6 * Math.floor(amps / 6) + 5 : amps;
    }),
    boundBy: id === 'site' ? 'asc' : `feeder:${id}`,
  }));
  return { nodes, sockets };
}
