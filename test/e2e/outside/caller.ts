import { request } from 'node:http';

// biome-ignore lint/suspicious/noExplicitAny: whatever JSON came
type Json = any;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Json;
}

/** Somebody with a token, who knows Headroom by its HTTP alone. */
export class Caller {
  private constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  static async logIn(url: string, password: string, username = 'admin'): Promise<Caller> {
    const body = new URLSearchParams({ grant_type: 'password', username, password });
    const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
    return new Caller(url, ((await answer.json()) as { access_token: string }).access_token);
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(this.url + path, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: type.includes('json') ? JSON.parse(text) : text };
  }

  /** What was asked for, which has to be there. */
  async get(path: string): Promise<Json> {
    const { status, body } = await this.ask('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Changes something, which has to work. */
  async does(method: string, path: string, body: unknown): Promise<Json> {
    const answer = await this.ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Listens to server-sent events until the function that is given back is called. */
  listen(path: string, heard: (event: string, data: Json) => void): Promise<() => void> {
    return new Promise((listening, failed) => {
      const headers = { authorization: `Bearer ${this.token}` };
      const asked = request(this.url + path, { headers }, (answer) => {
        if (answer.statusCode !== 200) return failed(new Error(`GET ${path}: ${answer.statusCode}`));
        answer.on('error', () => {}).setEncoding('utf8');
        let text = '';
        answer.on('data', (chunk: string) => {
          const frames = (text + chunk).split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) tell(frame, heard);
        });
        listening(() => asked.destroy());
      });
      asked.on('error', failed).end();
    });
  }
}

function tell(frame: string, heard: (event: string, data: Json) => void): void {
  const event = /^event: (.*)$/m.exec(frame)?.[1];
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (event !== undefined && data !== undefined) heard(event, JSON.parse(data));
}
