// npm test: everything, one step after the other, and a last line that counts. What could not run is named; with CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

if (process.argv.includes('--help')) {
  console.log('npm test [-- <jest arguments>]\n\nTypes, lint and every test, with real Kafka, PostgreSQL and Chromium among what runs.');
  process.exit(0);
}

const bin = (name) => join(import.meta.dirname, '..', 'node_modules', '.bin', name);
const results = join(mkdtempSync(join(tmpdir(), 'headroom-test-')), 'jest.json');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const missing = [
  !chromium && 'the browser tests (no Chromium: apt-get install chromium)',
  !has('java') && 'the tests on real Kafka (no Java: apt-get install default-jre-headless)',
  !process.env.KAFKA_HOME && !has('mvn') && 'the tests on real Kafka (no Maven: apt-get install maven, or set KAFKA_HOME)',
].filter(Boolean);

const skipped = [...(chromium ? [] : ['test/e2e/browser']), ...(missing.some((line) => line.includes('Kafka')) ? ['kafka'] : [])];
const steps = [
  ['types', bin('tsc'), ['-b']],
  ['types of the tests', bin('tsc'), ['-p', 'tsconfig.spec.json', '--noEmit']],
  ['lint', bin('biome'), ['check', '.', '--error-on-warnings']],
  [
    'tests',
    bin('jest'),
    [
      '--json',
      `--outputFile=${results}`,
      ...(skipped.length ? [`--testPathIgnorePatterns=${skipped.join('|')}`] : []),
      ...process.argv.slice(2),
    ],
  ],
];

let failed = 0;
for (const [name, command, args] of steps) {
  const startedAt = performance.now();
  console.log(`\n— ${name}`);
  // jest's own report goes to standard error; its JSON goes to the file.
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', name === 'tests' ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, TZ: 'UTC' },
  });
  if (status !== 0) failed++;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

const tests = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
if (tests.numPendingTests > 0) missing.push(`${tests.numPendingTests} tests marked as skipped in the code`);
for (const line of missing) console.log(`could not run: ${line}`);
const red = failed > 0 || tests.numFailedTests > 0 || tests.numPassedTests === 0 || (process.env.CI === 'true' && missing.length > 0);
console.log(`${tests.numPassedTests} passed, ${Math.max(tests.numFailedTests, red ? 1 : 0)} failed`);
process.exit(red ? 1 : 0);
