/** What zod keeps of one of a schema's further conditions. */
export interface Condition {
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly tx?: (value: unknown) => unknown;
}

/** The same condition as a plain test; null where only zod knows what it means. */
export function testOf(def: Condition): ((value: never) => boolean) | null {
  const { check, format, pattern, value: limit = 0, inclusive, minimum = 0, maximum = 0, length = 0, tx } = def;
  switch (check) {
    case 'greater_than':
      return typeof limit !== 'number' ? null : inclusive ? (value: number) => value >= limit : (value: number) => value > limit;
    case 'less_than':
      return typeof limit !== 'number' ? null : inclusive ? (value: number) => value <= limit : (value: number) => value < limit;
    case 'number_format':
      return format === 'safeint' ? (value: number) => Number.isSafeInteger(value) : null;
    case 'min_length':
      return (value: { length: number }) => value.length >= minimum;
    case 'max_length':
      return (value: { length: number }) => value.length <= maximum;
    case 'length_equals':
      return (value: { length: number }) => value.length === length;
    case 'string_format':
      // A pattern that remembers where it was is not asked out of turn.
      return isPatternAlone(format) && pattern && !pattern.global && !pattern.sticky ? (value: string) => pattern.test(value) : null;
    case 'overwrite':
      // Such as trim: what it leaves as it is, is right as it is.
      return tx ? (value: string) => tx(value) === value : null;
    default:
      return null;
  }
}

/** Formats that zod judges by their pattern and by nothing else. */
const isPatternAlone = (format: string | undefined): boolean => format === 'regex' || format === 'datetime' || format === 'uuid';
