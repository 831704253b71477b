import { depotOf } from './partition-of';
import type { Table } from './tables';

interface DepotRows<T> {
  readonly partition: number;
  rows: Map<string, T>;
  /** The rows as they are handed out; null when they have changed since. */
  list: readonly T[] | null;
}

/** One table in memory, depot by depot, each in the order of its keys, so that a rebuilt table reads like the one before. */
export class Rows<T extends object> implements Table<T> {
  private readonly byDepot = new Map<string, DepotRows<T>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(key: string): T | undefined {
    return this.byDepot.get(depotOf(key))?.rows.get(key);
  }

  ofDepot(depot: string): readonly T[] {
    const held = this.byDepot.get(depot);
    if (!held) return [];
    held.list ??= [...held.rows.values()];
    return held.list;
  }

  depots(): readonly string[] {
    return [...this.byDepot.keys()];
  }

  *all(): IterableIterator<T> {
    for (const held of this.byDepot.values()) yield* held.rows.values();
  }

  depotsIn(partitions: ReadonlySet<number>): readonly string[] {
    return [...this.byDepot].filter(([, held]) => partitions.has(held.partition)).map(([depot]) => depot);
  }

  /** null removes the row. */
  apply(partition: number, key: string, row: T | null): void {
    if (row === null) this.remove(key);
    else this.put(partition, key, row);
  }

  drop(partitions: ReadonlySet<number>): void {
    for (const depot of this.depotsIn(partitions)) {
      this.count -= this.byDepot.get(depot)?.rows.size ?? 0;
      this.byDepot.delete(depot);
    }
  }

  private put(partition: number, key: string, row: T): void {
    const depot = depotOf(key);
    const held = this.byDepot.get(depot) ?? { partition, rows: new Map<string, T>(), list: null };
    this.byDepot.set(depot, held);
    const known = held.rows.has(key);
    held.rows.set(key, row);
    held.list = null;
    if (known) return;
    this.count++;
    held.rows = new Map([...held.rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private remove(key: string): void {
    const depot = depotOf(key);
    const held = this.byDepot.get(depot);
    if (!held?.rows.delete(key)) return;
    held.list = null;
    this.count--;
    if (held.rows.size === 0) this.byDepot.delete(depot);
  }
}
