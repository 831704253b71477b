import type { AnyTopic } from '../any-topic';
import type { Arrival } from '../arrival';
import { type Reading, readBytes } from '../reading';

/** What was told: a message that was checked on the way out, bytes as an outsider sent them, or nothing, which is a tombstone. */
export type Content =
  | { readonly as: 'message'; readonly topic: AnyTopic; readonly message: object }
  | { readonly as: 'bytes'; readonly bytes: Buffer }
  | { readonly as: 'tombstone' };

const noHeaders: Record<string, string> = Object.freeze({});

/** A record of the embedded log. Whoever listens shares the one message. */
export class ToldRecord implements Arrival {
  readonly headers = noHeaders;
  private lastReading: { topic: AnyTopic; reading: Reading } | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly position: number,
    readonly key: string,
    readonly content: Content,
  ) {
    if (content.as === 'message') this.lastReading = { topic: content.topic, reading: { message: content.message } };
  }

  get offset(): string {
    return String(this.position);
  }

  get tombstone(): boolean {
    return this.content.as === 'tombstone';
  }

  read(topic: AnyTopic): Reading {
    if (this.lastReading?.topic === topic) return this.lastReading.reading;
    const reading = readBytes(topic, this.bytes() ?? Buffer.alloc(0));
    this.lastReading = { topic, reading };
    return reading;
  }

  bytes(): Buffer | null {
    if (this.content.as === 'tombstone') return null;
    return this.content.as === 'bytes' ? this.content.bytes : Buffer.from(JSON.stringify(this.content.message));
  }
}
