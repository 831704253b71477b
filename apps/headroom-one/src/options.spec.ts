import { DEMO_PASSWORD, optionsOf } from './options';

describe('what npm start can be told', () => {
  it('is nothing at all: the demonstration on port 3000', () => {
    expect(optionsOf([], {})).toMatchObject({ empty: false, speed: 1, port: 3000, adminPassword: DEMO_PASSWORD });
  });
  it('an empty Headroom has no default password', () => {
    expect(() => optionsOf(['--empty'], {})).toThrow(/^HEADROOM_ADMIN_PASSWORD is not set/);
    expect(optionsOf(['--empty'], { HEADROOM_ADMIN_PASSWORD: 'long enough' })).toMatchObject({ empty: true, adminPassword: 'long enough' });
  });
  it.each([
    [['--speed', 'fast'], {}, /--speed is fast/],
    [['--speed', '0'], {}, /--speed is 0/],
    [['--port', '99999'], {}, /^PORT is not usable/],
    [[], { HEADROOM_ADMIN_PASSWORD: 'short' }, /^HEADROOM_ADMIN_PASSWORD is not usable/],
    [[], { HEADROOM_DATUM: 'x' }, /^HEADROOM_DATUM is not a setting/],
    [['--fast'], {}, /--fast/],
  ])('%j with %j ends the start with one line that names the fault', (argv, env, line) => {
    expect(() => optionsOf(argv, env)).toThrow(line);
  });
});
