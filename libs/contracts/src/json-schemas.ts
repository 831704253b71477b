import { z } from 'zod';
import type { Topic } from './topic';
import { topics } from './topics';

export type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema (draft 7, which AsyncAPI 3.0 and most code generators read) of a topic's messages. What outsiders
 * send is described as they may send it, ours as it lies on the topic, with every default filled in. Unknown fields
 * are allowed: a reader that refuses them breaks on the next version.
 */
export function jsonSchemaOf(topic: Topic): JsonSchema {
  const schema = z.toJSONSchema(topic.schema, {
    target: 'draft-7',
    io: topic.name.startsWith('outside.') ? 'input' : 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  }) as JsonSchema;
  return {
    $schema: schema.$schema,
    $id: `headroom:${topic.name}`,
    title: topic.name,
    description: topic.description,
    ...schema,
    examples: [topic.example],
  };
}

/** Every topic's schema by the topic's name. */
export const jsonSchemas = (): Record<string, JsonSchema> => Object.fromEntries(topics.map((topic) => [topic.name, jsonSchemaOf(topic)]));
