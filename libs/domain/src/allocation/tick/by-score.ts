/** Enough bits for the players of any depot: a million. */
const INDEX_BITS = 20;
const INDEX_MASK = (1 << INDEX_BITS) - 1;

/**
 * Fills `order` with the players by their score, the greatest first, equals by number. The number of each is put into the last bits of
 * its score, so that the figures themselves can be sorted, which is ten times as fast as to compare players by a function.
 * Scores are from 0 up, and alike where they differ by less than a billionth.
 */
export function orderByScore(order: Int32Array, score: Float64Array): void {
  const figures = score.slice();
  const halves = new Uint32Array(figures.buffer);
  for (let player = 0; player < order.length; player++) {
    const low = halves[player * 2] as number;
    halves[player * 2] = ((low & ~INDEX_MASK) | (INDEX_MASK - player)) >>> 0;
  }
  figures.sort();
  for (let at = 0, last = order.length - 1; at <= last; at++) order[at] = INDEX_MASK - ((halves[(last - at) * 2] as number) & INDEX_MASK);
}
