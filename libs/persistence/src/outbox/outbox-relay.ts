import type { DataSource, EntityManager } from 'typeorm';
import type { OutboxEntry } from './outbox';

export interface OutboxRelayParts {
  readonly dataSource: DataSource;
  /** Resolves when the message has been taken. */
  readonly tell: (entry: OutboxEntry) => Promise<void>;
  /** A clock's `every`. */
  readonly every: (periodMs: number, run: () => void | Promise<void>) => () => void;
  readonly onError: (error: unknown) => void;
}

interface Row extends OutboxEntry {
  readonly seq: string;
  readonly depot: string;
}

/** Finds what was left behind: by a process that was killed, or while the bus was away. */
const POLL_MS = 5_000;
const DEPOTS_AT_ONCE = 20;
const ROWS_AT_ONCE = 200;

/**
 * Tells what lies in the outbox: in order per depot, at least once, by as many instances as there are.
 * Call `wake` after a commit; what nobody woke it for is found by polling.
 */
export class OutboxRelay {
  private running: Promise<void> | null = null;
  private again = false;
  private cancelPoll = () => {};

  constructor(private readonly parts: OutboxRelayParts) {}

  start(): void {
    this.cancelPoll = this.parts.every(POLL_MS, () => this.wake());
    void this.wake();
  }

  /** Resolves when all that was in the outbox when it was called is told, or could not be told now. Never rejects. */
  wake(): Promise<void> {
    this.again = true;
    this.running ??= this.drain();
    return this.running;
  }

  async stop(): Promise<void> {
    this.cancelPoll();
    this.again = false;
    await this.running;
  }

  private async drain(): Promise<void> {
    while (this.again) {
      this.again = false;
      try {
        while ((await this.tellSome()) > 0);
      } catch (error) {
        this.parts.onError(error);
      }
    }
    // In the same turn as the last look at `again`, so that no wake falls between.
    this.running = null;
  }

  /** @returns how many were told. @throws the first failure, after the other depots have been served. */
  private async tellSome(): Promise<number> {
    const failures: unknown[] = [];
    const told = await this.parts.dataSource.transaction(async (manager) => {
      const depots = await claimDepots(manager);
      if (depots.length === 0) return 0;
      const rows: Row[] = await manager.query(
        'SELECT seq, depot, topic, key, message FROM outbox WHERE depot = ANY($1) ORDER BY seq LIMIT $2',
        [depots, ROWS_AT_ONCE],
      );
      const done: string[] = [];
      const stuck = new Set<string>();
      for (const row of rows) {
        if (stuck.has(row.depot)) continue;
        try {
          await this.parts.tell(row);
          done.push(row.seq);
        } catch (error) {
          stuck.add(row.depot);
          failures.push(error);
        }
      }
      await manager.query('DELETE FROM outbox WHERE seq = ANY($1::bigint[])', [done]);
      return done.length;
    });
    if (failures.length > 0) throw failures[0];
    return told;
  }
}

/** Locks the oldest row of each depot: whoever holds it may tell the depot's rows, everybody else passes the depot by. */
async function claimDepots(manager: EntityManager): Promise<string[]> {
  const heads: { depot: string }[] = await manager.query(
    `SELECT depot FROM outbox head
     WHERE NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.depot = head.depot AND earlier.seq < head.seq)
     ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [DEPOTS_AT_ONCE],
  );
  return heads.map(({ depot }) => depot);
}
