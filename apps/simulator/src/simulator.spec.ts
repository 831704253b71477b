import {
  type Message,
  outsideSetpointResponses,
  outsideSiteLoad,
  outsideSocketMeasures,
  outsideTelematics,
  type Topic,
} from '@headroom/contracts';
import { instantOf, VirtualClock } from '@headroom/service-kit';
import { buildingLoadKw } from './building/building-load';
import { demoBuildingOf } from './estate/demo-buildings';
import { demoEstate } from './estate/demo-estate';
import { type Faults, noFaults, usualFaults } from './faults';
import { fiveMinuteBatches, readingEvery } from './meter/meter-setting';
import { Simulator } from './simulator';
import type { SimulatorSettings } from './simulator-settings';

const NOON_MS = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const settled = () => Promise.resolve();
const estateOf = (depot: string) => demoEstate().filter(({ dossier }) => dossier.depot === depot);

interface Said {
  readonly topic: string;
  readonly atMs: number;
  readonly message: object;
}

/** A simulator whose words are written down. */
const simulated = (settings: Partial<SimulatorSettings> = {}) => {
  const clock = new VirtualClock(NOON_MS);
  const said: Said[] = [];
  const outside = {
    tell: <T extends object>(topic: Topic<T>, ...messages: T[]) => {
      for (const message of messages) said.push({ topic: topic.name, atMs: clock.now(), message: topic.schema.parse(message) });
    },
  };
  const simulator = new Simulator(
    { estate: demoEstate(), seed: 1, faults: noFaults, meter: readingEvery(10_000), ...settings },
    clock,
    outside,
  );
  const heard = <T extends object>(topic: Topic<T>) => said.filter((one) => one.topic === topic.name).map(({ message }) => message as T);
  simulator.start();
  return { clock, simulator, said, heard, run: (forMs: number) => clock.runUntil(clock.now() + forMs, settled) };
};

const tells = (socket: string, amps: number, atMs: number, id = 'sp-1') => ({
  id,
  at: instantOf(atMs),
  socket,
  amps,
  mode: 'live' as const,
  issuedAt: instantOf(atMs),
  expiresAt: instantOf(atMs + 30_000),
});
type Measure = Message<typeof outsideSocketMeasures>;
const lastOf = (measures: Measure[], socket: string) => measures.filter((measure) => measure.socket === socket).at(-1);

// Virtual hours on a machine that may be busy with other tests.
jest.setTimeout(180_000);

describe('the simulated estate', () => {
  it('has most sockets charging within five seconds of its start, at noon as at any hour', async () => {
    const { heard, run } = simulated();
    await run(5_000);
    const charging = new Set(
      heard(outsideSocketMeasures)
        .filter(({ realPowerW = 0 }) => realPowerW > 1_000)
        .map(({ socket }) => socket),
    );
    expect(new Set([...charging].map((socket) => socket.split('.')[0])).size).toBe(9);
    expect(charging.size).toBeGreaterThan(160);
  });

  it('says the same at the same moments for the same seed, and something else for another', async () => {
    const day = async (seed: number) => {
      const { said, run } = simulated({ estate: estateOf('islington'), seed, faults: usualFaults });
      await run(HOUR_MS);
      return said;
    };
    const [once, again, other] = [await day(1), await day(1), await day(2)];
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });

  it('lives a day of nine depots in seconds', async () => {
    const before = process.cpuUsage();
    const clock = new VirtualClock(NOON_MS);
    let count = 0;
    const outside = {
      tell: (_topic: object, ...messages: object[]) => {
        count += messages.length;
      },
    };
    new Simulator({ estate: demoEstate(), seed: 1, faults: usualFaults, meter: readingEvery(10_000) }, clock, outside).start();
    await clock.runUntil(NOON_MS + 24 * HOUR_MS, settled);
    expect(count).toBeGreaterThan(300_000);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(20);
  });

  it('brings vans home in the evening and sends them out in the morning', async () => {
    const { heard, run } = simulated({ estate: estateOf('camden') });
    await run(24 * HOUR_MS);
    const statuses = heard(outsideSocketMeasures).map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['Available', 'Preparing', 'Charging', 'SuspendedEV']));
    expect(heard(outsideTelematics).every(({ socPct }) => socPct >= 0 && socPct <= 100)).toBe(true);
  });

  it('never lets an energy register run back', async () => {
    const { heard, run } = simulated({ estate: estateOf('victoria'), faults: { ...usualFaults, bootsPerChargePointDay: 4 } });
    await run(24 * HOUR_MS);
    const registers = new Map<string, number>();
    for (const { socket, energyWh = 0 } of heard(outsideSocketMeasures)) {
      expect(energyWh).toBeGreaterThanOrEqual(registers.get(socket) ?? 0);
      registers.set(socket, energyWh);
    }
  });

  it('falls silent when it is stopped', async () => {
    const { said, simulator, run } = simulated();
    await run(MINUTE_MS);
    simulator.stop();
    const before = said.length;
    await run(HOUR_MS);
    expect(said).toHaveLength(before);
  });
});

