import { Logger } from '@nestjs/common';
import { hear, type Listening } from '../listening';
import { within } from '../within';
import type { EmbeddedGroup } from './embedded-group';
import type { EmbeddedLog } from './embedded-log';

const logger = new Logger('messaging');

/** One partition number in a member's hands. */
interface Hold {
  /** Rows of tables up to this index of the lane are in already; so they were rebuilt. */
  readonly rebuiltTo: number;
  state: 'rebuilding' | 'open' | 'given';
  running: { readonly done: Promise<void>; readonly abandon: () => void } | null;
}

/** One instance of a service in its group: rebuilds the tables of the partitions it is dealt, then runs their records in order. */
export class EmbeddedMember {
  private readonly holds = new Map<number, Hold>();

  constructor(
    private readonly log: EmbeddedLog,
    private readonly group: EmbeddedGroup,
    private readonly listening: Listening,
  ) {}

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
    for (const hold of running) hold.running?.abandon();
    if (this.listening.reach === 'shared') this.listening.rows.lose(partitions);
  }

  wake(partition: number): void {
    const hold = this.holds.get(partition);
    if (hold?.state !== 'open' || hold.running || this.group.readTo(partition) >= this.log.endOf(partition)) return;
    const end = this.log.activity.begin();
    let abandoned = false;
    const done = Promise.resolve().then(() => this.drain(partition, hold, () => abandoned));
    hold.running = {
      done: done.finally(() => {
        hold.running = null;
        this.wake(partition); // what was told between the last look and now
        end();
      }),
      abandon: () => {
        abandoned = true;
        end();
      },
    };
  }

  private rebuild(partition: number): void {
    const { rows, tables } = this.listening;
    rows.clear(tables.keys(), new Set([partition]));
    for (const topic of tables.values()) for (const record of this.log.rowsOf(topic.name, partition)) rows.restore(topic, record);
    this.holds.set(partition, { rebuiltTo: this.log.endOf(partition), state: 'rebuilding', running: null });
  }

  private async drain(partition: number, hold: Hold, abandoned: () => boolean): Promise<void> {
    while (hold.state === 'open' && this.group.readTo(partition) < this.log.endOf(partition)) {
      const index = this.group.readTo(partition);
      const record = this.log.at(partition, index);
      const isInTable = index < hold.rebuiltTo && this.listening.tables.has(record.topic);
      const hearing = isInTable ? null : hear(record, this.listening);
      if (hearing) await hearing.catch((error) => logger.error(`${this.group.name} could not bury a message of ${record.topic}`, error));
      if (abandoned()) return;
      this.group.finish(partition, index);
      const breath = this.log.breath.taken();
      if (breath) await breath;
    }
    this.log.trim(partition);
  }
}
