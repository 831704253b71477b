import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { AuthModule, type Caller, CurrentCaller, Public, Roles, Tokens } from '../auth';
import { configureHttp, httpAdapter, mergedApis, zodBody, zodParam, zodQuery } from '.';

const SECRET = 'a secret of more than thirty-two characters';
const van = z.object({ name: z.string(), batteryKwh: z.number().gt(0) });

@Controller('vans')
class VanController {
  @Post()
  add(@Body(zodBody(van)) body: z.output<typeof van>) {
    return body;
  }
  @Get('open')
  @Public()
  open() {
    return 'open';
  }
  @Get('mine')
  @Roles('viewer')
  mine(@CurrentCaller() caller: Caller) {
    return { sub: caller.sub };
  }
  @Get('some')
  @Public()
  some(@Query(zodQuery(z.object({ limit: z.coerce.number().int().max(100).default(20) }))) query: { limit: number }) {
    return query;
  }
  @Get('broken')
  @Public()
  broken() {
    throw new Error('password=hunter2');
  }
  @Get('of/:depot')
  @Roles('viewer')
  of(@Param('depot', zodParam(z.string().regex(/^[a-z]+$/))) depot: string) {
    return { depot };
  }
}

@Module({ imports: [AuthModule.with(SECRET)], controllers: [VanController] })
class VanModule {}

let app: NestFastifyApplication;
let admin: string;
let viewer: string;
const ask = (
  method: 'GET' | 'POST',
  url: string,
  token?: string,
  payload?: string,
  type = 'application/json',
  more: Record<string, string> = {},
) =>
  app.inject({
    method,
    url,
    payload,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(payload !== undefined && { 'content-type': type }), ...more },
  });

beforeAll(async () => {
  app = configureHttp(await NestFactory.create<NestFastifyApplication>(VanModule, httpAdapter(), { logger: false }));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  admin = await app.get(Tokens).sign({ sub: 'admin', role: 'sysadmin' }, 60);
  viewer = await app.get(Tokens).sign({ sub: 'vera', role: 'viewer', depots: ['camden'] }, 60);
});
afterAll(() => app.close());

