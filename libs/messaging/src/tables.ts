import type { Topic } from '@headroom/contracts';

/** The latest message per key of one topic, as far as this service has heard. Rows are shared: never change one. */
export interface Table<T> {
  get(key: string): T | undefined;
  /** Every row whose key's first segment is this depot, oldest key first. */
  ofDepot(depot: string): readonly T[];
  depots(): readonly string[];
  all(): IterableIterator<T>;
  readonly size: number;
}

/** The tables a service asked for with `Messaging.forService`: those of its own partitions, or whole ones (`everywhere`). */
export abstract class Tables {
  /** Throws where the service did not ask for this topic. */
  abstract of<T extends object>(topic: Topic<T>): Table<T>;
  /**
   * Partitions were taken and every own table of theirs is rebuilt: the moment to decide anew. No handler of these partitions runs before
   * the listener has finished. `depots` are those seen in any own table of these partitions.
   */
  abstract whenWhole(listener: (depots: readonly string[]) => void | Promise<void>): void;
  /** Partitions were given up; their rows are gone already. */
  abstract whenLost(listener: (depots: readonly string[]) => void): void;

  /** Both, depot by depot, for a service that keeps something of each of its depots. */
  eachDepot(takeUp: (depot: string) => void | Promise<void>, letGo: (depot: string) => void): void {
    this.whenWhole(async (depots) => {
      for (const depot of depots) await takeUp(depot);
    });
    this.whenLost((depots) => {
      for (const depot of depots) letGo(depot);
    });
  }
}
