interface Fact {
  readonly id: string;
  readonly at: string;
}

/** The last so many facts of each depot, in memory; a fact that comes again is not kept twice. */
export class RecentList<T extends Fact> {
  private readonly byDepot = new Map<string, T[]>();

  constructor(private readonly most: number) {}

  /** False: it was there already. */
  add(depot: string, fact: T): boolean {
    const facts = this.byDepot.get(depot) ?? [];
    if (facts.some(({ id }) => id === fact.id)) return false;
    this.byDepot.set(depot, [...facts, fact].slice(-this.most));
    return true;
  }

  replace(depot: string, id: string, change: (fact: T) => T): void {
    const facts = this.byDepot.get(depot);
    if (facts)
      this.byDepot.set(
        depot,
        facts.map((fact) => (fact.id === id ? change(fact) : fact)),
      );
  }

  latest(depot: string): T | undefined {
    return this.byDepot.get(depot)?.at(-1);
  }

  find(depot: string, id: string): T | undefined {
    return this.byDepot.get(depot)?.find((fact) => fact.id === id);
  }

  /** Newest first. */
  of(depot: string): T[] {
    return [...(this.byDepot.get(depot) ?? [])].reverse();
  }
}
