import { Logger } from '@nestjs/common';
import { hear, type Listening, topicsOf } from '../listening';
import { within } from '../within';
import type { EmbeddedGroup } from './embedded-group';
import type { EmbeddedLog } from './embedded-log';

const logger = new Logger('messaging');

/** One partition number in a member's hands. */
interface Hold {
  /** Rows of tables up to this index of the lane are in already; so they were rebuilt. */
  readonly rebuiltTo: number;
  state: 'rebuilding' | 'open' | 'given';
  running: Run | null;
}

/** A member at work on a partition number, until nothing is left there for it. */
interface Run {
  readonly end: () => void;
  done: Promise<void> | null;
  /** The partition moved on without waiting for this any longer. */
  abandoned: boolean;
}

/** One instance of a service in its group: rebuilds the tables of the partitions it is dealt, then runs their records in order. */
export class EmbeddedMember {
  private readonly holds = new Map<number, Hold>();
  private readonly topics: ReadonlySet<string>;

  constructor(
    private readonly log: EmbeddedLog,
    private readonly group: EmbeddedGroup,
    private readonly listening: Listening,
  ) {
    this.topics = new Set(topicsOf(listening).map(({ name }) => name));
  }

  held(): Iterable<number> {
    return this.holds.keys();
  }

  async take(partitions: ReadonlySet<number>): Promise<void> {
    if (partitions.size === 0) return;
    for (const partition of partitions) this.rebuild(partition);
    if (this.listening.reach === 'shared') await this.listening.rows.tellWhole(partitions);
    for (const partition of partitions) {
      const hold = this.holds.get(partition);
      if (hold) hold.state = 'open';
      this.wake(partition);
    }
  }

  /** Waits at most so long for running handlers; what is not finished then is left to the next holder. */
  async give(partitions: ReadonlySet<number>, graceMs: number): Promise<void> {
    if (partitions.size === 0) return;
    const running: Hold[] = [];
    for (const partition of partitions) {
      const hold = this.holds.get(partition);
      if (!hold) continue;
      hold.state = 'given';
      this.holds.delete(partition);
      if (hold.running) running.push(hold);
    }
    if (running.length > 0) await within(graceMs, Promise.all(running.map((hold) => hold.running?.done)));
    for (const { running: run } of running) if (run) this.abandon(run);
    if (this.listening.reach === 'shared') this.listening.rows.lose(partitions);
  }

  wake(partition: number): void {
    const hold = this.holds.get(partition);
    if (hold?.state !== 'open' || hold.running || !this.hasWork(partition)) return;
    const run: Run = { end: this.log.activity.begin(), done: null, abandoned: false };
    hold.running = run;
    run.done = this.run(partition, hold, run);
  }

  /** Passes over what nobody here listens to. Every member is woken by every record, so this must cost next to nothing. */
  private hasWork(partition: number): boolean {
    const end = this.log.endOf(partition);
    let index = this.group.readTo(partition);
    while (index < end && !this.topics.has(this.log.at(partition, index).topic)) this.group.finish(partition, index++);
    return index < end;
  }

  private abandon(run: Run): void {
    run.abandoned = true;
    run.end();
  }

  private rebuild(partition: number): void {
    const { rows, tables } = this.listening;
    rows.clear(tables.keys(), new Set([partition]));
    for (const topic of tables.values()) for (const record of this.log.rowsOf(topic.name, partition)) rows.restore(topic, record);
    this.holds.set(partition, { rebuiltTo: this.log.endOf(partition), state: 'rebuilding', running: null });
  }

  private async run(partition: number, hold: Hold, run: Run): Promise<void> {
    // Who tells goes on first: listeners never run within `tell`.
    await null;
    try {
      while (hold.state === 'open' && this.hasWork(partition)) {
        const index = this.group.readTo(partition);
        const record = this.log.at(partition, index);
        const isInTable = index < hold.rebuiltTo && this.listening.tables.has(record.topic);
        const hearing = isInTable ? null : hear(record, this.listening);
        if (hearing) await hearing.catch((error) => logger.error(`${this.group.name} could not bury a message of ${record.topic}`, error));
        if (run.abandoned) break;
        this.group.finish(partition, index);
        const breath = this.log.breath.taken();
        if (breath) await breath;
      }
    } finally {
      hold.running = null;
      this.log.trim(partition);
      run.end();
    }
  }
}
