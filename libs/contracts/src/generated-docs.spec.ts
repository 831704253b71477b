import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApi, jsonSchemas, topics } from '.';

const generated = join(__dirname, '../../../docs/generated');
const read = (path: string): unknown => JSON.parse(readFileSync(join(generated, path), 'utf8'));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('docs/generated says what the contracts say (npm run docs:generate brings it up to date)', () => {
  test('the AsyncAPI document', () => {
    expect(read('asyncapi.json')).toEqual(plain(asyncApi()));
  });

  test('one JSON Schema for each topic, and none of a topic that is gone', () => {
    expect(readdirSync(join(generated, 'schemas')).sort()).toEqual(topics.map((topic) => `${topic.name}.json`).sort());
    for (const [name, schema] of Object.entries(jsonSchemas())) expect(read(`schemas/${name}.json`)).toEqual(plain(schema));
  });
});

describe('the AsyncAPI document', () => {
  test('has a channel for every topic, and every reference in it leads somewhere', () => {
    const document = plain(asyncApi()) as Record<string, Record<string, unknown>>;
    expect(Object.keys(document.channels ?? {})).toEqual(topics.map((topic) => topic.name));
    for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = (reference[1] as string).split('/').reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document);
      expect(found).toBeDefined();
    }
  });

  test("each topic's example is a message of its own schema, and its key is one of its fields", () => {
    for (const topic of topics) {
      expect(topic.schema.safeParse(topic.example).error).toBeUndefined();
      expect(Object.keys(topic.example)).toContain(topic.key);
    }
  });
});
