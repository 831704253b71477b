/** Where a message came from; the second argument of every handler. */
export interface MessageContext {
  readonly topic: string;
  /** The number that all topics of a depot share. */
  readonly partition: number;
  readonly offset: string;
  /** The record's key, a path whose first segment is the depot (on outside.* topics: whatever the sender chose). */
  readonly key: string;
  readonly headers: Record<string, string>;
}
