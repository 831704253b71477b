import { type DepotDossier, depotDossiers } from '@headroom/contracts';
import { type Connection, HeadroomBench } from './testing/headroom-bench';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const socket = 'whitechapel.evc0010.sk1';
const main: Connection = { id: 'main', capacityKva: 100, powerFactor: 1, bufferKw: 0, meter: 'incomer' };
const yard: Connection = { id: 'yard', capacityKva: 50, powerFactor: 1, bufferKw: 0, meter: 'building' };
const on = (connectionId: string): DepotDossier['chargePoints'] =>
  depotDossiers.example.chargePoints.map((chargePoint) => ({ ...chargePoint, connectionId, feederId: undefined }));

let bench: HeadroomBench;
beforeEach(async () => {
  bench = await HeadroomBench.open();
  await bench.install([main, yard], on('main'));
  await bench.agree();
  await bench.allow({ main: [{ forMs: 48 * HOUR, kw: 100, boundBy: 'asc' }], yard: [{ forMs: 48 * HOUR, kw: 50, boundBy: 'asc' }] });
});
afterEach(() => bench.close());

describe('a depot with two connections', () => {
  it('gives each what its own meter leaves; vans on one are no load of the other', async () => {
    await bench.draws(7);
    await bench.pass(1_000);
    await bench.meter('main', 40);
    await bench.meter('yard', 30);
    expect(await bench.grantableKw()).toEqual([67, 20]);
    expect((await bench.now()).headroomKw).toBe(87);
  });

  it('assumes the worst only where the meter is silent', async () => {
    await bench.meter('main', 40);
    await bench.meter('yard', 30);
    await bench.pass(6 * MINUTE);
    await bench.meter('yard', 30);
    await bench.pass(2 * MINUTE);
    expect(await bench.grantableKw()).toEqual([0, 20]);
  });

  it('makes no room on either when a charge point turns out to hang on the other', async () => {
    await bench.draws(7);
    await bench.pass(1_000);
    await bench.meter('main', 40);
    await bench.meter('yard', 30);
    await bench.pass(1_000);
    await bench.install([main, yard], on('yard'));
    const [mainKw, yardKw] = await bench.grantableKw();
    expect(mainKw).toBeLessThanOrEqual(67);
    expect(yardKw).toBe(20);
    await bench.meter('main', 40);
    expect(await bench.grantableKw()).toEqual([60, 20]);
  });
});

describe('a van that has gone', () => {
  it.each(['Available', 'Faulted', 'Unavailable'] as const)('is no load to give again, whatever power was told with %s', async (status) => {
    await bench.draws(7);
    await bench.pass(1_000);
    await bench.meter('main', 47);
    expect((await bench.grantableKw())[0]).toBe(60);
    await bench.pass(MINUTE);
    await bench.draws(7, { plugged: false, status });
    await bench.pass(MINUTE);
    await bench.meter('main', 40);
    expect((await bench.grantableKw())[0]).toBe(60);
  });
});

describe('a meter that sends five values at once, every five minutes', () => {
  it.each([
    ['in their order', [4, 3, 2, 1, 0]],
    ['the newest first', [0, 1, 2, 3, 4]],
    ['each of them twice', [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]],
  ])('is believed for its newest, %s, freed of what the vans drew just then', async (_says, minutesAgo) => {
    await bench.draws(7);
    await bench.pass(3 * MINUTE);
    await bench.draws(2);
    await bench.pass(2 * MINUTE);
    const kwOf = (ago: number) => 40 + ago + (ago >= 2 ? 7 : 2);
    for (const ago of minutesAgo) await bench.meter('main', kwOf(ago), ago * MINUTE);
    expect((await bench.now()).connections[0]).toMatchObject({ buildingLoadKw: 42, grantableKw: 60, meterStale: false });
    await bench.pass(5 * MINUTE);
    expect((await bench.now()).connections[0]?.meterStale).toBe(false);
  });
});

describe('a meter whose clock is wrong', () => {
  it('some minutes ahead, does not keep the true readings out once it is put right', async () => {
    await bench.meter('main', 10, -4 * MINUTE);
    await bench.meter('main', 60);
    expect((await bench.grantableKw())[0]).toBe(40);
  });

  it('far ahead, is not believed at all', async () => {
    await bench.meter('main', 10, -24 * HOUR);
    await bench.pass(6_000);
    expect(await bench.now()).toMatchObject({ stale: expect.arrayContaining(['meter:main']) });
    expect((await bench.grantableKw())[0]).toBe(0);
    await bench.meter('main', 60);
    expect((await bench.grantableKw())[0]).toBe(40);
  });
});

it('a socket that is not installed changes nothing', async () => {
  await bench.meter('main', 40);
  await bench.draws(7, { socket: 'whitechapel.ghost.sk1' });
  expect((await bench.now()).evLoadKw).toBe(0);
  await bench.draws(7, { socket });
  expect((await bench.now()).evLoadKw).toBe(7);
});
