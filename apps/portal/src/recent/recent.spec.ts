import { allocations, type DepotAllocation, responses, setpoints } from '@headroom/contracts';
import { slicesAllocator } from '@headroom/domain';
import { type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';

let portal: RunningPortal;
let admin: string;
beforeEach(async () => {
  portal = await runPortal();
  await tellExampleDepot(portal.bus);
  admin = await portal.token({ sub: 'admin', role: 'sysadmin' });
});
afterEach(() => portal.stop());

const decide = async (id: string, second: number, changed: Partial<DepotAllocation> = {}) => {
  const problem = changed.problem ?? allocations.example.problem;
  const { sockets } = slicesAllocator.allocate(problem);
  const at = new Date(Date.parse('2026-11-23T17:00:00.000Z') + second * 1000).toISOString();
  await portal.bus.tell(allocations, { ...allocations.example, id, at, sockets: [...sockets], ...changed });
  await portal.settled();
};
const decisions = async (query = '') => (await portal.get(`/api/v1/depots/whitechapel/decisions${query}`, admin)).body;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('decisions', () => {
  test('are kept with their inputs and reasons, the newest first', async () => {
    await decide('a-1', 0);
    await decide('a-2', 10);
    const body = await decisions();
    expect(idsOf(body)).toEqual(['a-2', 'a-1']);
    expect(body.items[0].problem.sockets[0]).toMatchObject({ wantA: 32, priority: 0.62 });
    expect(body.items[0].sockets[0].reason).toEqual(expect.any(String));
  });

  test('a repeated one is not kept twice', async () => {
    await decide('a-1', 0);
    await decide('a-1', 0);
    expect(idsOf(await decisions())).toEqual(['a-1']);
  });

  test('can be asked for by time and by page', async () => {
    for (let index = 0; index < 5; index++) await decide(`a-${index}`, index);
    expect(idsOf(await decisions('?from=2026-11-23T17:00:01Z&to=2026-11-23T18:00:03%2B01:00'))).toEqual(['a-2', 'a-1']);
    const first = await decisions('?limit=2');
    expect(idsOf(first)).toEqual(['a-4', 'a-3']);
    const second = await decisions(`?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect(idsOf(second)).toEqual(['a-2', 'a-1']);
    const last = await decisions(`?limit=2&cursor=${encodeURIComponent(second.nextCursor)}`);
    expect(last).toMatchObject({ items: [{ id: 'a-0' }], nextCursor: null });
  });

  test.each(['?limit=0', '?limit=501', '?limit=x', '?from=yesterday', '?to=2026-13-01T00:00:00Z'])('%s is refused', async (query) => {
    const answer = await portal.get(`/api/v1/depots/whitechapel/decisions${query}`, admin);
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json', body: { errors: [{ path: expect.any(String) }] } });
  });

  test('only the last hundred stay in memory', async () => {
    for (let index = 0; index < 105; index++) await decide(`a-${index}`, index);
    const body = await decisions('?limit=500');
    expect(body.items).toHaveLength(100);
    expect(body.items.at(-1).id).toBe('a-5');
  });

  test('replayed, give the same amps again', async () => {
    await decide('a-1', 0);
    const answer = await portal.post('/api/v1/depots/whitechapel/decisions/a-1/replay', admin);
    expect(answer).toMatchObject({ status: 200, body: { id: 'a-1', allocator: 'slices', same: true, sockets: [{ amps: 32 }] } });
  });

  test('replayed, say so when somebody has tampered with them', async () => {
    await decide('a-1', 0, { sockets: [{ socket: 'whitechapel.evc0010.sk1', amps: 6, boundBy: 'main', reason: 'because' }] });
    expect((await portal.post('/api/v1/depots/whitechapel/decisions/a-1/replay', admin)).body).toMatchObject({ same: false });
  });

  test('that are unknown or of an unknown allocator are not replayed', async () => {
    await decide('a-1', 0, { allocator: 'oracle-of-delphi' });
    expect((await portal.post('/api/v1/depots/whitechapel/decisions/a-9/replay', admin)).status).toBe(404);
    expect((await portal.post('/api/v1/depots/whitechapel/decisions/a-1/replay', admin)).status).toBe(409);
  });
});

describe('setpoints', () => {
  test('are listed with what came back', async () => {
    await portal.bus.tell(setpoints, setpoints.example, { ...setpoints.example, id: 'sp-2', at: '2026-11-23T17:00:05.000Z', amps: 10 });
    await portal.settled();
    await portal.bus.tell(responses, responses.example);
    await portal.settled();
    const { body } = await portal.get('/api/v1/depots/whitechapel/setpoints', admin);
    expect(body.items).toEqual([
      expect.objectContaining({ id: 'sp-2', amps: 10, resultCode: null, answeredAt: null }),
      expect.objectContaining({ id: 'sp-1', amps: 16, resultCode: 0, answeredAt: '2026-11-23T17:00:01.000Z' }),
    ]);
  });
});
