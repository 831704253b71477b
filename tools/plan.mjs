/** `npm run -s plan -- problem.json`: the optimiser alone. One JSON in, one JSON out (docs/plan-command.md). */
import { readFileSync } from 'node:fs';
import contracts from '../libs/contracts/dist/index.js';
import domain from '../libs/domain/dist/index.js';

const help = `npm run -s plan -- problem.json      plans a depot and prints plan and setpoints as JSON
npm run -s plan -- -                 reads the problem from standard input
npm run -s plan -- --help            this

0 done, 1 the file could not be read, 2 the problem is wrong: one line for each fault on standard error.
The problem's schema is docs/generated/plan-problem.schema.json, an example is in docs/plan-command.md.
`;

process.exitCode = run(process.argv.slice(2));

function run([path, ...rest]) {
  if (path === '--help' || path === '-h') return print(help);
  if (path === undefined || rest.length > 0) return fail(2, 'name one problem file, or - for standard input; --help says more');
  let text;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    return fail(1, `${path} could not be read: ${error.message}`);
  }
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail(2, `this is no JSON: ${error.message}`);
  }
  return plan(json);
}

function plan(json) {
  const read = contracts.planProblem.safeParse(json);
  if (!read.success) return fail(2, ...read.error.issues.map(({ path, message }) => `${path.join('.') || 'the problem'}: ${message}`));
  const from = performance.now();
  const result = domain.planCommand(read.data);
  const solveMs = Math.round((performance.now() - from) * 1_000) / 1_000;
  if ('faults' in result) return fail(2, ...result.faults);
  return print(`${rowsOnOneLine(JSON.stringify({ ...result.answer, solveMs }, null, 2))}\n`);
}

/** A row of figures is read as a row. */
function rowsOnOneLine(json) {
  return json.replace(/\[\s+([-\d.e,\s]+?)\s+\]/g, (_, figures) => `[${figures.replace(/\s+/g, ' ')}]`);
}

function print(text) {
  process.stdout.write(text);
  return 0;
}

function fail(code, ...lines) {
  for (const line of lines) process.stderr.write(`${line.replaceAll('\n', ' ')}\n`);
  return code;
}
