import { setImmediate as nextTurn } from 'node:timers/promises';

/** Messages told or handled before timers and sockets get a turn. A drain of microtasks alone would starve them. */
const turnAfter = 64;

export class Breath {
  private sinceTurn = 0;

  /** To be awaited after each message; every so often it lets the event loop go round. */
  taken(): Promise<void> | undefined {
    if (++this.sinceTurn < turnAfter) return undefined;
    this.sinceTurn = 0;
    return nextTurn();
  }
}
