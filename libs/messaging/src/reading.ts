import type { AnyTopic } from './any-topic';
import { quickReaderOf, unsure } from './quick-reading';

/** What came of reading a message: itself, or why not. */
export type Reading = { readonly message: object; readonly reason?: undefined } | { readonly message?: undefined; readonly reason: string };

const longestReason = 500;

/** Reads the bytes of a message of this topic. */
export function readBytes(topic: AnyTopic, bytes: Buffer): Reading {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return { reason: `not JSON: ${reasonOf(error)}` };
  }
  return readValue(topic, value);
}

/** Checks a value against the topic's schema; what the schema does not know is left out. */
export function readValue(topic: AnyTopic, value: unknown): Reading {
  const message = quickReaderOf(topic.schema)(value);
  if (message !== unsure) return { message: message as object };
  const parsed = topic.schema.safeParse(value);
  if (parsed.success) return { message: parsed.data };
  const faults = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
  return { reason: shortened(faults.join('; ')) };
}

/** An error in a few words. */
export function reasonOf(error: unknown): string {
  return shortened(error instanceof Error ? error.message || error.name : String(error));
}

/** The key of a message of this topic. */
export function keyOf(topic: AnyTopic, message: object): string {
  return String((message as Record<string, unknown>)[topic.key]);
}

function shortened(reason: string): string {
  return reason.length <= longestReason ? reason : `${reason.slice(0, longestReason - 1)}…`;
}
