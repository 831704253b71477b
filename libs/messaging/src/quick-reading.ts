import type { AnyTopic } from './any-topic';
import { type Condition, testOf } from './quick-conditions';

/** The quick way cannot tell: ask the schema itself. */
export const unsure: unique symbol = Symbol('unsure');

const absent = Symbol('absent');

/** The value as the schema would read it, a new object, or `unsure`. Never takes what the schema would refuse. */
export type QuickReader = (value: unknown) => unknown;

type Schema = AnyTopic['schema'];

/** What zod keeps of a schema, as far as it is read here (zod's own `_zod.def`, which it documents for libraries). */
interface Definition {
  readonly type: string;
  readonly check?: string;
  readonly format?: string;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: Condition } }[];
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly rest?: Schema | null;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly mode?: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
}

const readers = new WeakMap<Schema, QuickReader>();

/**
 * Most messages are right, and zod allocates a result for every field to say so. This says it for the kinds of schema that contracts are
 * made of; all others, and everything that is wrong or odd, is left to zod, which alone finds the words for what is wrong.
 */
export function quickReaderOf(schema: Schema): QuickReader {
  let reader = readers.get(schema);
  if (!reader) {
    reader = compiled(schema);
    readers.set(schema, reader);
  }
  return reader;
}

function compiled(schema: Schema): QuickReader {
  const def = definitionOf(schema);
  return tested(def) ?? (def.checks?.length ? null : untested(schema, def)) ?? thorough(schema);
}

/** Kinds of schema without conditions of their own. null: zod's business. */
function untested(schema: Schema, def: Definition): QuickReader | null {
  const inner = def.innerType as Schema;
  switch (def.type) {
    case 'enum':
    case 'literal':
    case 'union':
      return oneOf(schema);
    case 'nullable':
      return nullable(compiled(inner));
    case 'optional':
      return isOptional(schema) ? optional(compiled(inner)) : null;
    case 'default':
      return given(compiled(inner));
    case 'record':
      return record(def);
    case 'object':
      return def.catchall ? null : object(def.shape ?? {});
    default:
      return null;
  }
}

const thorough =
  (schema: Schema): QuickReader =>
  (value) => {
    const parsed = value === undefined ? null : schema.safeParse(value);
    return parsed?.success ? parsed.data : unsure;
  };

/** A kind of value with conditions, each of which is known here; else null. */
function tested(def: Definition): QuickReader | null {
  if (def.coerce) return null;
  const own = def.check === undefined ? [] : [def as Condition];
  const tests = [...own, ...(def.checks ?? []).map((check) => check._zod.def)].map(testOf);
  const kind = kindOf(def);
  if (!kind || tests.includes(null)) return null;
  const all = tests as ((value: never) => boolean)[];
  return (value) => {
    const read = kind(value);
    if (read === unsure) return unsure;
    for (const test of all) if (!test(value as never)) return unsure;
    return read;
  };
}

function kindOf(def: Definition): QuickReader | null {
  switch (def.type) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : unsure);
    case 'number':
      return (value) => (Number.isFinite(value) ? value : unsure);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : unsure);
    case 'array':
      return array(compiled(def.element as Schema));
    case 'tuple':
      return def.rest ? null : tuple((def.items ?? []).map(compiled));
    default:
      return null;
  }
}

/** zod lists the values of what is one of a few. */
function oneOf(schema: Schema): QuickReader | null {
  const { values } = (schema as unknown as { _zod: { values?: ReadonlySet<unknown> } })._zod;
  return values ? (value) => (values.has(value) ? value : unsure) : null;
}

const nullable =
  (inner: QuickReader): QuickReader =>
  (value) =>
    value === null ? null : inner(value);

const optional =
  (inner: QuickReader): QuickReader =>
  (value) =>
    value === undefined ? undefined : inner(value);

const given =
  (inner: QuickReader): QuickReader =>
  (value) =>
    value === undefined ? unsure : inner(value);

const array =
  (element: QuickReader): QuickReader =>
  (value) =>
    Array.isArray(value) ? allRead(value, () => element) : unsure;

const tuple =
  (items: readonly QuickReader[]): QuickReader =>
  (value) =>
    Array.isArray(value) && value.length === items.length ? allRead(value, (index) => items[index] as QuickReader) : unsure;

function allRead(values: readonly unknown[], readerAt: (index: number) => QuickReader): unknown {
  const all: unknown[] = [];
  for (let index = 0; index < values.length; index++) {
    const read = readerAt(index)(values[index]);
    if (read === unsure) return unsure;
    all.push(read);
  }
  return all;
}

function record({ keyType, valueType, mode }: Definition): QuickReader | null {
  if (mode !== undefined || definitionOf(keyType as Schema).type !== 'string') return null;
  const [keyReader, valueReader] = [compiled(keyType as Schema), compiled(valueType as Schema)];
  return (value) => {
    if (!isPlain(value)) return unsure;
    const all: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const read = key === '__proto__' || keyReader(key) !== key ? unsure : valueReader(value[key]);
      if (read === unsure) return unsure;
      all[key] = read;
    }
    return all;
  };
}

function object(shape: Readonly<Record<string, Schema>>): QuickReader {
  const fields = Object.entries(shape).map(([key, schema]) => ({
    key,
    reader: compiled(schema),
    mayBeAbsent: isOptional(schema),
  }));
  return (value) => {
    if (!isPlain(value)) return unsure;
    const all: Record<string, unknown> = {};
    for (const { key, reader, mayBeAbsent } of fields) {
      const read = key in value ? reader(value[key]) : mayBeAbsent ? absent : unsure;
      if (read === absent) continue;
      if (read === unsure) return unsure;
      all[key] = read;
    }
    return all;
  };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__');

const isOptional = (schema: Schema): boolean => {
  const { type, innerType } = definitionOf(schema);
  return type === 'optional' && isRequired(innerType as Schema);
};

/** Whether absence is refused; what zod makes of optional defaults is left to zod. */
const isRequired = (schema: Schema): boolean => (schema as unknown as { _zod: { optin?: string } })._zod.optin === undefined;

const definitionOf = (schema: Schema): Definition => (schema as unknown as { _zod: { def: Definition } })._zod.def;
