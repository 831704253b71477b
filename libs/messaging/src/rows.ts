import { depotOf } from './partition-of';
import type { Table } from './tables';

interface Entry<T> {
  readonly key: string;
  readonly depot: DepotRows<T>;
  row: T;
}

interface DepotRows<T> {
  readonly partition: number;
  /** In the order of their keys. */
  readonly entries: Entry<T>[];
  /** The rows as they are handed out; null when they have changed since. */
  list: readonly T[] | null;
}

/** One table in memory, depot by depot, each in the order of its keys, so that a rebuilt table reads like the one before. */
export class Rows<T extends object> implements Table<T> {
  private readonly byDepot = new Map<string, DepotRows<T>>();
  /** Most messages replace a row: that and reading one take a single look-up. */
  private readonly byKey = new Map<string, Entry<T>>();

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): T | undefined {
    return this.byKey.get(key)?.row;
  }

  ofDepot(depot: string): readonly T[] {
    const held = this.byDepot.get(depot);
    if (!held) return [];
    held.list ??= held.entries.map(({ row }) => row);
    return held.list;
  }

  depots(): readonly string[] {
    return [...this.byDepot.keys()];
  }

  *all(): IterableIterator<T> {
    for (const { entries } of this.byDepot.values()) for (const { row } of entries) yield row;
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
      for (const { key } of this.byDepot.get(depot)?.entries ?? []) this.byKey.delete(key);
      this.byDepot.delete(depot);
    }
  }

  private put(partition: number, key: string, row: T): void {
    const known = this.byKey.get(key);
    if (known) {
      known.row = row;
      known.depot.list = null;
      return;
    }
    const name = depotOf(key);
    const depot = this.byDepot.get(name) ?? { partition, entries: [], list: null };
    const entry = { key, depot, row };
    this.byDepot.set(name, depot);
    this.byKey.set(key, entry);
    depot.entries.splice(placeOf(key, depot.entries), 0, entry);
    depot.list = null;
  }

  private remove(key: string): void {
    const entry = this.byKey.get(key);
    if (!entry) return;
    const { depot } = entry;
    this.byKey.delete(key);
    depot.entries.splice(depot.entries.indexOf(entry), 1);
    depot.list = null;
    if (depot.entries.length === 0) this.byDepot.delete(depotOf(key));
  }
}

/** Where a new key belongs. */
function placeOf(key: string, entries: readonly { readonly key: string }[]): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as { key: string }).key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
