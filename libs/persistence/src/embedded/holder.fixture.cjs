// A process that holds an embedded PostgreSQL, for tests that kill it: node holder.fixture.cjs <data folder> [disposable]
const { transformFileSync } = require('@swc/core');
const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };
require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, swc).code, file);
const { startEmbeddedPostgres } = require('./embedded-postgres.ts');

startEmbeddedPostgres({ dataDir: process.argv[2], disposable: process.argv[3] === 'disposable' }).then(
  (server) => {
    console.log(JSON.stringify({ url: server.url, pid: server.pid }));
    setInterval(() => {}, 1_000);
  },
  (error) => {
    console.log(JSON.stringify({ error: error.message }));
    process.exit(1);
  },
);
