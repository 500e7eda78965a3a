// A time-stamp service and the real browsers: the background reaches it after a click, the page itself never does, and no answer leads elsewhere.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FetchedTimestamp } from '../../lib/extension/network/fetch-timestamp';
import { createTimestampRequest } from '../../lib/verify/timestamps/create-timestamp-request';
import { readTimestampResponse } from '../../lib/verify/timestamps/read-timestamp-response';
import { type RunningTsa, startTsa } from '../pki/start-tsa';
import { trust, tsa } from '../verify/timestamps/bench';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { openLedger } from './extension-steps';

const sha256 = new Uint8Array(32).fill(7);
const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const REQUEST = [...createTimestampRequest({ sha256, nonce, policy: null })];
const PATTERN = 'http://127.0.0.1/*';

type Api = { runtime: { sendMessage(message: unknown): Promise<unknown> }; permissions: { request(wanted: object): Promise<boolean> } };
type Asked = { ok: true; base64: string } | Extract<FetchedTimestamp, { ok: false }>;

type World = { browser?: Api; chrome: Api };

inEachBrowser('time-stamp service', (launch) => {
  let driver: BrowserDriver;
  let ledger: Page;
  let service: RunningTsa;
  let login: RunningTsa;
  let redirect: RunningTsa;

  beforeAll(async () => {
    service = await startTsa(tsa);
    login = await startTsa(tsa, { login: 'anna:segreta' });
    redirect = await startTsa(tsa, { respond: (_, response) => void response.writeHead(307, { location: service.url }).end() });
    driver = await launch();
    ledger = await openLedger(driver);
  });
  afterAll(async () => {
    await driver?.close();
    for (const one of [service, login, redirect]) await one?.close();
  });

  const ask = (url: string, credentials: { user: string; password: string } | null = null): Promise<Asked> =>
    ledger.evaluate(
      async (_, order) => {
        const { browser, chrome } = globalThis as unknown as World;
        const message = { type: 'ask-timestamp', ...order, request: Uint8Array.from(order.request) };
        const answer = (await (browser ?? chrome).runtime.sendMessage(message)) as FetchedTimestamp;
        if (!answer.ok) return answer;
        // Firefox lets a test look at such octets only as text.
        const reader = new FileReader();
        const read = new Promise((resolve) => reader.addEventListener('load', resolve));
        reader.readAsDataURL(new Blob([answer.bytes]));
        await read;
        return { ok: true as const, base64: String(reader.result).replace(/^.*,/, '') };
      },
      { url, credentials, request: REQUEST },
    );

  test('is asked by nobody before it was allowed', async () => {
    expect(await ask(service.url)).toEqual({ ok: false, problem: 'not-allowed' });
    expect(service.asked).toEqual([]);
  });

  test('answers the background once a click allowed it', async () => {
    await driver.allowHost(PATTERN);
    await ledger.evaluate((root, origin: string) => {
      const { browser, chrome } = globalThis as unknown as World;
      const button = Object.assign(document.createElement('button'), { id: 'allow', textContent: 'allow' });
      button.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9';
      button.addEventListener('click', async () => {
        button.className = (await (browser ?? chrome).permissions.request({ origins: [origin] })) ? 'allowed' : 'refused';
      });
      root.querySelector('body')?.append(button);
    }, PATTERN);
    await ledger.click('#allow');
    await ledger.waitFor('#allow.allowed');
    const answer = await ask(service.url);
    const read = await readTimestampResponse(
      Uint8Array.from(Buffer.from(answer.ok ? answer.base64 : '', 'base64')),
      { sha256, nonce, policy: null },
      trust,
      Date.now(),
    );
    expect(read).toMatchObject({ ok: true, finding: { ok: true } });
    expect(service.asked).toHaveLength(1);
    for (const name of ['cookie', 'referer', 'authorization']) expect(service.asked[0]?.headers).not.toHaveProperty(name);
  });

  test('is out of reach for the page that draws mail', async () => {
    const outcome = await ledger.evaluate(async (_, url: string) => {
      try {
        await fetch(url, { method: 'POST', mode: 'no-cors' });
        return 'reached';
      } catch {
        return 'blocked';
      }
    }, service.url);
    expect(outcome).toBe('blocked');
    expect(service.asked).toHaveLength(1);
  });

  test('leads nowhere else', async () => {
    expect(await ask(redirect.url)).toEqual({ ok: false, problem: 'redirected' });
    expect(redirect.asked).toHaveLength(1);
    expect(service.asked).toHaveLength(1);
  });

  test('gets name and password only when they were given, and the browser asks nobody for them', async () => {
    expect(await ask(login.url)).toEqual({ ok: false, problem: 'credentials-needed' });
    expect(await ask(login.url, { user: 'anna', password: 'segreta' })).toMatchObject({ ok: true });
    expect(await ask(login.url)).toEqual({ ok: false, problem: 'credentials-needed' });
  });
});