describe('a simulated charge point', () => {
  const camden = { estate: estateOf('camden') };
  const chargingSocket = (measures: Measure[]) => measures.find(({ realPowerW = 0 }) => realPowerW > 1_000)?.socket as string;

  it('answers a setpoint, and its van follows within 15 seconds', async () => {
    const { heard, simulator, clock, run } = simulated(camden);
    await run(2 * MINUTE_MS);
    const socket = chargingSocket(heard(outsideSocketMeasures));
    simulator.receive(tells(socket, 10, clock.now()));
    await run(2_000);
    expect(heard(outsideSetpointResponses)).toEqual([expect.objectContaining({ setpointId: 'sp-1', socket, resultCode: 0 })]);
    await run(2 * MINUTE_MS);
    expect(lastOf(heard(outsideSocketMeasures), socket)).toMatchObject({ offeredA: 10, currentA: 10, realPowerW: 2_300 });
  });

  it('never draws more than it was told once the van has followed, whatever it was told before', async () => {
    const powers = new Map<string, number>();
    const { heard, simulator, clock, run } = simulated({ ...camden, onPower: (socket, kw) => powers.set(socket, kw) });
    await run(2 * MINUTE_MS);
    const socket = chargingSocket(heard(outsideSocketMeasures));
    for (const [index, amps] of [32, 16, 8, 0, 18, 10, 32].entries()) {
      simulator.receive(tells(socket, amps, clock.now(), `walk-${index}`));
      await run(16_000);
      expect(powers.get(socket)).toBeLessThanOrEqual(amps * 0.23 + 1e-9);
    }
  });

  it('tells that it is held up when it is paused', async () => {
    const { heard, simulator, clock, run } = simulated(camden);
    await run(2 * MINUTE_MS);
    const socket = chargingSocket(heard(outsideSocketMeasures));
    simulator.receive(tells(socket, 0, clock.now()));
    await run(20_000);
    expect(lastOf(heard(outsideSocketMeasures), socket)?.status).toBe('SuspendedEVSE');
  });

  it('reports every minute while a van is plugged in and every five while none is', async () => {
    const { said, run } = simulated(camden);
    await run(HOUR_MS);
    const gaps = new Map<string, number>();
    let longestMs = 0;
    for (const { topic, message, atMs } of said) {
      if (topic !== outsideSocketMeasures.name) continue;
      const { socket } = message as Measure;
      longestMs = Math.max(longestMs, atMs - (gaps.get(socket) ?? atMs));
      gaps.set(socket, atMs);
    }
    expect(longestMs).toBeLessThanOrEqual(5 * MINUTE_MS);
  });

  it('says so when it has booted', async () => {
    const { heard, run } = simulated({ ...camden, faults: { ...noFaults, bootsPerChargePointDay: 24 } });
    await run(6 * HOUR_MS);
    expect(heard(outsideSocketMeasures).some(({ rebooted }) => rebooted)).toBe(true);
  });

  it('may be given a lost tag or the master tag', async () => {
    const tagsOf = async (faults: Partial<Faults>) => {
      const { heard, run } = simulated({ ...camden, faults: { ...noFaults, ...faults } });
      await run(MINUTE_MS);
      return heard(outsideSocketMeasures).flatMap(({ tag }) => (tag ? [tag] : []));
    };
    const known = estateOf('camden')[0]?.dossier.tags ?? [];
    const master = known.find(({ kind }) => kind === 'master')?.id;
    for (const tag of await tagsOf({ unknownTagShare: 1 })) expect(known.map(({ id }) => id)).not.toContain(tag);
    expect(new Set(await tagsOf({ masterTagShare: 1 }))).toEqual(new Set([master]));
  });
});

describe('a simulated meter', () => {
  const trueKw = (depot: string, ms: number) => {
    const [estate] = estateOf(depot);
    return estate === undefined ? 0 : buildingLoadKw(demoBuildingOf(1)(estate, 'main'), ms);
  };

  it('reads building and vans together at an incomer, and the building alone beside it', async () => {
    const { heard, simulator, clock, run } = simulated();
    await run(5 * MINUTE_MS);
    const readKw = (depot: string) =>
      (heard(outsideSiteLoad)
        .filter((reading) => reading.depot === depot)
        .at(-1)?.powerW ?? 0) / 1_000;
    expect(readKw('camden')).toBeCloseTo(trueKw('camden', clock.now()) + simulator.evKw('camden'), 2);
    expect(readKw('bexleyheath')).toBeCloseTo(trueKw('bexleyheath', clock.now()), 2);
  });

  it('may send its minutes five at a time', async () => {
    const { said, run } = simulated({ estate: estateOf('camden'), meter: fiveMinuteBatches });
    await run(15 * MINUTE_MS);
    const sent = said.filter(({ topic }) => topic === outsideSiteLoad.name);
    expect(new Set(sent.map(({ atMs }) => atMs)).size).toBe(4);
    expect(sent.length).toBeGreaterThanOrEqual(15);
  });

  it('may come late, with the time when it was read', async () => {
    const { said, run } = simulated({ estate: estateOf('camden'), faults: { ...noFaults, lateMeterReadingShare: 1 } });
    await run(15 * MINUTE_MS);
    const sent = said.filter(({ topic }) => topic === outsideSiteLoad.name);
    expect(sent.length).toBeGreaterThan(0);
    for (const { message, atMs } of sent) expect(atMs - Date.parse((message as { at: string }).at)).toBeGreaterThanOrEqual(30_000);
  });
});
