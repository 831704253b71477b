import {
  type Alarm,
  alarms,
  type DepotDossier,
  depotDossiers,
  type SocketMeasures,
  type SocketState,
  socketMeasures,
  socketStates,
} from '@headroom/contracts';
import { Bus, EmbeddedBroker } from '@headroom/messaging';
import { startProcess, VirtualClock } from '@headroom/service-kit';
import { CpStateModule } from '../cp-state.module';

export const START = Date.parse('2026-11-23T17:00:00.000Z');
export const SOCKET = 'camden.evc1.sk1';
export const SIBLING = 'camden.evc1.sk2';

export const camden: DepotDossier = {
  ...depotDossiers.example,
  depot: 'camden',
  chargePoints: ['evc1', 'evc2'].map((unit) => ({
    id: `camden.${unit}`,
    typeId: 'alfen',
    connectionId: 'main',
    minMessageGapMs: 2_000,
    minLimitA: 6,
    canPause: true,
    sockets: ['sk1', 'sk2'].map((socket) => ({ id: `camden.${unit}.${socket}`, phases: 1, phaseRotation: 'L1L2L3', maxLimitA: 32 })),
  })),
  vehicles: [],
  tags: [
    { id: '04A2B3', vehicleId: 'camden.van07', kind: 'vehicle' },
    { id: 'MASTER', vehicleId: null, kind: 'master' },
    { id: 'DRAWER', vehicleId: null, kind: 'vehicle' },
  ],
};

/** What services tell gets lost while the bus is away; what they are told still arrives. */
class MoodyBus extends Bus {
  isAway = false;
  constructor(private readonly bus: Bus) {
    super();
  }
  tell: Bus['tell'] = (topic, ...messages) => (this.isAway ? this.refuse() : this.bus.tell(topic, ...messages));
  forget: Bus['forget'] = (topic, key) => (this.isAway ? this.refuse() : this.bus.forget(topic, key));
  tellRaw: Bus['tellRaw'] = (topic, key, bytes) => (this.isAway ? this.refuse() : this.bus.tellRaw(topic, key, bytes));
  private refuse = () => Promise.reject(new Error('no broker answers'));
}

type Said = Partial<Omit<SocketMeasures, 'at' | 'receivedAt'>> & {
  /** How long before it was received it was measured, by the sender's clock; 300 ms unless said. */
  readonly agoMs?: number;
};

/** A depot whose chargers say what a test lets them say, with cp-state listening to them. */
export async function depotBench() {
  const clock = new VirtualClock(START);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const mood = new MoodyBus(broker.bus);
  const told: SocketState[] = [];
  const alarmsTold: Alarm[] = [];
  broker.watch((topic, _key, message) => {
    if (topic === socketStates.name && message) told.push(message as SocketState);
    if (topic === alarms.name && message) alarmsTold.push(message as Alarm);
  });
  const start = (on = broker) =>
    startProcess({
      services: [CpStateModule],
      broker: moody(on),
      clock,
      tokenSecret: 'x'.repeat(32),
      port: 0,
      host: '127.0.0.1',
      logger: quiet,
    });
  const moody = (on: EmbeddedBroker): EmbeddedBroker => Object.create(on, { bus: { value: mood } });
  let app = await start();
  await broker.bus.tell(depotDossiers, camden);
  await broker.idle();
  let count = 0;
  const measureOf = ({ agoMs = 300, ...said }: Said): SocketMeasures => {
    const now = clock.now();
    const times = { at: new Date(now - agoMs).toISOString(), receivedAt: new Date(now).toISOString() };
    return { id: `m-${++count}`, depot: 'camden', socket: SOCKET, ...times, ...said };
  };
  const hear = async (...said: Said[]) => {
    await broker.bus.tell(socketMeasures, ...said.map(measureOf));
    await broker.idle();
  };
  return {
    broker,
    mood,
    told,
    alarmsTold,
    hear,
    measureOf,
    nowAt: () => new Date(clock.now()).toISOString(),
    passSeconds: (seconds: number) => clock.runUntil(clock.now() + seconds * 1_000, () => broker.idle()),
    /** What is told of the socket now. */
    truth: (socket = SOCKET) => told.findLast((row) => row.socket === socket) as SocketState,
    restart: async () => {
      await app.close();
      app = await start(broker.beside());
      await broker.idle();
    },
    /** Another process joins, and then the first one leaves. */
    handOver: async () => {
      const first = app;
      app = await start(broker.beside());
      await broker.idle();
      await first.close();
      await broker.idle();
    },
    close: () => app.close(),
  };
}
export type DepotBench = Awaited<ReturnType<typeof depotBench>>;

const quiet = { log() {}, error() {}, warn() {}, debug() {}, verbose() {}, fatal() {} };
