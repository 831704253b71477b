import type { z } from 'zod';

/**
 * How a topic is kept: a `feed` holds facts from outside for days, a `table` only the latest message per key
 * (a tombstone means gone), an `order` a command or its answer, which expires.
 */
export type TopicKind = 'feed' | 'table' | 'order';

/** One message type: the promise between the service that says it and those that listen. */
export interface Topic<T extends object = object> {
  readonly name: string;
  readonly kind: TopicKind;
  readonly description: string;
  /** The field that is the message's key; a path whose first segment is the depot, so that a depot keeps to one partition. */
  readonly key: string & keyof T;
  readonly schema: z.ZodType<T>;
  readonly example: T;
}

/** Declares a topic; the type of its messages is the schema's. */
export function topic<S extends z.ZodType<object>>(declared: {
  name: string;
  kind: TopicKind;
  description: string;
  key: string & keyof z.output<S>;
  schema: S;
  example: z.output<S>;
}): Topic<z.output<S>> {
  return declared as unknown as Topic<z.output<S>>;
}

/** The message type of a topic: `Message<typeof siteLoad>`. */
export type Message<T> = T extends Topic<infer M> ? M : never;
