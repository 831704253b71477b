import {
  type Alarm,
  alarms,
  type DepotDossier,
  type DepotPlans,
  type DepotPriorities,
  depotDossiers,
  depotPlans,
  priorities,
  type SocketState,
  socketStates,
  type VehicleState,
  vehicleStates,
} from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { startProcess, VirtualClock } from '@headroom/service-kit';
import { PriorityModule } from '../priority.module';

export const START = Date.parse('2026-11-23T17:00:00.000Z');

const van = (id: string, phases: 1 | 3 = 1) => ({
  id: `camden.${id}`,
  registration: id,
  typeId: 'evito',
  batteryKwh: 60,
  maxChargeKw: 7.2,
  phases,
});
export const camden: DepotDossier = {
  ...depotDossiers.example,
  depot: 'camden',
  chargePoints: [1, 2, 3].map((unit) => ({
    ...(depotDossiers.example.chargePoints[0] as DepotDossier['chargePoints'][number]),
    id: `camden.evc${unit}`,
    sockets: [{ id: `camden.evc${unit}.sk1`, phases: unit === 3 ? 3 : 1, phaseRotation: 'L1L2L3', maxLimitA: unit === 2 ? 16 : 32 }],
  })),
  vehicles: [van('van01'), van('van02'), van('van03')],
};
export const plans: DepotPlans = { ...depotPlans.example, depot: 'camden' };

/** A depot's sockets and vans, with priority listening to them. */
export async function ranksBench() {
  const clock = new VirtualClock(START);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const told: DepotPriorities[] = [];
  const alarmsTold: Alarm[] = [];
  broker.watch((topic, _key, message) => {
    if (topic === priorities.name && message) told.push(message as DepotPriorities);
    if (topic === alarms.name && message) alarmsTold.push(message as Alarm);
  });
  const start = (on = broker) =>
    startProcess({ services: [PriorityModule], broker: on, clock, tokenSecret: 'x'.repeat(32), port: 0, host: '127.0.0.1', logger: quiet });
  let app = await start();
  let count = 0;
  const envelope = () => ({ id: `m-${++count}`, at: new Date(clock.now()).toISOString(), depot: 'camden' });
  const socketState = (unit: number, state: Partial<SocketState>): SocketState => ({
    ...socketStates.example,
    ...envelope(),
    socket: `camden.evc${unit}.sk1`,
    vehicle: null,
    ...state,
  });
  const tellPlans = async (agreed: DepotPlans) => {
    await broker.bus.tell(depotPlans, { ...agreed, ...envelope() });
    await broker.idle();
  };
  await tellPlans(plans);
  await broker.bus.tell(depotDossiers, camden);
  await broker.idle();
  const passSeconds = (seconds: number) => clock.runUntil(clock.now() + seconds * 1_000, () => broker.idle());
  return {
    told,
    alarmsTold,
    tellPlans,
    passSeconds,
    nowAt: () => new Date(clock.now()).toISOString(),
    /** A van is known to be plugged in, with this much in its battery. */
    vanAt: async (unit: number, van: string, state: Partial<VehicleState> = {}) => {
      const socket = `camden.evc${unit}.sk1`;
      const row = { ...vehicleStates.example, ...envelope(), vehicle: `camden.${van}`, socket, ...state };
      await broker.bus.tell(vehicleStates, row);
      await broker.bus.tell(socketStates, socketState(unit, { tagKind: 'vehicle', vehicle: `camden.${van}` }));
      await passSeconds(2);
    },
    /** What a socket says, without any van being known. */
    socketSays: async (unit: number, ...states: Partial<SocketState>[]) => {
      for (const state of states) await broker.bus.tell(socketStates, socketState(unit, state));
      await passSeconds(2);
    },
    forgetSocket: async (unit: number) => {
      await broker.bus.forget(socketStates, `camden.evc${unit}.sk1`);
      await passSeconds(2);
    },
    ranks: () => told.at(-1)?.sockets ?? [],
    rank: (unit: number) => told.at(-1)?.sockets.find(({ socket }) => socket === `camden.evc${unit}.sk1`),
    restart: async () => {
      await app.close();
      app = await start(broker.beside());
      await broker.idle();
    },
    close: () => app.close(),
  };
}
export type RanksBench = Awaited<ReturnType<typeof ranksBench>>;

const quiet = { log() {}, error() {}, warn() {} };
