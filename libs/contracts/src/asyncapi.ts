import { type JsonSchema, jsonSchemaOf } from './json-schemas';
import type { Topic, TopicKind } from './topic';
import { topics } from './topics';

const CLEANUP: Readonly<Record<TopicKind, 'compact' | 'delete'>> = { table: 'compact', feed: 'delete', order: 'delete' };
const REMEMBERED: Readonly<Record<TopicKind, string>> = {
  feed: 'A feed: facts, kept for days.',
  table: 'A table: the latest message of each key, compacted; a message without a value means that the key is gone.',
  order: 'An order or its answer; worthless after its expiry.',
};

/** The AsyncAPI 3.0 document of all topics, from where Headroom stands: it receives `outside.*` and sends the rest. */
export function asyncApi(): JsonSchema {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Headroom',
      version: '1.0.0',
      description:
        'Every message of Headroom. The key of each starts with its depot, and all messages of a depot share a partition number in every topic.',
    },
    defaultContentType: 'application/json',
    channels: byName(channelOf),
    operations: Object.fromEntries(topics.map((topic) => [`${actionOf(topic)}.${topic.name}`, operationOf(topic)])),
    components: { messages: byName(messageOf), schemas: byName(payloadOf) },
  };
}

const byName = <T>(make: (topic: Topic) => T): Record<string, T> => Object.fromEntries(topics.map((topic) => [topic.name, make(topic)]));
const actionOf = (topic: Topic): 'send' | 'receive' => (topic.name.startsWith('outside.') ? 'receive' : 'send');

const channelOf = (topic: Topic): JsonSchema => ({
  address: topic.name,
  description: `${topic.description} ${REMEMBERED[topic.kind]}`,
  messages: { message: { $ref: `#/components/messages/${topic.name}` } },
  bindings: { kafka: { topic: topic.name, topicConfiguration: { 'cleanup.policy': [CLEANUP[topic.kind]] }, bindingVersion: '0.5.0' } },
});

const operationOf = (topic: Topic): JsonSchema => ({
  action: actionOf(topic),
  channel: { $ref: `#/channels/${topic.name}` },
  messages: [{ $ref: `#/channels/${topic.name}/messages/message` }],
});

const messageOf = (topic: Topic): JsonSchema => ({
  name: topic.name,
  summary: topic.description,
  payload: { $ref: `#/components/schemas/${topic.name}` },
  bindings: { kafka: { key: { type: 'string', description: `The field ${topic.key}` }, bindingVersion: '0.5.0' } },
  examples: [{ payload: topic.example }],
});

/** In one document with others, a schema's own identity would make its references point elsewhere. */
function payloadOf(topic: Topic): JsonSchema {
  const { $schema: _, $id: __, ...schema } = jsonSchemaOf(topic);
  return schema;
}
