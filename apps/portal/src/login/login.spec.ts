import { PASSWORD, type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';

let portal: RunningPortal;
beforeAll(async () => {
  portal = await runPortal();
  await tellExampleDepot(portal.bus);
  await portal.settled();
});
afterAll(() => portal.stop());

let address = 0;
/** Each test comes from an address of its own, as wrong passwords are counted by address. */
beforeEach(() => {
  address++;
});

const askToken = (payload: object | string, type?: string) =>
  portal.server.inject({
    method: 'POST',
    url: '/oauth/token',
    payload,
    remoteAddress: `10.0.0.${address}`,
    ...(type && { headers: { 'content-type': type } }),
  });
const FORM = 'application/x-www-form-urlencoded';

describe('POST /oauth/token', () => {
  test.each([
    ['a form', new URLSearchParams({ grant_type: 'password', username: 'admin', password: PASSWORD }).toString(), FORM],
    ['JSON', JSON.stringify({ grant_type: 'password', username: 'admin', password: PASSWORD }), 'application/json'],
  ])('gives a token for the right password, sent as %s', async (_, payload, type) => {
    const answer = await askToken(payload, type);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 28_800 });
    expect((await portal.get('/api/v1/depots/whitechapel/state', answer.json().access_token)).status).toBe(200);
  });

  test.each([
    ['a wrong password', { grant_type: 'password', username: 'admin', password: 'wrong' }, 'invalid_grant'],
    ['an account that does not exist', { grant_type: 'password', username: 'root', password: PASSWORD }, 'invalid_grant'],
    ['SQL for a name', { grant_type: 'password', username: "admin'--", password: PASSWORD }, 'invalid_grant'],
    ['no password', { grant_type: 'password', username: 'admin' }, 'invalid_request'],
    ['a list for a password', { grant_type: 'password', username: 'admin', password: [PASSWORD] }, 'invalid_request'],
    ['nothing', {}, 'invalid_request'],
    ['a grant not given here', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ])('%s is refused in the words of RFC 6749', async (_, payload, error) => {
    const answer = await askToken(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ error, error_description: expect.any(String) });
  });

  test('a field sent twice is refused', async () => {
    const answer = await askToken('grant_type=password&username=admin&password=a&password=b', FORM);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  test('the sixth wrong password in a minute has to wait, and so has the right one', async () => {
    const wrong = { grant_type: 'password', username: 'admin', password: 'wrong' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => askToken(wrong)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([400, 400, 400, 400, 400, 429]);
    const late = await askToken({ ...wrong, password: PASSWORD });
    expect(late.statusCode).toBe(429);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(50);
  });
});

test('a crowd that logs in at once does not take the machine: eight are served, the others told to wait a second', async () => {
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      portal.server.inject({
        method: 'POST',
        url: '/oauth/token',
        payload: { grant_type: 'password', username: 'admin', password: PASSWORD },
        remoteAddress: `10.1.0.${index}`,
      }),
    ),
  );
  expect(crowd.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThanOrEqual(8);
  const told = crowd.filter(({ statusCode }) => statusCode === 429);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(({ headers }) => headers['retry-after'] === '1')).toBe(true);
});

test('with no password configured nobody gets in, whatever is tried', async () => {
  const locked = await runPortal({ adminPassword: undefined });
  for (const password of ['', 'undefined', PASSWORD]) {
    const answer = await locked.post('/oauth/token', undefined, { grant_type: 'password', username: 'admin', password });
    expect(answer.status).toBe(400);
  }
  await locked.stop();
});

describe("the status page's session", () => {
  const begin = (headers: Record<string, string> = { 'x-headroom-page': '1' }, password = PASSWORD) =>
    portal.server.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'admin', password },
      headers,
      remoteAddress: `10.0.0.${address}`,
    });

  test('is a cookie that no script reads and no other site sends', async () => {
    const answer = await begin();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ name: 'admin', role: 'sysadmin' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    const session = cookie.split(';')[0] as string;
    const ask = (headers: Record<string, string>) => portal.server.inject({ url: '/api/v1/overview', headers });
    expect((await ask({ cookie: session, 'x-headroom-page': '1' })).statusCode).toBe(200);
    expect((await ask({ cookie: session })).statusCode).toBe(401);
  });

  test('is Secure where the browser came by TLS', async () => {
    expect(String((await begin({ 'x-headroom-page': '1', 'x-forwarded-proto': 'https' })).headers['set-cookie'])).toContain('; Secure');
  });

  test('is not begun from elsewhere, nor with a wrong password', async () => {
    expect((await begin({})).statusCode).toBe(403);
    const wrong = await begin(undefined, 'wrong');
    expect(wrong.statusCode).toBe(401);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test('ends with an empty cookie', async () => {
    const answer = await portal.server.inject({ method: 'DELETE', url: '/api/session' });
    expect(answer.statusCode).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^headroom_session=; .*Max-Age=0/);
  });
});
