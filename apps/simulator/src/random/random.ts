/** A stream of numbers in [0, 1) that is the same on every run for the same seed. */
export type Random = () => number;

/** A stream of its own for each name, so that one socket's luck does not hang on what another one did before. */
export const randomOf = (seed: number, name: string): Random => {
  let state = hashOf(name, seed);
  // mulberry32, Tommy Ettinger, public domain.
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** True in `share` of the cases; a share of 0 is never and of 1 is always. */
export const chance = (random: Random, share: number): boolean => random() < share;

/** FNV-1a over the name, mixed with the seed. */
export const hashOf = (name: string, seed: number): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash | 0;
};
