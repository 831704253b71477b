/** Looks again and again until what is found is so. @throws what was found last, when it is too late. */
export async function until<T>(look: () => Promise<T> | T, isSo: (found: T) => boolean, withinMs: number, everyMs = 250): Promise<T> {
  for (const end = performance.now() + withinMs; ; ) {
    const found = await look();
    if (isSo(found)) return found;
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms; last: ${JSON.stringify(found)?.slice(0, 3_000)}`);
    await pause(everyMs);
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
