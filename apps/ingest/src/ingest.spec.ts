import { type IngestBench, ingestBench } from './testing/ingest-bench';

const at = '2026-11-23T17:00:00Z';
let gate: IngestBench;
beforeAll(async () => {
  gate = await ingestBench();
});
afterAll(() => gate.close());
beforeEach(() => {
  gate.told.length = 0;
  gate.dead.length = 0;
});

const reasons = async (feed: string, ...rows: unknown[]) => {
  const { status, body } = await gate.post(feed, rows);
  expect(status).toBe(202);
  return (body as { rejected: { index: number; reason: string }[] }).rejected.map(({ reason }) => reason);
};

describe('rows from outside over HTTP', () => {
  it('takes the good rows, and says of each bad one what is wrong with it', async () => {
    const { status, body } = await gate.post('site-load', [
      { depot: 'camden', meter: 'main', at, powerW: 41_250 },
      { depot: 'atlantis', meter: 'main', at, powerW: 1 },
      'not a row',
      { depot: 'victoria', meter: 'main', at, powerW: -3_000 },
    ]);
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: 2,
      rejected: [
        { index: 1, reason: 'depot: there is no depot atlantis' },
        { index: 2, reason: 'row: Invalid input: expected object, received string' },
      ],
    });
    expect(gate.told).toEqual([
      {
        topic: 'feeds.site-load',
        message: {
          id: expect.any(String),
          at: '2026-11-23T17:00:00.000Z',
          receivedAt: '2026-11-23T17:00:00.000Z',
          depot: 'camden',
          meterPath: 'camden.main',
          meter: 'main',
          powerW: 41_250,
        },
      },
      { topic: 'feeds.site-load', message: expect.objectContaining({ depot: 'victoria', powerW: -3_000 }) },
    ]);
  });

  it.each([
    ['with an offset', '2026-11-23T17:30:00+01:00', '2026-11-23T16:30:00.000Z'],
    ['without a zone', '2026-11-23T16:59:58', '2026-11-23T16:59:58.000Z'],
    ['in microseconds', '2026-11-23T16:59:58.123456Z', '2026-11-23T16:59:58.123Z'],
    ['four minutes ahead', '2026-11-23T17:04:00Z', '2026-11-23T17:04:00.000Z'],
    ['of yesterday', '2026-11-22T17:00:00Z', '2026-11-22T17:00:00.000Z'],
  ])('understands a time %s', async (_says, sent, understood) => {
    expect(await reasons('site-load', { depot: 'camden', meter: 'main', at: sent, powerW: 1 })).toEqual([]);
    expect(gate.told[0]?.message).toMatchObject({ at: understood });
  });

  it.each([
    ['six minutes ahead', '2026-11-23T17:06:00Z', 'more than 5 minutes in the future'],
    ['of another century', '2126-11-23T17:00:00Z', 'more than 5 minutes in the future'],
    ['of a clock without battery', '1970-01-01T00:00:07Z', 'is the sender'],
    ['that is no time', 'yesterday', 'at: an ISO 8601 time'],
    ['in milliseconds', 1_795_453_200_000, 'at:'],
  ])('refuses a time %s', async (_says, sent, reason) => {
    expect(await reasons('site-load', { depot: 'camden', meter: 'main', at: sent, powerW: 1 })).toEqual([expect.stringContaining(reason)]);
    expect(gate.told).toEqual([]);
  });

  it.each([
    ['text', 'site-load', { depot: 'camden', meter: 'main', at, powerW: '41250' }, 'powerW:'],
    ['null', 'site-load', { depot: 'camden', meter: 'main', at, powerW: null }, 'powerW:'],
    ['nothing', 'site-load', { depot: 'camden', meter: 'main', at }, 'powerW:'],
    ['a huge load', 'site-load', { depot: 'camden', meter: 'main', at, powerW: 1e300 }, 'powerW:'],
    ['a load in mW', 'site-load', { depot: 'camden', meter: 'main', at, powerW: 41_250_000 }, 'cannot be at connection main of 60 kVA'],
    ['an export that would look like room', 'site-load', { depot: 'camden', meter: 'main', at, powerW: -900_000 }, 'is it in W?'],
    ['an unknown meter', 'site-load', { depot: 'camden', meter: 'roof', at, powerW: 1 }, 'has no connection roof'],
    ['SQL in a name', 'site-load', { depot: "camden'; DROP TABLE depot;--", meter: 'main', at, powerW: 1 }, 'there is no depot'],
    ['the name of a built-in', 'site-load', { depot: '__proto__', meter: 'constructor', at, powerW: 1 }, 'there is no depot'],
    ['a SoC above 100 %', 'telematics', { vehicle: 'camden.van01', at, socPct: 101 }, 'socPct:'],
    ['a SoC below 0 %', 'telematics', { vehicle: 'camden.van01', at, socPct: -1 }, 'socPct:'],
    ['an unknown van', 'telematics', { vehicle: 'van99', at, socPct: 50 }, 'no depot has a vehicle van99'],
    ['a van of two depots', 'telematics', { vehicle: 'van01', at, socPct: 50 }, 'camden.van01 or victoria.van01'],
    ['an empty name', 'telematics', { vehicle: '  ', at, socPct: 50 }, 'vehicle:'],
    ['negative power', 'socket-measures', { socket: 'camden.evc1.sk1', at, realPowerW: -1 }, 'realPowerW:'],
    ['current in mA', 'socket-measures', { socket: 'camden.evc1.sk1', at, currentA: 313 }, '313 A cannot be at a socket of 32 A'],
    ['one phase in mA', 'socket-measures', { socket: 'camden.evc1.sk1', at, phaseCurrentsA: [1, 1, 100] }, '100 A cannot be'],
    ['power in mW', 'socket-measures', { socket: 'camden.evc1.sk1', at, realPowerW: 720_000 }, 'is it in W?'],
    ['an unknown status', 'socket-measures', { socket: 'camden.evc1.sk1', at, status: 'Asleep' }, 'status:'],
    ['an unknown socket', 'socket-measures', { socket: 'camden.evc1.sk9', at, status: 'Available' }, 'has no socket camden.evc1.sk9'],
    ['a socket of no depot', 'socket-measures', { socket: 'sk1', at }, 'named by its path'],
    [
      'an authorisation tomorrow',
      'socket-measures',
      { socket: 'camden.evc1.sk1', at, authorisedAt: '2026-11-24T17:00:00Z' },
      'authorisedAt:',
    ],
    ['an unknown result', 'setpoint-responses', { setpointId: 'sp-1', socket: 'camden.evc1.sk1', at, resultCode: 9 }, 'resultCode:'],
  ])('refuses %s', async (_says, feed, row, reason) => {
    expect(await reasons(feed, row)).toEqual([expect.stringContaining(reason)]);
    expect(gate.told).toEqual([]);
  });

  it('refuses NaN, which is not JSON, without falling over', async () => {
    const { status } = await gate.post('site-load', '[{"depot":"camden","meter":"main","at":"2026-11-23T17:00:00Z","powerW":NaN}]');
    expect(status).toBe(400);
    expect(await reasons('site-load', { depot: 'camden', meter: 'main', at, powerW: 5 })).toEqual([]);
  });

  it.each([
    ['its path', 'camden.van02', 'camden.van02'],
    ['its id, where no other depot has one like it', 'van02', 'camden.van02'],
    ['its registration', 'LX21 ABE', 'victoria.van01'],
    ['its registration, written in another way', 'lx21abe', 'victoria.van01'],
  ])('finds a van by %s', async (_says, vehicle, path) => {
    expect(await reasons('telematics', { vehicle, at, socPct: 43, odometerKm: 12_000 })).toEqual([]);
    expect(gate.told[0]?.message).toMatchObject({ vehicle: path, depot: path.split('.')[0], socPct: 43, odometerKm: 12_000 });
  });

  it('passes on every field of a socket measure', async () => {
    const row = {
      socket: 'camden.evc1.sk1',
      status: 'Charging',
      realPowerW: 7_200,
      currentA: 31.3,
      energyWh: 5,
      offeredA: 32,
      tag: ' 04A2 ',
      rebooted: true,
    };
    expect(await reasons('socket-measures', { ...row, at, authorisedAt: '2026-11-23T16:00:00' })).toEqual([]);
    expect(gate.told[0]).toEqual({
      topic: 'feeds.socket-measures',
      message: expect.objectContaining({ ...row, tag: '04A2', depot: 'camden', authorisedAt: '2026-11-23T16:00:00.000Z' }),
    });
  });

  it('passes on that no tag is presented, which is not the same as saying nothing of it', async () => {
    await reasons('socket-measures', { socket: 'camden.evc1.sk1', at, tag: null }, { socket: 'camden.evc1.sk1', at });
    expect(gate.told.map(({ message }) => 'tag' in message)).toEqual([true, false]);
  });

  it('passes on how a controller answers a setpoint', async () => {
    expect(await reasons('setpoint-responses', { setpointId: 'sp-1', socket: 'camden.evc1.sk1', resultCode: 1, at })).toEqual([]);
    expect(gate.told[0]).toMatchObject({ topic: 'control.responses', message: { setpointId: 'sp-1', causedBy: 'sp-1', resultCode: 1 } });
  });

  it('refuses what is not an array, and more rows than it can take at once', async () => {
    expect(await gate.post('site-load', { depot: 'camden' })).toMatchObject({ status: 422, type: 'application/problem+json' });
    expect((await gate.post('site-load', 'null')).status).toBe(422);
    expect(await gate.post('site-load', `[${'1,'.repeat(10_000)}1]`)).toMatchObject({ status: 413, type: 'application/problem+json' });
    expect((await gate.post('site-load', `[${'1,'.repeat(9_999)}1]`)).status).toBe(202);
    expect((await gate.post('weather', [])).status).toBe(404);
  });

  it('refuses a body of 5 MB', async () => {
    expect((await gate.post('site-load', JSON.stringify([{ depot: 'x'.repeat(5_000_000) }]))).status).toBe(413);
  });

  it('takes nothing from those who may not send: no token, a viewer, another depot', async () => {
    const row = { depot: 'camden', meter: 'main', at, powerW: 5 };
    expect((await gate.post('site-load', [row], null)).status).toBe(401);
    expect((await gate.post('site-load', [row], { role: 'viewer' })).status).toBe(403);
    const { body } = await gate.post('site-load', [row, { ...row, depot: 'victoria' }], { role: 'feed', depots: ['victoria'] });
    expect(body).toEqual({ accepted: 1, rejected: [{ index: 0, reason: 'depot: there is no depot camden' }] });
  });

  it('tells the sender of one depot nothing of another: what is not his is not there', async () => {
    const camden = { role: 'feed', depots: ['camden'] } as const;
    const said = async (feed: string, row: object) => (await gate.post(feed, [{ at, ...row }], camden as never)).body;
    const refusedFor = (reason: string) => ({ accepted: 0, rejected: [{ index: 0, reason: expect.stringContaining(reason) }] });
    expect(await said('site-load', { depot: 'victoria', meter: 'roof', powerW: 1 })).toEqual(refusedFor('there is no depot victoria'));
    expect(await said('socket-measures', { socket: 'victoria.evc1.sk1' })).toEqual(refusedFor('there is no depot victoria'));
    expect(await said('telematics', { vehicle: 'LX21 ABE', socPct: 5 })).toEqual(refusedFor('no depot has a vehicle LX21 ABE'));
    expect(await said('telematics', { vehicle: 'van01', socPct: 5 })).toEqual({ accepted: 1, rejected: [] });
    expect(gate.told.map(({ message }) => message)).toEqual([expect.objectContaining({ vehicle: 'camden.van01' })]);
  });
});

