import { z } from 'zod';
import { readConfig } from './read-config';
import { serviceConfig } from './service-config';

const config = serviceConfig(3001, { DATABASE_URL: z.string() });
const good = { KAFKA_BROKERS: '127.0.0.1:9092', HEADROOM_TOKEN_SECRET: 's'.repeat(32), DATABASE_URL: 'postgres://x' };

describe('the configuration of a service', () => {
  it('is read whole from the environment, with defaults', () => {
    expect(readConfig(config, good)).toMatchObject({ PORT: 3001, HEADROOM_PARTITIONS: 12, DATABASE_URL: 'postgres://x' });
  });
  it.each([
    ['a missing value', { ...good, DATABASE_URL: undefined }, /^DATABASE_URL is not set/],
    ['a port that is no port', { ...good, PORT: 'kitchen' }, /^PORT is not usable/],
    ['a short secret', { ...good, HEADROOM_TOKEN_SECRET: 'short' }, /^HEADROOM_TOKEN_SECRET is not usable: is a secret of 32/],
    ['a misspelt name', { ...good, HEADROOM_PARTITION: '6' }, /^HEADROOM_PARTITION is not a setting/],
  ])('%s ends the start with one line that names the variable', (_what, env, line) => {
    expect(() => readConfig(config, env)).toThrow(line);
  });
  it('a secret is never repeated in the message', () => {
    expect(() => readConfig(config, { ...good, HEADROOM_TOKEN_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  });
});
