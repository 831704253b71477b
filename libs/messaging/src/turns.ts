/** Lets one at a time work on a partition number, though it has a partition in many topics. */
export class Turns {
  private readonly busy = new Map<number, (() => void)[]>();

  async take(partition: number): Promise<void> {
    const waiting = this.busy.get(partition);
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    else this.busy.set(partition, []);
  }

  pass(partition: number): void {
    const next = this.busy.get(partition)?.shift();
    if (next) next();
    else this.busy.delete(partition);
  }

  isWanted(partition: number): boolean {
    return (this.busy.get(partition)?.length ?? 0) > 0;
  }
}
