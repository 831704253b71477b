// npm test: everything, one step after the other, and a last line that counts. What could not run is named; with CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

if (process.argv.includes('--help')) {
  console.log('npm test [-- <jest arguments>]\n\nTypes, lint and every test, with real Kafka, PostgreSQL and Chromium among what runs.');
  process.exit(0);
}

const bin = (name) => join(import.meta.dirname, '..', 'node_modules', '.bin', name);
const results = mkdtempSync(join(tmpdir(), 'headroom-test-'));
/** A test that hangs is a red build, not one without end. */
const LONGEST_STEP_MS = 20 * 60_000;
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const missing = [
  !chromium && 'the browser tests (no Chromium: apt-get install chromium)',
  !has('java') && 'the tests on real Kafka (no Java: apt-get install default-jre-headless)',
  !process.env.KAFKA_HOME && !has('mvn') && 'the tests on real Kafka (no Maven: apt-get install maven, or set KAFKA_HOME)',
].filter(Boolean);

const skipped = [...(chromium ? [] : ['test/e2e/browser']), ...(missing.some((line) => line.includes('Kafka')) ? ['kafka'] : [])];
/** Jest's own report goes to standard error; its JSON goes to a file. */
const jest = (name, ignored, ...more) => [
  name,
  bin('jest'),
  [
    '--json',
    `--outputFile=${join(results, `${name}.json`)}`,
    ...(ignored.length ? [`--testPathIgnorePatterns=${ignored.join('|')}`] : []),
    '--passWithNoTests',
    ...more,
    ...process.argv.slice(2),
  ],
];
const steps = [
  ['types', bin('tsc'), ['-b']],
  ['types of the tests', bin('tsc'), ['-p', 'tsconfig.spec.json', '--noEmit']],
  ['lint', bin('biome'), ['check', '.', '--error-on-warnings']],
  jest('tests', [...skipped, 'test/e2e'], '--maxWorkers=2'),
  // Whole systems with a time limit on what they do: one after the other, with the machine to themselves.
  jest('end to end', skipped, '--roots=test/e2e', '--runInBand'),
];

let failed = 0;
for (const [name, command, args] of steps) {
  const startedAt = performance.now();
  console.log(`\n— ${name}`);
  const isJest = command === bin('jest');
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', isJest ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, TZ: 'UTC' },
    timeout: LONGEST_STEP_MS,
  });
  if (status !== 0) failed++;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

const tests = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
for (const file of readdirSync(results)) {
  const counted = JSON.parse(readFileSync(join(results, file), 'utf8'));
  for (const count of Object.keys(tests)) tests[count] += counted[count];
}
if (tests.numPendingTests > 0) missing.push(`${tests.numPendingTests} tests marked as skipped in the code`);
for (const line of missing) console.log(`could not run: ${line}`);
const red = failed > 0 || tests.numFailedTests > 0 || tests.numPassedTests === 0 || (process.env.CI === 'true' && missing.length > 0);
console.log(`${tests.numPassedTests} passed, ${Math.max(tests.numFailedTests, red ? 1 : 0)} failed`);
process.exit(red ? 1 : 0);