describe('rows from outside over Kafka', () => {
  it('takes them whatever their key', async () => {
    await gate.outside('site-load', { depot: 'camden', meter: 'main', at, powerW: 5 }, null);
    await gate.outside('telematics', { vehicle: 'van02', at, socPct: 43 });
    await gate.outside('socket-measures', { socket: 'camden.evc1.sk1', at, status: 'Available' }, '\u0000');
    await gate.outside('setpoint-responses', { setpointId: 'sp-1', socket: 'camden.evc1.sk1', resultCode: 0, at });
    expect(gate.told.map(({ topic }) => topic)).toEqual([
      'feeds.site-load',
      'feeds.telematics',
      'feeds.socket-measures',
      'control.responses',
    ]);
    expect(gate.dead).toEqual([]);
  });

  it('lays a refused row aside with its reason, and goes on', async () => {
    const row = { depot: 'atlantis', meter: 'main', at, powerW: 5 };
    await gate.outside('site-load', row);
    await gate.outside('site-load', 'not JSON {');
    await gate.outside('site-load', { ...row, powerW: 'x' });
    await gate.outside('site-load', { ...row, depot: 'camden' });
    expect(gate.told).toHaveLength(1);
    expect(gate.dead.map(({ reason }) => reason)).toEqual([
      'depot: there is no depot atlantis',
      expect.stringContaining('not JSON'),
      expect.stringContaining('powerW'),
    ]);
    expect(gate.dead[0]).toMatchObject({ topic: 'outside.site-load', service: 'ingest', originalKey: 'any key' });
    expect(JSON.parse(Buffer.from(gate.dead[0]?.bytes ?? '', 'base64').toString())).toEqual(row);
  });
});
