import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { HeadroomOne, removeFolder, scratchFolder } from '../outside/headroom-one';
import { until } from '../outside/until';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
/** Without these Chromium looks up its maker's hosts at every start, which a closed network refuses many at a time. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };
/** Where pictures are kept for people to look at; none are taken unless it is set. */
const PICTURES = process.env.PICTURES;

describe('the status page, in a browser', () => {
  const data = scratchFolder();
  let headroom: HeadroomOne;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    headroom = await HeadroomOne.start(data);
    browser = await chromium.launch({ executablePath, args: QUIET });
    page = await browser.newPage({ viewport: DESKTOP });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(headroom.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await headroom?.stop();
    removeFolder(data);
  }, 30_000);

  const picture = async (name: string) => {
    if (!PICTURES) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: join(PICTURES, `${name}-${device}-${colorScheme}.png`), fullPage: device === 'desktop' });
      }
    }
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ colorScheme: 'light' });
  };
  /** How far the page can be scrolled sideways. */
  const sideways = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  test('lets in who knows the password, and says so to who does not', async () => {
    await page.locator('#login').waitFor();
    await page.fill('#username', 'admin');
    await page.fill('#password', 'guessed');
    await page.click('#log-in');
    await until(
      () => page.textContent('#login-error'),
      (words) => /wrong/.test(words ?? ''),
      10_000,
    );
    await picture('login');
    faults.length = 0; // The browser itself logs the 401.
    await page.fill('#password', 'headroom-demo');
    await page.click('#log-in');
    await page.locator('#depot-whitechapel').waitFor();
    expect(await page.locator('#depot-list > li').count()).toBe(9);
    expect(await page.textContent('#account-name')).toContain('admin');
  }, 60_000);

  test('shows every depot with what it draws, and changes without being loaded again', async () => {
    const card = () => page.textContent('#depot-whitechapel');
    expect(await card()).toMatch(/Whitechapel[\s\S]*kW/);
    const before = await card();
    await page.evaluate('globalThis.wasHere = true');
    await until(card, (now) => now !== before, 60_000);
    expect(await page.evaluate('globalThis.wasHere')).toBe(true);
    await picture('overview');
  }, 90_000);

  test('opens a depot: sockets with their amps and the reason, live', async () => {
    await page.click('#depot-whitechapel a');
    await page.locator('#socket-rows tr').first().waitFor();
    expect(await page.locator('#socket-rows tr').count()).toBe(33);
    expect(await page.textContent('#depot-title')).toBe('Whitechapel');
    expect(await page.textContent('#figure-capacity')).toMatch(/209\.0 kW/);
    const told = () => page.locator('#socket-rows td[data-label="Told"]').allInnerTexts();
    await until(told, (cells) => cells.some((cell) => /([6-9]|[123]\d) A/.test(cell) && /holds/.test(cell)), 120_000);
    const reasons = await page.locator('#socket-rows td[data-label="Why"]').allInnerTexts();
    expect(reasons.filter((reason) => /\w+ \w+/.test(reason)).length).toBeGreaterThan(20);
    const rows = () => page.textContent('#socket-rows');
    const before = await rows();
    await until(rows, (now) => now !== before, 60_000);
    expect(await page.evaluate('globalThis.wasHere')).toBe(true);
    expect(await page.getAttribute('#connection', 'data-state')).toBe('live');
    await picture('depot');
  }, 240_000);

  test('fits a phone: nothing has to be scrolled sideways', async () => {
    await page.setViewportSize(PHONE);
    expect(await sideways()).toBe(0);
    await page.click('a[href="#/"] >> nth=-1');
    await page.locator('#depot-whitechapel').waitFor();
    expect(await sideways()).toBe(0);
    await page.setViewportSize(DESKTOP);
    expect(await sideways()).toBe(0);
  }, 60_000);

  test('logged in it stays after a reload, logged out it forgets everything', async () => {
    await page.reload();
    await page.locator('#depot-whitechapel').waitFor();
    await page.click('#log-out');
    await page.locator('#login').waitFor();
    expect(await page.locator('#depot-list > li').count()).toBe(0);
    await page.reload();
    await page.locator('#login').waitFor();
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  }, 60_000);

  test('says that it is not live when the server is gone', async () => {
    await page.fill('#username', 'admin');
    await page.fill('#password', 'headroom-demo');
    await page.click('#log-in');
    await page.locator('#depot-whitechapel').waitFor();
    await headroom.stop();
    await page.locator('body.lost').waitFor();
    expect(await page.textContent('#connection')).toContain('not live');
    await picture('lost');
  }, 60_000);
});
