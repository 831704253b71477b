import {
  type Alarm,
  alarms,
  type DepotDossier,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  type SocketState,
  socketStates,
  telematics,
  type VehicleState,
  vehicleStates,
} from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { startProcess, VirtualClock } from '@headroom/service-kit';
import { EvStateModule } from '../ev-state.module';

/** A Monday. */
export const START = Date.parse('2026-11-23T17:00:00.000Z');
export const VAN = 'camden.van07';
export const SOCKET = 'camden.evc1.sk1';

const van = (id: string) => ({ id, registration: 'LX21 ABC', typeId: 'evito', batteryKwh: 60, maxChargeKw: 7.2, phases: 1 as const });
export const camden: DepotDossier = { ...depotDossiers.example, depot: 'camden', vehicles: [van(VAN), van('camden.van08')] };
export const plans: DepotPlans = {
  ...depotPlans.example,
  depot: 'camden',
  schedules: [{ vehicleId: VAN, weekday: 2, departLocal: '06:30', returnLocal: '16:00', targetSocPct: 80 }],
};

/** A depot's vans and sockets, with ev-state listening to them. */
export async function vansBench() {
  const clock = new VirtualClock(START);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const told: VehicleState[] = [];
  const alarmsTold: Alarm[] = [];
  const gone: string[] = [];
  broker.watch((topic, key, message) => {
    if (topic === vehicleStates.name && message) told.push(message as VehicleState);
    else if (topic === vehicleStates.name) gone.push(key);
    if (topic === alarms.name && message) alarmsTold.push(message as Alarm);
  });
  const start = (on = broker) =>
    startProcess({ services: [EvStateModule], broker: on, clock, tokenSecret: 'x'.repeat(32), port: 0, host: '127.0.0.1', logger: quiet });
  let app = await start();
  let count = 0;
  const nowAt = (agoMs = 0) => new Date(clock.now() - agoMs).toISOString();
  const register = async (dossier: DepotDossier, agreed: DepotPlans) => {
    await broker.bus.tell(depotPlans, { ...agreed, id: `p-${++count}` });
    await broker.bus.tell(depotDossiers, { ...dossier, id: `d-${++count}` });
    await broker.idle();
  };
  await register(camden, plans);
  return {
    told,
    gone,
    alarmsTold,
    nowAt,
    register,
    passMinutes: (minutes: number) => clock.runUntil(clock.now() + minutes * 60_000, () => broker.idle()),
    /** The van reports; `agoMs` is how long it was on its way. */
    reports: async (socPct: number, { agoMs = 0, vehicle = VAN } = {}) => {
      await broker.bus.tell(telematics, { id: `t-${++count}`, at: nowAt(agoMs), receivedAt: nowAt(), depot: 'camden', vehicle, socPct });
      await broker.idle();
    },
    /** A socket's state is told: the van is at it unless said otherwise. */
    socketSays: async (state: Partial<SocketState>) => {
      const row: SocketState = {
        ...socketStates.example,
        id: `s-${++count}`,
        at: nowAt(),
        depot: 'camden',
        socket: SOCKET,
        vehicle: VAN,
        pluggedAt: '2026-11-23T17:00:00.000Z',
        energyWh: 0,
        energyAtPlugWh: 0,
        ...state,
      };
      await broker.bus.tell(socketStates, row);
      await broker.idle();
    },
    truth: (vehicle = VAN) => told.findLast((row) => row.vehicle === vehicle) as VehicleState,
    restart: async () => {
      await app.close();
      app = await start(broker.beside());
      await broker.idle();
    },
    close: () => app.close(),
  };
}
export type VansBench = Awaited<ReturnType<typeof vansBench>>;

const quiet = { log() {}, error() {}, warn() {} };
