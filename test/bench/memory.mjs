// headroom-one with its nine depots, as npm start runs it: resident memory of the process after a minute (PostgreSQL is beside it).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUN_MS = 60_000;

export async function bench() {
  const data = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  const startedAt = performance.now();
  const main = join(import.meta.dirname, '../../apps/headroom-one/dist/main.js');
  const child = spawn(process.execPath, [main, '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const readyMs = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Headroom is ready') && resolve(performance.now() - startedAt));
    child.once('exit', (code) => reject(new Error(`headroom-one ended with ${code}`)));
  });
  await new Promise((done) => setTimeout(done, RUN_MS));
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
  child.removeAllListeners('exit');
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
  return [
    { name: 'headroom-one, nine depots: ready after', figure: readyMs / 1000, unit: 's', target: '< 30 s' },
    { name: 'headroom-one, nine depots: resident memory after a minute', figure: rssKb / 1024, unit: 'MB', target: '< 400 MB' },
  ];
}
