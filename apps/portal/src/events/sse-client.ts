import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** What a client may leave unread. A phone in a tunnel catches up with this; one that never reads costs no more. */
export const MOST_UNREAD_BYTES = 1024 * 1024;

/** An event as it goes over the wire. JSON has no bare line breaks, so it is one data line. */
export const frameOf = (event: string, data: object, id?: string): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** One reader of server-sent events. Its queue is the socket's own, bounded: who reads too slowly is cut off and may come again. */
export class SseClient {
  private readonly raw: ServerResponse;
  private readonly onClosed: (() => void)[] = [];
  private closed = false;

  constructor(reply: FastifyReply) {
    // Set by hooks (the safe headers), and lost by taking the answer out of Fastify's hands.
    const headers = reply.getHeaders() as Record<string, string>;
    reply.hijack();
    this.raw = reply.raw;
    this.raw.on('close', () => this.end());
    this.raw.on('error', () => this.end());
    // x-accel-buffering: nginx would collect the events.
    this.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    this.raw.flushHeaders();
    // Fastify answers HEAD wherever it answers GET; there is nothing to stream.
    if (reply.request.method === 'HEAD') this.close();
  }

  get isOpen(): boolean {
    return !this.closed;
  }

  /** The reader is behind: what is written now would wait. */
  get isBehind(): boolean {
    return this.raw.writableNeedDrain;
  }

  /** Writes an event (`frameOf`) or a comment. */
  write(frame: string): void {
    if (this.closed) return;
    if (this.raw.writableLength > MOST_UNREAD_BYTES) {
      this.raw.destroy();
      this.end();
    } else this.raw.write(frame);
  }

  whenClosed(then: () => void): void {
    if (this.closed) then();
    else this.onClosed.push(then);
  }

  whenReadUp(then: () => void): void {
    this.raw.on('drain', then);
  }

  close(): void {
    this.raw.end();
    this.end();
  }

  private end(): void {
    if (this.closed) return;
    this.closed = true;
    for (const then of this.onClosed) then();
  }
}
