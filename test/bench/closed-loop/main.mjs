// node test/bench/closed-loop/main.mjs: every policy side by side, over as many seeds as one has time for.
import { parseArgs } from 'node:util';
import { inParallel, jobsOf, summaryOf } from './in-parallel.mjs';
import { ablations, policies } from './policies.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    loads: { type: 'string', default: '0.75,0.85,0.95' },
    policies: { type: 'string' },
    ablations: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log('closed-loop/main.mjs [--seeds 10] [--loads 0.75,0.85,0.95] [--policies headroom,edf] [--ablations]');
  process.exit(0);
}
const loads = values.loads.split(',').map(Number);
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
const usual = ['clairvoyant', ...Object.keys(policies), ...(values.ablations ? Object.keys(ablations) : [])];
const names = values.policies?.split(',') ?? usual;
const unknown = names.find((name) => name !== 'clairvoyant' && !(name in policies) && !(name in ablations));
if (unknown)
  throw new Error(`${unknown} is no policy; there are clairvoyant, ${[...Object.keys(policies), ...Object.keys(ablations)].join(', ')}`);

const results = await inParallel(jobsOf({ loads, seeds, policies: names }), (done, all) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} runs\u001b[K`);
});
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');

const columns = [
  ['unmet, %', 'unmetShare', (value) => (100 * value).toFixed(2)],
  ['weighted, kWh', 'weightedUnmetKwh', (value) => value.toFixed(1)],
  ['short, of 60', 'sessionsShort', (value) => value.toFixed(1)],
  ['above, s', 'breachS', (value) => value.toFixed(1)],
  ['feeder, s', 'feederBreachS', (value) => value.toFixed(1)],
  ['peak', 'peakShare', (value) => value.toFixed(3)],
  ['p/kWh', 'pricePerKwh', (value) => (100 * value).toFixed(2)],
  ['messages', 'messagesPerSocketHour', (value) => value.toFixed(2)],
  ['Jain', 'jain', (value) => value.toFixed(4)],
  ['look, ms', 'lookMs', (value) => value.toFixed(3)],
  ['plan, ms', 'planMs', (value) => value.toFixed(1)],
];
for (const load of loads) {
  console.log(`\nload ${load}, mean of ${seeds.length} seeds (worst)`);
  console.log(['policy'.padEnd(24), ...columns.map(([label]) => label.padStart(16))].join(''));
  for (const name of names) {
    const summary = summaryOf(results, load, name);
    const cell = (figure, text) => {
      const mean = summary.mean(figure);
      return Number.isFinite(mean) ? `${text(mean)} (${text(summary.most(figure))})` : '-';
    };
    console.log([name.padEnd(24), ...columns.map(([, figure, text]) => cell(figure, text).padStart(16))].join(''));
  }
}
process.exit(0);
