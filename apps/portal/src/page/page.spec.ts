import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningPortal, runPortal } from '../testing/running-portal';

let portal: RunningPortal;
beforeAll(async () => {
  portal = await runPortal();
});
afterAll(() => portal.stop());

describe('the status page', () => {
  test('is there for everybody, and may run nothing but its own files', async () => {
    const answer = await portal.server.inject('/');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(answer.body).not.toMatch(/<script>|style="| on[a-z]+="|https?:\/\//);
  });

  test('serves each of its files and nothing else', async () => {
    for (const file of readdirSync(join(__dirname, '../../page')).filter((name) => name !== 'index.html')) {
      expect((await portal.server.inject(`/page/${file}`)).statusCode).toBe(200);
    }
    for (const path of ['/page/..%2Fpackage.json', '/page/%2e%2e%2fsrc%2fmain.ts', '/page/nothing.js', '/package.json']) {
      expect((await portal.server.inject(path)).statusCode).toBe(404);
    }
  });
});

describe('the documents of the API', () => {
  test('Swagger UI, without a script in the page', async () => {
    const answer = await portal.server.inject('/api/docs');
    expect(answer.statusCode).toBe(200);
    for (const [, path] of answer.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await portal.server.inject(path as string)).statusCode).toBe(200);
    }
    expect((await portal.server.inject('/api/docs/package.json')).statusCode).toBe(404);
  });

  test('OpenAPI names the promised routes with their schemas', async () => {
    const { body } = await portal.get('/api/openapi.json');
    const promised = ['state', 'plan', 'decisions', 'decisions/{decision}/replay', 'setpoints', 'setpoints/stream', 'events', 'alarms'];
    for (const route of promised) expect(body.paths).toHaveProperty([`/api/v1/depots/{depot}/${route}`]);
    expect(body.paths).toHaveProperty(['/api/v1/depots/{depot}/alarms/{alarm}/acknowledge']);
    const schema = body.paths['/api/v1/depots/{depot}/state'].get.responses['200'].content['application/json'].schema;
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['headroomKw', 'stale', 'sockets']));
  });

  test('AsyncAPI names every topic', async () => {
    const { body } = await portal.get('/api/asyncapi.json');
    expect(body.asyncapi).toBe('3.0.0');
    expect(body.channels).toHaveProperty(['control.setpoints']);
  });
});
