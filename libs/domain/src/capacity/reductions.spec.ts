import { type TurnDown } from '.';
import { at, between, read, redBand, winter } from './agreements.fixture';

const dispatch: TurnDown = {
  kind: 'turn-down',
  id: 'd1',
  connectionId: 'main',
  fromMs: at('2026-11-23T17:10:00Z'),
  untilMs: at('2026-11-23T17:40:00Z'),
  kw: 201,
};

describe('what is taken off again', () => {
  it('leaves the reduction of the tariff unused between its times', () => {
    expect(read({ tariff: { reductions: [redBand] }, untilMs: at('2026-11-24T00:00:00Z') })).toEqual([
      '23T00:00 209 asc',
      '23T16:00 179 tariff:red',
      '23T19:00 209 asc',
    ]);
  });

  it('takes it off the profile, where that is lower', () => {
    expect(read({ profiledConnections: [winter], tariff: { reductions: [redBand] } })[1]).toBe('23T16:00 90 tariff:red');
  });

  it('goes over midnight', () => {
    const night = { ...redBand, fromLocal: '22:15', untilLocal: '05:45' };
    expect(read({ tariff: { reductions: [night] }, untilMs: at('2026-11-24T12:00:00Z') })).toEqual([
      '23T00:00 179 tariff:red',
      '23T05:45 209 asc',
      '23T22:15 179 tariff:red',
      '24T05:45 209 asc',
    ]);
  });

  it('lasts all day when it ends when it begins', () => {
    expect(read({ tariff: { reductions: [{ ...redBand, untilLocal: '16:00' }] } })).toEqual(['23T00:00 179 tariff:red']);
  });

  it('adds two reductions and names the larger', () => {
    const amber = { ...redBand, id: 'amber', reduceKw: 9 };
    expect(read({ tariff: { reductions: [amber, redBand] } })[1]).toBe('23T16:00 170 tariff:red');
  });

  it('never goes below 0, and leaves named what had already brought it there', () => {
    expect(read({ tariff: { reductions: [{ ...redBand, reduceKw: 999 }] } })[1]).toBe('23T16:00 0 tariff:red');
    const shut = { ...winter, limitsKw: between(32, 38, 0) };
    expect(read({ profiledConnections: [shut], tariff: { reductions: [redBand] } })[1]).toBe('23T16:00 0 profile:winter');
  });

  it('turns down for the grid operator from minute to minute, after the tariff', () => {
    expect(read({ turnDowns: [dispatch], untilMs: at('2026-11-23T19:00:00Z') })).toEqual([
      '23T00:00 209 asc',
      '23T17:10 8 dispatch:d1',
      '23T17:40 209 asc',
    ]);
    expect(read({ turnDowns: [{ ...dispatch, kw: 100 }], tariff: { reductions: [redBand] } })).toContain('23T17:10 79 dispatch:d1');
  });

  it('takes off nothing for a turn-down that was ended with 0', () => {
    expect(read({ turnDowns: [{ ...dispatch, kw: 0 }] })).toEqual(['23T00:00 209 asc']);
  });

  it('obeys each kind of limit only while its option is on', () => {
    const all = { profiledConnections: [winter], tariff: { reductions: [redBand] }, turnDowns: [dispatch] };
    const off = { profiledConnection: false, tariff: false, flexibility: false };
    const sources = (options: Partial<typeof off>) =>
      new Set(read({ ...all, options: { ...off, ...options } }).map((line) => line.split(' ')[2]));
    expect(sources({})).toEqual(new Set(['asc']));
    expect(sources({ profiledConnection: true })).toEqual(new Set(['asc', 'profile:winter']));
    expect(sources({ tariff: true })).toEqual(new Set(['asc', 'tariff:red']));
    expect(sources({ flexibility: true })).toEqual(new Set(['asc', 'dispatch:d1']));
  });
});
