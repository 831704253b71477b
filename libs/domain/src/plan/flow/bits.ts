// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
/** Sets or clears the bits from..until (exclusive) of the row that starts at this word. */
export function setRange(words: Int32Array, row: number, from: number, until: number, on: boolean): void {
  if (until <= from) return;
  const first = from >> 5;
  const last = (until - 1) >> 5;
  for (let word = first; word <= last; word++) {
    const mask = maskOf(word, from, until);
    if (on) words[row + word]! |= mask;
    else words[row + word]! &= ~mask;
  }
}

/** The bits of this word that lie in from..until (exclusive). */
export function maskOf(word: number, from: number, until: number): number {
  let mask = -1;
  if (word === from >> 5) mask &= -1 << (from & 31);
  if (word === (until - 1) >> 5 && (until & 31) !== 0) mask &= (1 << (until & 31)) - 1;
  return mask;
}

/** The number of the lowest bit that is set, from 0 at the start of the row; `bits` are those left of this word. */
export function lowest(word: number, bits: number): number {
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}
