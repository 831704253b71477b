import { readArguments } from './trial-arguments';

const needed = ['--sessions', 's.csv', '--building', 'b.csv', '--capacity-kva', '60'];
const fault = (...more: string[]) => {
  const read = readArguments(more);
  return 'fault' in read ? read.fault : null;
};

describe('the command line of a trial', () => {
  it('needs sessions, a building and a capacity; the rest has defaults', () => {
    expect(readArguments(needed)).toEqual({
      request: {
        sessionsPath: 's.csv',
        buildingPath: 'b.csv',
        capacityKva: 60,
        pricePath: null,
        policies: ['headroom', 'unmanaged', 'equal', 'round-robin', 'edf', 'llf'],
        from: null,
        days: 7,
        seed: 1,
        json: false,
      },
    });
  });

  it('may name one policy', () =>
    expect(readArguments([...needed, '--policy', 'equal'])).toMatchObject({ request: { policies: ['equal'] } }));
  it('may ask for help and nothing else', () => expect(readArguments(['--help'])).toEqual({ help: true }));

  it.each([
    [['--building', 'b.csv', '--capacity-kva', '60'], '--sessions is missing: the recorded sessions, a CSV file'],
    [['--sessions', 's.csv', '--capacity-kva', '60'], '--building is missing: the building load by the hour, a CSV file'],
    [['--sessions', 's', '--building', 'b'], '--capacity-kva must be a number above 0, such as 60'],
    [[...needed, '--capacity-kva', '-1'], "Option '--capacity-kva' argument is ambiguous"],
    [[...needed, '--capacity-kva', 'NaN'], '--capacity-kva must be a number above 0, such as 60'],
    [[...needed, '--policy', 'best'], '--policy must be one of headroom, unmanaged, equal, round-robin, edf, llf'],
    [[...needed, '--from', '2018-02-30'], '--from must be a date such as 2018-07-02'],
    [[...needed, '--days', '0'], '--days must be a whole number from 1 to 366'],
    [[...needed, '--days', '1.5'], '--days must be a whole number from 1 to 366'],
    [[...needed, '--seed', 'x'], '--seed must be a whole number'],
    [[...needed, '--speed', '2'], "Unknown option '--speed'"],
  ])('says what is wrong with %j', (argv, words) => expect(fault(...argv)).toContain(words));
});
