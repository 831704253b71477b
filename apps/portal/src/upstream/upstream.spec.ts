import { type AddressInfo, createServer, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';
import { passOn } from './upstream-routes';

let registry: FastifyInstance;
let ingest: FastifyInstance;
let portal: RunningPortal;
let admin: string;

/** A service behind the portal: it says back what it got. */
function echo(paths: object): FastifyInstance {
  const server = Fastify({ bodyLimit: 2_000_000 });
  server.get('/api/openapi.json', () => ({ openapi: '3.0.0', info: { title: 'x', version: '1' }, paths }));
  server.all('/*', (request, reply) => {
    const { method, url, body, headers } = request;
    reply
      .status(method === 'POST' ? 201 : 200)
      .header('etag', '"7"')
      .send({ method, url, body, headers });
  });
  return server;
}
const addressOf = (server: FastifyInstance) => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

beforeEach(async () => {
  registry = echo({ '/api/v1/depots': { get: {} } });
  ingest = echo({ '/api/v1/feeds/site-load': { post: {} } });
  await registry.listen({ port: 0, host: '127.0.0.1' });
  await ingest.listen({ port: 0, host: '127.0.0.1' });
  portal = await runPortal({ upstreams: { registry: addressOf(registry), ingest: addressOf(ingest) } });
  await tellExampleDepot(portal.bus);
  await portal.settled();
  admin = await portal.token({ sub: 'admin', role: 'sysadmin' });
});
afterEach(async () => {
  await portal.stop();
  await registry.close();
  await ingest.close();
});
const through = (path: string, init: RequestInit = {}) =>
  fetch(`${portal.url}${path}`, { ...init, headers: { authorization: `Bearer ${admin}`, ...init.headers } });

describe('one door for many services', () => {
  test("passes the registry's routes on as they are, and its answers back", async () => {
    const answer = await through('/api/v1/depots/whitechapel/charge-points?limit=2&cursor=a%20b', {
      method: 'POST',
      body: '{"id":"x"}',
      headers: { 'content-type': 'application/json', 'if-match': '"6"' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(await answer.json()).toMatchObject({
      method: 'POST',
      url: '/api/v1/depots/whitechapel/charge-points?limit=2&cursor=a%20b',
      body: { id: 'x' },
      headers: { authorization: `Bearer ${admin}`, 'if-match': '"6"', 'x-forwarded-for': '127.0.0.1' },
    });
  });

  test('every verb and every registry path gets through; feeds go to ingest', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      expect(await (await through('/api/v1/depots/camden', { method })).json()).toMatchObject({ method });
    for (const path of ['depots', 'charge-point-types', 'vehicle-types/evito', 'users'])
      expect((await through(`/api/v1/${path}`)).status).toBe(200);
    await ingest.close();
    expect(
      (await through('/api/v1/feeds/site-load', { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(502);
    expect((await through('/api/v1/depots')).status).toBe(200);
  });

  test('what is live is still answered here', async () => {
    await registry.close();
    const answer = await through('/api/v1/depots/whitechapel/state');
    expect(await answer.json()).toMatchObject({ headroomKw: 94 });
  });

  test('a service that is down is a 502 in a problem document, and comes back without a restart', async () => {
    const { port } = registry.server.address() as AddressInfo;
    await registry.close();
    const answer = await through('/api/v1/depots');
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 502, detail: expect.stringContaining('cannot be reached') });
    registry = echo({});
    await registry.listen({ port, host: '127.0.0.1' });
    expect((await through('/api/v1/depots')).status).toBe(200);
  });

  test('a service that hangs up in the middle is a 502, too', async () => {
    const { port } = registry.server.address() as AddressInfo;
    await registry.close();
    const rude = createServer((socket) => socket.once('data', () => socket.destroy())).listen(port, '127.0.0.1');
    expect((await through('/api/v1/depots')).status).toBe(502);
    await new Promise((resolve) => rude.close(resolve));
  });

  test('5 MB are refused at the door', async () => {
    const answer = await through('/api/v1/depots', {
      method: 'POST',
      body: JSON.stringify({ id: 'x'.repeat(5_000_000) }),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('no path leads round the prefix', async () => {
    for (const path of ['/api/v1/depots/..%2f..%2fsecret', '/api/v1/depots/%2e%2e/%2e%2e/secret']) {
      const answer = await portal.server.inject({ url: path, headers: { authorization: `Bearer ${admin}` } });
      const reached = answer.statusCode === 200 ? (answer.json().url as string) : '';
      expect(reached === '' || reached.startsWith('/api/v1/depots/')).toBe(true);
    }
  });

  test('the API is one document, less the part of a service that is down', async () => {
    const paths = async () => Object.keys((await portal.get('/api/openapi.json')).body.paths);
    expect(await paths()).toEqual(expect.arrayContaining(['/api/v1/depots', '/api/v1/feeds/site-load', '/api/v1/overview']));
    await ingest.close();
    const fewer = await paths();
    expect(fewer).toEqual(expect.arrayContaining(['/api/v1/depots', '/api/v1/overview']));
    expect(fewer).not.toContain('/api/v1/feeds/site-load');
  });

  test('a service that does not answer in time is a 504', async () => {
    const { port } = registry.server.address() as AddressInfo;
    await registry.close();
    const held: Socket[] = [];
    const mute = createServer((socket) => held.push(socket)).listen(port, '127.0.0.1');
    const door = Fastify();
    await passOn(door, '/api/v1/depots', `http://127.0.0.1:${port}`, 100);
    const answer = await door.inject('/api/v1/depots/camden');
    expect(answer.statusCode).toBe(504);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    await door.close();
    for (const socket of held) socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
  });
});
