import { depotDossiers, socketMeasures } from '@headroom/contracts';
import { camden, type DepotBench, depotBench, SIBLING, SOCKET } from './testing/depot-bench';

describe('the latest truth of a socket', () => {
  let depot: DepotBench;
  beforeEach(async () => {
    depot = await depotBench();
  });
  afterEach(() => depot.close());

  const vanArrives = () => depot.hear({ status: 'Charging', tag: '04A2B3', realPowerW: 7_200, currentA: 31.3, energyWh: 1_000 });

  it('knows the van by its tag, whatever case the charger sends', async () => {
    await depot.hear({ status: 'Charging', tag: '04a2b3', realPowerW: 7_200, currentA: 31.3, energyWh: 1_000 });
    expect(depot.truth()).toMatchObject({
      plugged: true,
      tagKind: 'vehicle',
      vehicle: 'camden.van07',
      realPowerW: 7_200,
      currentA: 31.3,
      epoch: 1,
      energyAtPlugWh: 1_000,
      lastHeardAt: '2026-11-23T17:00:00.000Z',
    });
  });

  it.each([
    ['MASTER', 'master'],
    ['DRAWER', 'unknown'],
    ['NEVER-SEEN', 'unknown'],
    [null, 'none'],
    ['  ', 'none'],
  ])('says of tag %p that its vehicle is not known: %s', async (tag, tagKind) => {
    await depot.hear({ status: 'Charging', tag });
    expect(depot.truth()).toMatchObject({ plugged: true, tagKind, vehicle: null });
  });

  it('lets one tag be on two sockets at once', async () => {
    await depot.hear({ status: 'Charging', tag: '04A2B3' }, { socket: SIBLING, status: 'Charging', tag: '04A2B3' });
    expect([depot.truth().vehicle, depot.truth(SIBLING).vehicle]).toEqual(['camden.van07', 'camden.van07']);
  });

  it('keeps what a partial measure leaves out', async () => {
    await vanArrives();
    await depot.hear({ realPowerW: 3_600, agoMs: 0 });
    expect(depot.truth()).toMatchObject({ status: 'Charging', tag: '04A2B3', realPowerW: 3_600, energyWh: 1_000 });
  });

  it('does not let a late value overwrite a newer one, yet counts the charger as heard', async () => {
    await vanArrives();
    await depot.passSeconds(30);
    await depot.hear({ status: 'Available', realPowerW: 0, tag: null, agoMs: 60_000 });
    await depot.passSeconds(40);
    expect(depot.truth()).toMatchObject({ plugged: true, realPowerW: 7_200, vehicle: 'camden.van07', lost: false });
  });

  it('takes the part of a late measure that is news', async () => {
    await vanArrives();
    await depot.passSeconds(30);
    await depot.hear({ status: 'SuspendedEV', agoMs: 0 });
    await depot.hear({ realPowerW: 40, currentA: 0.2, agoMs: 5_000 });
    expect(depot.truth()).toMatchObject({ status: 'SuspendedEV', realPowerW: 40 });
  });

  it('changes and tells nothing when the same message comes twice', async () => {
    const measure = depot.measureOf({ status: 'Charging', tag: '04A2B3', realPowerW: 7_200, rebooted: true });
    await depot.broker.bus.tell(socketMeasures, measure, measure);
    await depot.broker.idle();
    expect(depot.told).toHaveLength(1);
  });

  it('ends the session on Available, and knows that nothing flows any more', async () => {
    await vanArrives();
    await depot.passSeconds(30);
    await depot.hear({ status: 'Available' });
    expect(depot.truth()).toMatchObject({
      plugged: false,
      tag: null,
      tagKind: 'none',
      vehicle: null,
      pluggedAt: null,
      realPowerW: 0,
      currentA: 0,
    });
  });

  it('is not brought back by a straggler of the session that is over', async () => {
    await vanArrives();
    await depot.passSeconds(30);
    await depot.hear({ status: 'Available', agoMs: 0 });
    await depot.hear({ realPowerW: 7_200, currentA: 31.3, tag: '04A2B3', agoMs: 2_000 });
    expect(depot.truth()).toMatchObject({ plugged: false, realPowerW: 0, vehicle: null });
  });

  it('ends the session when the tag goes, although the status stays Charging (A2)', async () => {
    await vanArrives();
    await depot.passSeconds(30);
    await depot.hear({ tag: null });
    expect(depot.truth()).toMatchObject({ status: 'Charging', plugged: false, vehicle: null, realPowerW: 0 });
  });

  it('begins the session with the tag when the status comes later (B8)', async () => {
    await depot.hear({ status: 'Available' });
    await depot.passSeconds(10);
    await depot.hear({ tag: '04A2B3' });
    expect(depot.truth()).toMatchObject({ plugged: true, vehicle: 'camden.van07', epoch: 1 });
    await depot.passSeconds(24);
    await depot.hear({ status: 'Charging' });
    expect(depot.truth()).toMatchObject({ plugged: true, status: 'Charging', vehicle: 'camden.van07', epoch: 1 });
  });

  it('goes on with the same session after a fault, and asks for the setpoint again', async () => {
    await vanArrives();
    await depot.passSeconds(20);
    await depot.hear({ status: 'Faulted' });
    expect(depot.truth()).toMatchObject({ plugged: false, realPowerW: 0, tag: '04A2B3' });
    await depot.passSeconds(20);
    await depot.hear({ status: 'Charging', energyWh: 1_080 });
    expect(depot.truth()).toMatchObject({
      plugged: true,
      vehicle: 'camden.van07',
      epoch: 2,
      energyAtPlugWh: 1_000,
      pluggedAt: '2026-11-23T16:59:59.700Z',
    });
  });

  it('treats each connector on its own: an Unavailable sibling changes nothing (B2)', async () => {
    await vanArrives();
    await depot.hear({ socket: SIBLING, status: 'Unavailable' });
    expect([depot.truth().plugged, depot.truth(SIBLING).plugged]).toEqual([true, false]);
  });

  it('asks for the setpoint again after a boot, once for each boot', async () => {
    await vanArrives();
    await depot.passSeconds(20);
    const boot = depot.measureOf({ rebooted: true });
    await depot.broker.bus.tell(socketMeasures, boot, boot);
    await depot.broker.idle();
    expect(depot.truth()).toMatchObject({ plugged: true, epoch: 2 });
  });

  it('follows the register when a newer tag is written to the van', async () => {
    await depot.hear({ status: 'Charging', tag: 'NEW' });
    expect(depot.truth()).toMatchObject({ tagKind: 'unknown', vehicle: null });
    await depot.broker.bus.tell(depotDossiers, { ...camden, id: 'd-2', tags: [{ id: 'new', vehicleId: 'camden.van09', kind: 'vehicle' }] });
    await depot.broker.idle();
    expect(depot.truth()).toMatchObject({ tagKind: 'vehicle', vehicle: 'camden.van09' });
  });

  it('forgets a socket that was taken down', async () => {
    const gone: string[] = [];
    depot.broker.watch((topic, key, message) => {
      if (topic === 'state.sockets' && message === null) gone.push(key);
    });
    await vanArrives();
    await depot.broker.bus.tell(depotDossiers, { ...camden, id: 'd-2', chargePoints: camden.chargePoints.slice(1) });
    await depot.hear({ realPowerW: 7_000, agoMs: 0 });
    expect(gone).toEqual([SOCKET]);
    expect(depot.told).toHaveLength(1);
  });

  it('tells of a steady socket once a minute, and at once when its power changes', async () => {
    await vanArrives();
    for (let second = 0; second < 120; second += 10) {
      await depot.passSeconds(10);
      await depot.hear({ status: 'Charging', realPowerW: 7_200 });
    }
    expect(depot.told).toHaveLength(3);
    await depot.hear({ realPowerW: 7_100, agoMs: 0 });
    expect(depot.told).toHaveLength(4);
  });
});
