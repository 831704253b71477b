import type { EachBatchPayload } from 'kafkajs';
import { Breath } from '../breath';
import { hear, type Listening } from '../listening';
import { Turns } from '../turns';
import { KafkaArrival } from './kafka-arrival';

/** Heartbeats are offered this often; kafkajs sends one when it is due. */
const beatEveryMs = 500;

interface Run {
  readonly heartbeat: () => Promise<void>;
  readonly abandon: () => void;
  abandoned: boolean;
}

/** Runs batches in order, one partition number at a time, and commits what is done. */
export class BatchRunner {
  private readonly turns = new Turns();
  private readonly breath = new Breath();
  private readonly runs = new Set<Run>();
  /** A handler may take longer than a session lasts; the batch that it is in cannot say so itself. */
  private readonly beating = setInterval(() => this.beat(), beatEveryMs);
  private stopping = false;

  constructor(private readonly listening: Listening) {}

  isBusy(): boolean {
    return this.runs.size > 0;
  }

  /** Resolves to the offset of the last record that is done with; null where none is. */
  async run(payload: EachBatchPayload, isOurs: () => boolean): Promise<string | null> {
    let abandon = () => {};
    const abandoned = new Promise<null>((resolve) => {
      abandon = () => resolve(null);
    });
    const run: Run = { heartbeat: payload.heartbeat, abandon, abandoned: false };
    this.runs.add(run);
    try {
      return await Promise.race([this.inOrder(payload, () => isOurs() && !run.abandoned), abandoned]);
    } finally {
      this.runs.delete(run);
    }
  }

  /** Lets each batch finish the message it is at, within so many ms; what takes longer is abandoned, uncommitted. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    for (const giveUpAt = Date.now() + graceMs; this.isBusy() && Date.now() < giveUpAt; )
      await new Promise((again) => setTimeout(again, 5));
    clearInterval(this.beating);
    for (const run of this.runs) {
      run.abandoned = true;
      run.abandon();
    }
  }

  private async inOrder(payload: EachBatchPayload, isOurs: () => boolean): Promise<string | null> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const { topic, partition } = batch;
    let done: string | null = null;
    let beatAt = Date.now();
    await this.turns.take(partition);
    try {
      for (const record of batch.messages) {
        if (this.turns.isWanted(partition)) await this.giveWay(partition);
        if (this.stopping || !isOurs() || !isRunning() || isStale()) break;
        const hearing = hear(new KafkaArrival(topic, partition, record), this.listening);
        if (hearing) await hearing;
        if (!isOurs()) break;
        done = record.offset;
        const breath = this.breath.taken();
        if (breath) await breath;
        if (Date.now() < beatAt + beatEveryMs) continue;
        await heartbeat();
        beatAt = Date.now();
      }
    } finally {
      this.turns.pass(partition);
      // Resolved once and not for each message: nobody looks before the next fetch.
      if (done !== null && isOurs()) resolveOffset(done);
      if (done !== null && isOurs() && !this.listening.tables.has(topic)) await commit(payload, done);
    }
    return done;
  }

  private async giveWay(partition: number): Promise<void> {
    this.turns.pass(partition);
    await this.turns.take(partition);
  }

  private beat(): void {
    // What a heartbeat has to say, that a rebalance has begun, the batches hear by their own next one.
    for (const run of this.runs) {
      run.heartbeat().catch(() => undefined);
      return;
    }
  }
}

function commit({ batch, commitOffsetsIfNecessary }: EachBatchPayload, done: string): Promise<void> {
  const offset = String(BigInt(done) + 1n);
  return commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }] });
}
