import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const MOST_THREADS = 4;

/** Every policy on every load and seed, on as many threads as there are cores. Answers { load, seed, policy, figures } in no order. */
export async function inParallel(jobs, onDone = () => {}) {
  const waiting = [...jobs];
  const done = [];
  const threadCount = Math.min(waiting.length, availableParallelism(), MOST_THREADS);
  await Promise.all(Array.from({ length: threadCount }, thread));
  return done;

  function thread() {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url));
    return new Promise((resolve, reject) => {
      const next = () => {
        const job = waiting.shift();
        if (job === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(job);
      };
      worker.on('error', reject);
      worker.on('message', (result) => {
        done.push(result);
        onDone(done.length, jobs.length);
        next();
      });
      next();
    });
  }
}

export function jobsOf({ loads, seeds, policies }) {
  return loads.flatMap((load) => seeds.flatMap((seed) => policies.map((policy) => ({ load, seed, policy }))));
}

/** Each figure's mean over the seeds, and its worst where more is worse. */
export function summaryOf(results, load, policy) {
  const all = results.filter((one) => one.load === load && one.policy === policy).map(({ figures }) => figures);
  const mean = (name) => all.reduce((sum, figures) => sum + figures[name], 0) / all.length;
  const most = (name) => Math.max(...all.map((figures) => figures[name]));
  return { mean, most, total: (name) => all.reduce((sum, figures) => sum + figures[name], 0) };
}
