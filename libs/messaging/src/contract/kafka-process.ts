import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const tool = resolve(__dirname, '../../../../tools/kafka.mjs');

/** A real Kafka for a test file, on a free port and in a scratch folder: `npm run kafka`, as a developer would start it. */
export class KafkaProcess {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async start(): Promise<KafkaProcess> {
    const kafka = new KafkaProcess(await freePort(), await mkdtemp(join(tmpdir(), 'headroom-kafka-')));
    await kafka.launch();
    return kafka;
  }

  get brokers(): string[] {
    return [`127.0.0.1:${this.port}`];
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.end(signal);
    await this.launch();
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private launch(): Promise<void> {
    const child = spawn(process.execPath, [tool, '--port', String(this.port), '--data', this.folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let said = '';
    return new Promise((ready, failed) => {
      child.on('exit', (code) => failed(new Error(`Kafka ended with ${code}: ${said}`)));
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (data) => {
          said += data;
          if (said.includes('Kafka is ready')) ready();
        });
      }
    });
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
