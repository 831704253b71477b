import { type HandOrder, handOrders } from '@headroom/contracts';
import { type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';

const hand = '/api/v1/depots/whitechapel/sockets/evc0010.sk1/hand';
let portal: RunningPortal;
let engineer: string;
let told: HandOrder[];

beforeEach(async () => {
  portal = await runPortal();
  told = [];
  portal.broker.watch((topic, _key, message) => {
    if (topic === handOrders.name) told.push(message as HandOrder);
  });
  await tellExampleDepot(portal.bus);
  await portal.settled();
  engineer = await portal.token({ sub: 'ann', role: 'depotadmin', depots: ['whitechapel'] });
});
afterEach(() => portal.stop());

describe('setting a socket by hand', () => {
  test('tells control who did it and until when', async () => {
    const answer = await portal.put(hand, engineer, { amps: 16, minutes: 5 });
    expect(answer.status).toBe(202);
    expect(told).toMatchObject([{ socket: 'whitechapel.evc0010.sk1', amps: 16, by: 'ann' }]);
    expect(Date.parse(told[0]?.expiresAt ?? '') - Date.parse(told[0]?.at ?? '')).toBe(5 * 60_000);
  });

  test('gives it back', async () => {
    expect((await portal.delete(hand, engineer)).status).toBe(202);
    expect(told).toMatchObject([{ amps: null }]);
  });

  test.each([
    ['a figure that is no setpoint', hand, { amps: 900 }, 422],
    ['no figure', hand, {}, 422],
    ['a socket that is not there', hand.replace('sk1', 'sk9'), { amps: 6 }, 404],
    ['a depot that is not hers', hand.replace('whitechapel', 'islington'), { amps: 6 }, 403],
  ])('%s is refused and nothing is told', async (_what, path, body, status) => {
    expect((await portal.put(path, engineer, body)).status).toBe(status);
    expect(told).toEqual([]);
  });

  test('is not for one who only looks', async () => {
    const viewer = await portal.token({ sub: 'bob', role: 'viewer', depots: ['whitechapel'] });
    expect((await portal.put(hand, viewer, { amps: 6 })).status).toBe(403);
  });
});
