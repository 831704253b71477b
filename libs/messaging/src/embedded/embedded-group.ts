import type { EmbeddedLog } from './embedded-log';
import type { EmbeddedMember } from './embedded-member';

/** A rebalance waits so long, ms, for a handler of a partition that moves; then its message is delivered again elsewhere. */
const handOverMs = 5_000;

/** A consumer group: its members share the partitions, and what one has finished is not delivered to the next. */
export class EmbeddedGroup {
  private readonly members: EmbeddedMember[] = [];
  private settled: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly log: EmbeddedLog,
    private readonly progress: number[],
  ) {}

  readTo(partition: number): number {
    return this.progress[partition] ?? 0;
  }

  finish(partition: number, index: number): void {
    this.progress[partition] = index + 1;
  }

  wake(partition: number): void {
    for (const member of this.members) member.wake(partition);
  }

  /** Resolves when the member has its partitions and their tables are whole. */
  join(member: EmbeddedMember): Promise<void> {
    return this.change(async () => {
      this.members.push(member);
      await this.deal(handOverMs);
    });
  }

  leave(member: EmbeddedMember, graceMs: number): Promise<void> {
    return this.change(async () => {
      const place = this.members.indexOf(member);
      if (place < 0) return;
      await member.give(new Set(member.held()), graceMs);
      this.members.splice(place, 1);
      await this.deal(handOverMs);
    });
  }

  /** Partition p goes to member p mod n, as on Kafka; first everything that moves is given up, then taken. */
  private async deal(graceMs: number): Promise<void> {
    const shares = this.members.map((member, place) => ({ member, share: this.shareOf(place) }));
    await Promise.all(shares.map(({ member, share }) => member.give(without(member.held(), share), graceMs)));
    await Promise.all(shares.map(({ member, share }) => member.take(without(share, new Set(member.held())))));
  }

  private shareOf(place: number): ReadonlySet<number> {
    const share = new Set<number>();
    for (let partition = place; partition < this.log.partitions; partition += this.members.length) share.add(partition);
    return share;
  }

  private change(step: () => Promise<void>): Promise<void> {
    const end = this.log.activity.begin();
    this.settled = this.settled.then(step).finally(end);
    return this.settled;
  }
}

function without(all: Iterable<number>, some: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...all].filter((each) => !some.has(each)));
}
