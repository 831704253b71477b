/** Knows whether anything is under way, for those who wait until nothing is. */
export class Activity {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  /** Something begins; the answer ends it, once. */
  begin(): () => void {
    this.underWay++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      if (--this.underWay === 0) for (const wake of this.waiting.splice(0)) wake();
    };
  }

  idle(): Promise<void> {
    return this.underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }
}
