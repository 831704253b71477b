import { type DepotBench, depotBench } from './testing/depot-bench';

describe('what flows, whatever the charger sends', () => {
  let depot: DepotBench;
  beforeEach(async () => {
    depot = await depotBench();
    await depot.hear({ status: 'Charging', tag: '04A2B3' });
    await depot.passSeconds(30);
  });
  afterEach(() => depot.close());

  it('is not known before it was told, which is not zero', () => {
    expect(depot.truth()).toMatchObject({ realPowerW: null, currentA: null, energyWh: null });
  });

  it('is the current at 230 V when no power is told', async () => {
    await depot.hear({ currentA: 16 });
    expect(depot.truth()).toMatchObject({ realPowerW: 3_680, currentA: 16 });
  });

  it('is the sum of the phases, and the current is the highest of them', async () => {
    await depot.hear({ phaseCurrentsA: [10, 12, 8] });
    expect(depot.truth()).toMatchObject({ realPowerW: 6_900, currentA: 12, phaseCurrentsA: [10, 12, 8] });
  });

  it('is not known by phases any more where the charger goes on without telling them', async () => {
    await depot.hear({ phaseCurrentsA: [16, 0, 0] });
    for (let minute = 0; minute < 2; minute++) {
      await depot.passSeconds(60);
      await depot.hear({ status: 'Charging' });
    }
    expect(depot.truth().phaseCurrentsA).toEqual([16, 0, 0]);
    await depot.passSeconds(60);
    await depot.hear({ status: 'Charging' });
    expect(depot.truth()).toMatchObject({ currentA: 16, phaseCurrentsA: null });
  });

  it('is counted from energy when only energy is told', async () => {
    await depot.hear({ energyWh: 1_000 });
    await depot.passSeconds(60);
    await depot.hear({ energyWh: 1_100 });
    expect(depot.truth()).toMatchObject({ realPowerW: 6_000, energyWh: 1_100, energyAtPlugWh: 1_000 });
  });

  it('is not counted from energy when power is told as well', async () => {
    await depot.hear({ energyWh: 1_000, realPowerW: 7_200 });
    await depot.passSeconds(60);
    await depot.hear({ energyWh: 1_100, agoMs: 0 });
    expect(depot.truth().realPowerW).toBe(7_200);
  });

  it('does not believe energy that goes backwards, and moves the start of the session when the register was changed', async () => {
    await depot.hear({ energyWh: 12_000 });
    await depot.passSeconds(60);
    await depot.hear({ energyWh: 20 });
    expect(depot.truth()).toMatchObject({ energyWh: 12_000, energyAtPlugWh: 12_000 });
    await depot.passSeconds(60);
    await depot.hear({ energyWh: 140 });
    expect(depot.truth()).toMatchObject({ energyWh: 140, energyAtPlugWh: 20 });
  });

  it('begins the register anew with the next van (B7)', async () => {
    await depot.hear({ energyWh: 12_000 });
    await depot.hear({ status: 'Available', agoMs: 0 });
    await depot.passSeconds(60);
    await depot.hear({ status: 'Charging', tag: '04A2B3' });
    expect(depot.truth()).toMatchObject({ energyWh: null, energyAtPlugWh: null, epoch: 2 });
    await depot.passSeconds(30);
    await depot.hear({ energyWh: 60 });
    expect(depot.truth()).toMatchObject({ energyWh: 60, energyAtPlugWh: 60 });
  });

  it('says that a socket is in use when it draws, although its status says Available', async () => {
    await depot.hear({ status: 'Available', agoMs: 0 });
    await depot.passSeconds(30);
    await depot.hear({ realPowerW: 3_000 });
    expect(depot.truth()).toMatchObject({ plugged: true, realPowerW: 3_000 });
    await depot.passSeconds(30);
    await depot.hear({ realPowerW: 0 });
    expect(depot.truth()).toMatchObject({ plugged: false, realPowerW: 0 });
  });
});

describe('a charger whose clock is wrong', () => {
  let depot: DepotBench;
  beforeEach(async () => {
    depot = await depotBench();
  });
  afterEach(() => depot.close());

  const chargingAt = (realPowerW: number, agoMs: number) => depot.hear({ status: 'Charging', realPowerW, agoMs });

  it('is followed when it was ahead and is put right', async () => {
    await chargingAt(7_000, -240_000);
    await depot.passSeconds(60);
    await chargingAt(6_000, 0);
    expect(depot.truth().realPowerW).toBe(6_000);
  });

  it('is followed again two minutes after it was set back by an hour', async () => {
    await chargingAt(7_000, 0);
    for (let halfMinute = 0; halfMinute < 6; halfMinute++) {
      await depot.passSeconds(30);
      await chargingAt(6_000 - halfMinute, 3_600_000);
    }
    expect(depot.truth()).toMatchObject({ realPowerW: 5_995, lost: false });
  });

  it('is followed at once when it has booted', async () => {
    await chargingAt(7_000, 0);
    await depot.passSeconds(30);
    await depot.hear({ rebooted: true, status: 'Charging', realPowerW: 0, agoMs: 0 });
    await depot.passSeconds(30);
    await chargingAt(3_000, 0);
    expect(depot.truth().realPowerW).toBe(3_000);
  });

  it('is not followed while it replays a backlog (B9)', async () => {
    await chargingAt(7_000, 0);
    for (let minute = 60; minute > 0; minute--) {
      await depot.passSeconds(5);
      await chargingAt(minute, minute * 60_000 + (61 - minute) * 5_000);
    }
    expect(depot.truth().realPowerW).toBe(7_000);
  });
});
