import { EventReader } from '../testing/event-reader';
import { type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';
import { MOST_OF_ONE } from './sse-clients';

let portal: RunningPortal;
const readers: EventReader[] = [];
beforeEach(async () => {
  portal = await runPortal();
  await tellExampleDepot(portal.bus);
  await portal.settled();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await portal.stop();
});

const path = '/api/v1/depots/whitechapel/setpoints/stream';

test('one who opens stream after stream is refused, and keeps nobody else out', async () => {
  const greedy = await portal.token({ sub: 'greedy', role: 'cpc' });
  for (let i = 0; i < MOST_OF_ONE; i++) readers.push(await EventReader.open(`${portal.url}${path}`, greedy));
  expect((await portal.get(path, greedy)).status).toBe(429);
  const other = await portal.token({ sub: 'cpc-1', role: 'cpc' });
  const others = await EventReader.open(`${portal.url}${path}`, other);
  expect(others.answer.statusCode).toBe(200);
  readers.shift()?.close();
  await new Promise((closed) => setTimeout(closed, 200));
  const again = await EventReader.open(`${portal.url}${path}`, greedy);
  expect(again.answer.statusCode).toBe(200);
  readers.push(others, again);
});
