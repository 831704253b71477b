import type { Topic } from '@headroom/contracts';

/** A topic of whatever message. `Topic<object>` will not do: its key would have to be a field that every object has. */
// biome-ignore lint/suspicious/noExplicitAny: lists of topics hold topics of different messages
export type AnyTopic = Topic<any>;
