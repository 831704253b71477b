// One thread: runs what it is asked for, and answers with the figures.
import { parentPort } from 'node:worker_threads';
import { clairvoyantOf } from './clairvoyant.mjs';
import { ablations, policies } from './policies.mjs';
import { run } from './run.mjs';
import { scenarioOf } from './scenario.mjs';

const known = { ...policies, ...ablations };

parentPort.on('message', async ({ load, seed, policy }) => {
  const scenario = scenarioOf({ seed, load });
  const figures = policy === 'clairvoyant' ? await clairvoyantOf(scenario) : run(scenario, known[policy]);
  parentPort.postMessage({ load, seed, policy, figures });
});
