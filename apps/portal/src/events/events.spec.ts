import { type Alarm, alarms, allocations, depotDossiers, headrooms, responses, socketStates } from '@headroom/contracts';
import { NOON, runPortal } from '../testing/running-portal';
import { setpoint, streamedPortal } from '../testing/streamed-portal';

const streamed = streamedPortal();
let wallMs = NOON;
beforeEach(() => {
  wallMs = NOON;
});
const pass = (ms: number) => {
  wallMs += ms;
  return streamed.portal.wall.runUntil(wallMs, streamed.portal.settled);
};

describe('the events of a depot', () => {
  test('begin with the whole picture', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    expect(reader.answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-content-type-options': 'nosniff' });
    await reader.until(() => reader.heard.length > 0);
    expect(reader.heard[0]).toMatchObject({ event: 'state', data: { headroomKw: 94, sockets: [{ id: 'whitechapel.evc0010.sk1' }] } });
  });

  test('then tell what changes, and nothing else', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    await reader.until(() => reader.heard.length > 0);
    await pass(1_000);
    await streamed.portal.bus.tell(socketStates, { ...socketStates.example, realPowerW: 3_600 });
    await streamed.portal.settled();
    await pass(500);
    await reader.until(() => reader.heard.length > 1);
    await streamed.portal.bus.tell(headrooms, { ...headrooms.example, headroomKw: 50 });
    const amber: Alarm = { ...alarms.example, level: 'amber' };
    await streamed.portal.bus.tell(alarms, amber);
    await streamed.portal.settled();
    await pass(500);
    await reader.until(() => reader.heard.length > 3);
    expect(reader.events()).toEqual(['state', 'socket', 'depot', 'alarm']);
    expect(reader.heard[1]?.data).toMatchObject({ id: 'whitechapel.evc0010.sk1', realPowerKw: 3.6 });
    expect(reader.heard[2]?.data).toMatchObject({ headroomKw: 50 });
    expect(reader.heard[2]?.data).not.toHaveProperty('sockets');
    expect(reader.heard[3]?.data).toMatchObject({ level: 'amber' });
  });

  test('tell decisions, setpoints and answers as they come', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    await streamed.portal.bus.tell(allocations, allocations.example);
    await streamed.tell(setpoint({}));
    await streamed.portal.bus.tell(responses, responses.example);
    await reader.until(() => reader.heard.length > 3);
    expect(reader.events().sort()).toEqual(['answer', 'decision', 'setpoint', 'state']);
    expect(reader.heard.find(({ event }) => event === 'decision')?.data).not.toHaveProperty('problem');
  });

  test('tell the whole picture again when a socket is installed', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    const [chargePoint] = depotDossiers.example.chargePoints;
    if (!chargePoint?.sockets[0]) throw new Error('the example has a socket');
    const second = { ...chargePoint.sockets[0], id: 'whitechapel.evc0010.sk2' };
    await streamed.portal.bus.tell(depotDossiers, {
      ...depotDossiers.example,
      chargePoints: [{ ...chargePoint, sockets: [...chargePoint.sockets, second] }],
    });
    await streamed.portal.settled();
    await pass(500);
    await reader.until(() => reader.heard.length > 1);
    expect(reader.heard[1]).toMatchObject({ event: 'state', data: { sockets: [{}, { id: second.id, status: null }] } });
  });

  test('end when the depot does', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    await streamed.portal.bus.forget(depotDossiers, 'whitechapel');
    await streamed.portal.settled();
    await pass(500);
    await reader.until(() => reader.ended);
  });

  test('a heartbeat comes every fifteen seconds', async () => {
    const reader = (await streamed.open('depots/whitechapel/events')).read();
    await pass(15_000);
    await pass(15_000);
    await reader.until(() => reader.comments.length === 2);
  });

  test('end when the token has expired', async () => {
    const short = await streamed.open('depots/whitechapel/events', await streamed.portal.token({ sub: 'admin', role: 'sysadmin' }, 1));
    short.read();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await pass(15_000);
    await short.until(() => short.ended);
  });

  test('a client that does not read is cut off, and the others hear everything', async () => {
    const slow = await streamed.open('depots/whitechapel/events');
    const quick = (await streamed.open('depots/whitechapel/events')).read();
    const large = 'x'.repeat(200_000);
    for (let index = 0; index < 80; index++) {
      await streamed.portal.bus.tell(allocations, { ...allocations.example, id: `a-${index}`, sockets: [{ ...row, reason: large }] });
      await streamed.portal.settled();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await quick.until(() => quick.heard.length === 81, 10_000);
    slow.read();
    await slow.until(() => slow.ended);
    expect(slow.heard.length).toBeLessThan(81);
  }, 30_000);
  const [row] = allocations.example.sockets as [(typeof allocations.example.sockets)[number]];
});

describe('the events of all depots', () => {
  test('begin with the overview and tell the depots that change', async () => {
    const reader = (await streamed.open('events')).read();
    await reader.until(() => reader.heard.length > 0);
    await pass(1_000);
    await streamed.portal.bus.tell(headrooms, { ...headrooms.example, headroomKw: 50 });
    await streamed.portal.settled();
    await pass(1_000);
    await reader.until(() => reader.events().includes('depot'));
    expect(reader.heard[0]).toMatchObject({ event: 'overview', data: { depots: [{ depot: 'whitechapel', headroomKw: 94 }] } });
    expect(reader.heard.at(-1)).toMatchObject({ event: 'depot', data: { depot: 'whitechapel', headroomKw: 50 } });
  });

  test("leave out what is not the viewer's", async () => {
    const vera = await streamed.portal.token({ sub: 'vera', role: 'viewer', depots: ['camden'] });
    const reader = (await streamed.open('events', vera)).read();
    await reader.until(() => reader.heard.length > 0);
    await pass(1_000);
    await streamed.portal.bus.tell(headrooms, { ...headrooms.example, headroomKw: 50 });
    await streamed.portal.settled();
    await pass(1_000);
    await streamed.portal.bus.tell(depotDossiers, { ...depotDossiers.example, depot: 'camden', id: 'd-9' });
    await streamed.portal.settled();
    await pass(1_000);
    await reader.until(() => reader.heard.some(({ data }) => data.depots?.length === 1));
    expect(JSON.stringify(reader.heard)).not.toContain('whitechapel');
  });
});

test('an open stream does not hold up the stop', async () => {
  const reader = (await streamed.open('depots/whitechapel/events')).read();
  await reader.until(() => reader.heard.length > 0);
  const begun = performance.now();
  await streamed.portal.stop();
  await reader.until(() => reader.ended);
  expect(performance.now() - begun).toBeLessThan(5_000); // a heartbeat comes only every 15 s
  streamed.portal = await runPortal();
});

test('asking for the head of a stream opens none', async () => {
  const answer = await fetch(`${streamed.portal.url}/api/v1/depots/whitechapel/events`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${streamed.admin}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
});
