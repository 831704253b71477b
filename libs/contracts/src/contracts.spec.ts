import { topics } from './topics';

describe('every topic', () => {
  it.each(topics.map((topic) => [topic.name, topic] as const))(
    '%s: its example keeps its own schema, and its key is a text',
    (_name, topic) => {
      expect(topic.schema.parse(topic.example)).toMatchObject({});
      expect(typeof (topic.example as Record<string, unknown>)[topic.key]).toBe('string');
    },
  );

  it('has a name of its own', () => {
    expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
  });

  it.each(
    topics.filter(({ name }) => !name.startsWith('outside.') && name !== 'dead.letters').map((topic) => [topic.name, topic] as const),
  )('%s: the key begins with the depot, so that a depot keeps to one partition', (_name, topic) => {
    const key = String((topic.example as Record<string, unknown>)[topic.key]);
    expect(key.split('.')[0]).toBe('whitechapel');
  });
});
