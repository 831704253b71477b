// npm run bench: speed, each figure beside its target and, where there is one, a peer measured in the same run.
import { parseArgs } from 'node:util';

const suites = {
  messaging: 'messages on Kafka against bare kafkajs, and on the embedded bus',
  pipeline: 'a measure in to a setpoint out, 1,000 sockets',
  'virtual-day': 'a day of the nine demo depots in virtual time',
  memory: 'headroom-one with nine depots',
  plan: 'the horizon plan on kW trees, against HiGHS and javascript-lp-solver',
  'plan-phases': 'the horizon plan under phase limits, against the LP',
  tick: 'amps now, against the LP bound',
  'closed-loop': 'two days of a depot, policy beside policy, against the clairvoyant LP',
};
const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true });
if (values.help) {
  console.log(
    `npm run bench [-- <suite> ...] [--json]\n\n${Object.entries(suites)
      .map(([name, what]) => `  ${name.padEnd(12)} ${what}`)
      .join('\n')}`,
  );
  process.exit(0);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = chosen.find((name) => !(name in suites));
if (unknown) {
  console.error(`${unknown} is no suite; there are ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

const rows = [];
for (const name of chosen) {
  if (process.stderr.isTTY) process.stderr.write(`\r${name} …\u001b[K`);
  const { bench } = await import(`./${name}.mjs`);
  rows.push(...(await bench()));
}
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');

if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  const text = (value) => (typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 3 }) : String(value ?? ''));
  const table = [
    ['figure', 'measured', 'target', 'peer'],
    ...rows.map((row) => [row.name, `${text(row.figure)} ${row.unit}`, text(row.target), text(row.peer)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column].length)));
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
process.exit(0);
