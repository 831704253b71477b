import { type Message, outsideSetpointResponses, outsideSocketMeasures, setpoints } from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import { demoEstate } from './estate/demo-estate';
import { noFaults } from './faults';
import { readingEvery } from './meter/meter-setting';
import { SimulatorModule } from './simulator.module';

it('hears setpoints on the bus and answers there, as a charge point controller on Kafka would', async () => {
  const clock = new VirtualClock(Date.parse('2026-11-23T12:00:00.000Z'));
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const heard: { topic: string; message: object | null }[] = [];
  broker.watch((topic, _key, message) => void heard.push({ topic, message }));
  const estate = demoEstate().filter(({ dossier }) => dossier.depot === 'camden');
  const simulator = SimulatorModule.forEstate({ estate, seed: 1, faults: noFaults, meter: readingEvery(10_000) });
  const app = await startInProcess({ services: [simulator], broker, clock });
  const run = (forMs: number) => clock.runUntil(clock.now() + forMs, () => broker.idle());

  await run(5_000);
  const measured = heard.find(({ topic }) => topic === outsideSocketMeasures.name)?.message as Message<typeof outsideSocketMeasures>;
  const now = instantOf(clock.now());
  await broker.bus.tell(setpoints, {
    ...setpoints.example,
    socket: measured.socket,
    at: now,
    issuedAt: now,
    expiresAt: instantOf(clock.now() + 30_000),
  });
  await run(2_000);
  const answers = heard.filter(({ topic }) => topic === outsideSetpointResponses.name).map(({ message }) => message);
  expect(answers).toEqual([expect.objectContaining({ setpointId: setpoints.example.id, socket: measured.socket, resultCode: 0 })]);

  await app.close();
  const before = heard.length;
  await run(600_000);
  expect(heard).toHaveLength(before);
});
