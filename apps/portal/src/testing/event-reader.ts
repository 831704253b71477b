import { type IncomingMessage, request } from 'node:http';

export interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came
  readonly data: any;
  readonly id?: string;
}

/** Reads server-sent events over a real connection, as a browser or a controller would. */
export class EventReader {
  readonly heard: Heard[] = [];
  readonly comments: string[] = [];
  ended = false;
  private text = '';

  private constructor(readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('close', () => {
      this.ended = true;
    });
    answer.on('error', () => {});
  }

  static open(url: string, token: string): Promise<EventReader> {
    return new Promise((resolve, reject) => {
      const asked = request(url, { headers: { authorization: `Bearer ${token}` } }, (answer) => resolve(new EventReader(answer)));
      asked.on('error', reject);
      asked.end();
    });
  }

  /** Begins to read; until then it is a client that is slow without end. */
  read(): this {
    this.answer.on('data', (chunk: string) => this.take(chunk));
    return this;
  }

  async until(found: () => boolean, withinMs = 15_000): Promise<void> {
    for (const end = performance.now() + withinMs; !found(); ) {
      if (performance.now() > end) throw new Error(`not within ${withinMs} ms; heard ${JSON.stringify(this.heard).slice(0, 2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  events(): string[] {
    return this.heard.map(({ event }) => event);
  }

  close(): void {
    this.answer.destroy();
  }

  private take(chunk: string): void {
    const frames = (this.text + chunk).split('\n\n');
    this.text = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame.startsWith(':')) this.comments.push(frame);
      else this.heard.push(heardIn(frame));
    }
  }
}

function heardIn(frame: string): Heard {
  const fields = new Map(frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  return { event: fields.get('event') ?? '', data: JSON.parse(fields.get('data') ?? 'null'), id: fields.get('id') };
}
