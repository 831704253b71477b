import { topics } from '@headroom/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { quickReaderOf, unsure } from './quick-reading';

type Json = null | boolean | number | string | undefined | Json[] | { [key: string]: Json };

const odd = fc.oneof(
  fc.constantFrom<Json>(undefined, null, '', ' x ', -1, 0, 0.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, true, 'live', [], {}),
  fc.string(),
  fc.double(),
);

/** A message with one of its values, however deep, left out or made something else; or with one too many. */
const spoilt = (example: object) =>
  fc.tuple(fc.array(fc.nat(30), { maxLength: 6 }), odd, fc.constantFrom('replace', 'remove', 'add')).map(([path, value, how]) => {
    const copy = structuredClone(example) as { [key: string]: Json };
    let place = copy;
    for (const step of path) {
      const inner = Object.values(place)[step % Math.max(1, Object.keys(place).length)];
      if (typeof inner !== 'object' || inner === null) break;
      place = inner as { [key: string]: Json };
    }
    const key = Object.keys(place)[(path[0] ?? 0) % Math.max(1, Object.keys(place).length)] ?? 'first';
    if (how === 'remove') delete place[key];
    else place[how === 'add' ? 'nobodyKnows' : key] = value;
    return copy;
  });

describe('reading messages quickly', () => {
  it.each(topics.map((topic) => [topic.name, topic] as const))('reads %s as its schema does, right or wrong (law)', (_name, topic) => {
    const quick = quickReaderOf(topic.schema);
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: spoilt(topic.example) }, { weight: 1, arbitrary: odd }), (message) => {
        const parsed = topic.schema.safeParse(message);
        const read = quick(message);
        if (read !== unsure) expect({ success: true, data: read }).toStrictEqual({ ...parsed });
      }),
      { numRuns: 300 },
    );
  });

  it('does not leave the messages that come most often to the slow way', () => {
    const often = ['outside.', 'feeds.', 'state.', 'control.', 'alerts.'];
    const slow = topics.filter(({ schema, example }) => quickReaderOf(schema)(example) === unsure).map(({ name }) => name);
    expect(slow.filter((name) => often.some((start) => name.startsWith(start)))).toEqual([]);
  });

  it('hands out a copy, so that who told it may go on with his own', () => {
    const schema = z.object({ rows: z.array(z.object({ a: z.number() })) });
    const told = { rows: [{ a: 1 }] };
    const read = quickReaderOf(schema)(told) as typeof told;
    expect(read).toEqual(told);
    expect(read.rows[0]).not.toBe(told.rows[0]);
  });

  it.each([
    ['a default', z.object({ a: z.number().default(5) }), {}],
    ['a default that may be absent', z.object({ a: z.number().default(5).optional() }), {}],
    ['what zod makes of a value', z.object({ a: z.string().transform(Number) }), { a: '5' }],
    ['what a value is made of', z.object({ a: z.coerce.number() }), { a: '5' }],
    ['a condition on the whole', z.object({ a: z.number(), b: z.number() }).refine(({ a, b }) => a < b), { a: 2, b: 1 }],
    ['a strict object', z.strictObject({ a: z.number() }), { a: 1, b: 2 }],
    ['one of several shapes', z.object({ a: z.union([z.object({ b: z.string() }), z.object({ c: z.number() })]) }), { a: { c: 1 } }],
    ['a multiple', z.object({ a: z.number().multipleOf(5) }), { a: 3 }],
    ['a pattern that remembers', z.object({ a: z.string().regex(/a/g) }), { a: 'a' }],
    [
      'an optional with a condition',
      z.object({
        a: z
          .number()
          .optional()
          .refine((a) => a !== 1),
      }),
      { a: 1 },
    ],
    ['an address', z.object({ a: z.email() }), { a: 'nobody' }],
  ])('leaves %s to zod', (_what, schema, value) => {
    const read = quickReaderOf(schema)(value);
    const parsed = schema.safeParse(value);
    expect(read === unsure || (parsed.success && JSON.stringify(read) === JSON.stringify(parsed.data))).toBe(true);
  });
});
