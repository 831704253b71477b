import type { AnyTopic } from './any-topic';
import { readValue } from './reading';

/** Messages as the topic's schema reads them. Throws on the first wrong one: a service must not tell what nobody can read. */
export function checkedAll(topic: AnyTopic, messages: readonly object[]): object[] {
  return messages.map((message) => {
    const reading = readValue(topic, message);
    if (reading.message === undefined) throw new TypeError(`${topic.name} cannot be told: ${reading.reason}`);
    return reading.message;
  });
}
