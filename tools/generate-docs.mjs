/** Writes docs/generated from libs/contracts: run `npm run docs:generate` after a topic has changed. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import contracts from '../libs/contracts/dist/index.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../docs/generated');
const write = (path, value) => writeFileSync(join(folder, path), `${JSON.stringify(value, null, 2)}\n`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'schemas'), { recursive: true });
write('asyncapi.json', contracts.asyncApi());
const schemas = contracts.jsonSchemas();
for (const [name, schema] of Object.entries(schemas)) write(`schemas/${name}.json`, schema);
write('plan-problem.schema.json', contracts.planProblemSchema());
console.log(`docs/generated: asyncapi.json and ${Object.keys(schemas).length} schemas`);