describe('what is wrong is answered as a problem document', () => {
  test.each([
    ['a body that does not fit', 'POST', '/vans', '{"name":7,"batteryKwh":-1}', 422],
    ['a number that is not one', 'POST', '/vans', '{"name":"a","batteryKwh":"NaN"}', 422],
    ['no JSON at all', 'POST', '/vans', '{"name":', 400],
    ['a poisoned prototype', 'POST', '/vans', '{"__proto__":{"role":"sysadmin"}}', 400],
    ['5 MB', 'POST', '/vans', JSON.stringify({ name: 'x'.repeat(5_000_000), batteryKwh: 1 }), 413],
    ['a query that does not fit', 'GET', '/vans/some?limit=1000', undefined, 422],
    ['an unknown route', 'GET', '/vans/nowhere', undefined, 404],
    ['SQL for an id', 'GET', `/vans/of/${encodeURIComponent("x'; drop table depots; --")}`, undefined, 404],
    ['a broken escape', 'GET', '/vans/of/%FF', undefined, 400],
    ['an error nobody foresaw', 'GET', '/vans/broken', undefined, 500],
  ] as const)('%s', async (_, method, url, payload, status) => {
    const answer = await ask(method, url, admin, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'about:blank', status, title: expect.any(String) });
    expect(answer.body).not.toContain('hunter2');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test('names each fault by its path', async () => {
    const answer = await ask('POST', '/vans', admin, '{"name":7,"batteryKwh":-1}');
    expect(answer.json().errors).toEqual([
      { path: 'name', message: expect.stringContaining('string') },
      { path: 'batteryKwh', message: expect.any(String) },
    ]);
  });

  test('a body of another type is refused', async () => {
    expect((await ask('POST', '/vans', admin, '<van/>', 'application/xml')).statusCode).toBe(415);
  });

  test.each([
    ['whose length is told', { 'content-length': '5000000' }],
    ['that comes in chunks', {}],
  ])('who sends 5 MB over a real line is told so, and finds no broken pipe: a body %s', async (_says, more) => {
    if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json', ...more };
    const sent = request(`${await app.getUrl()}/vans`, { method: 'POST', headers });
    const faults: Error[] = [];
    sent.on('error', (fault) => faults.push(fault));
    const answered = once(sent, 'response');
    for (let part = 0; part < 50; part++) {
      sent.write('x'.repeat(100_000));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    sent.end();
    const [answer] = (await answered) as [IncomingMessage];
    // 'close' would mean that the rest is not read.
    expect([answer.statusCode, answer.headers.connection, faults]).toEqual([413, 'keep-alive', []]);
    answer.resume();
  });

  test('defaults of the query are filled in', async () => {
    expect((await ask('GET', '/vans/some')).json()).toEqual({ limit: 20 });
  });
});

describe('who may ask', () => {
  test('without a token it is 401, and the answer says how to get one', async () => {
    const answer = await ask('GET', '/vans/mine');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="headroom"');
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  test('a token that is forged, expired, unsigned or nonsense is 401', async () => {
    const sign = (secret: string, exp: number, claims: object = { role: 'sysadmin' }) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('admin')
        .setIssuer('headroom')
        .setExpirationTime(exp)
        .sign(new TextEncoder().encode(secret));
    const soon = Math.floor(Date.now() / 1000) + 60;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${admin.split('.')[1]}.`;
    const bad = [
      await sign('another secret of more than 32 characters', soon),
      await sign(SECRET, soon - 3600),
      unsigned,
      'nonsense',
      `${admin}x`,
    ];
    bad.push(await sign(SECRET, soon, { role: 'emperor' }), await sign(SECRET, soon, {}));
    for (const token of bad) {
      const answer = await ask('GET', '/vans/mine', token);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('invalid_token');
    }
  });

  test('a role may do what it may, sysadmin everything, and a route that names no role is for sysadmin alone', async () => {
    expect((await ask('GET', '/vans/mine', viewer)).json()).toEqual({ sub: 'vera' });
    expect((await ask('GET', '/vans/mine', admin)).statusCode).toBe(200);
    expect((await ask('POST', '/vans', viewer, '{"name":"a","batteryKwh":1}')).statusCode).toBe(403);
    expect((await ask('GET', '/vans/open')).statusCode).toBe(200);
  });

  test("another depot's door stays shut", async () => {
    expect((await ask('GET', '/vans/of/camden', viewer)).statusCode).toBe(200);
    expect((await ask('GET', '/vans/of/islington', viewer)).statusCode).toBe(403);
  });

  test("the page's cookie counts only with the page's header, so that another site cannot use it", async () => {
    const cookie = { cookie: `a=b; headroom_session=${viewer}` };
    expect((await ask('GET', '/vans/mine', undefined, undefined, undefined, cookie)).statusCode).toBe(401);
    expect((await ask('GET', '/vans/mine', undefined, undefined, undefined, { ...cookie, 'x-headroom-page': '1' })).statusCode).toBe(200);
  });

  test('a secret that is too short ends the start', () => {
    expect(() => new Tokens('short')).toThrow('HEADROOM_TOKEN_SECRET');
  });
});

describe('the OpenAPI document', () => {
  test('is there for everybody and names the routes', async () => {
    const answer = await ask('GET', '/api/openapi.json');
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.json().paths)).toEqual(expect.arrayContaining(['/vans', '/vans/of/{depot}']));
  });

  test('merges with those of other services, of which the first is right', () => {
    const of = (paths: object) =>
      ({ openapi: '3.0.0', info: { title: 't', version: '1' }, paths, components: { schemas: paths } }) as never;
    const merged = mergedApis(of({ '/a': { mine: 1 } }), of({ '/a': { theirs: 1 }, '/b': {} }), of({ '/b': { late: 1 } }));
    expect(merged.paths).toEqual({ '/a': { mine: 1 }, '/b': {} });
    expect(merged.components?.schemas).toEqual({ '/a': { mine: 1 }, '/b': {} });
  });
});
