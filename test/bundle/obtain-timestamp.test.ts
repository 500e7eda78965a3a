// A token from a service, over real HTTP: a good one is taken, a hostile answer never, and nothing but a digest is told.
import { afterEach, describe, expect, it } from 'vitest';
import { askTimestampService } from '../../lib/bundle/ask-timestamp-service';
import { obtainTimestamp, toRequestFile } from '../../lib/bundle/obtain-timestamp';
import { type Credentials, findServiceProblem, isInClear, toServiceUrl } from '../../lib/bundle/timestamp-service';
import { createTimestampRequest } from '../../lib/verify/timestamps/create-timestamp-request';
import { toResponse } from '../pki/create-timestamp';
import { issueTsa } from '../pki/issue-tsa';
import { answerWithOpenssl, readRequestWithOpenssl, verifyTimestampWithOpenssl } from '../pki/openssl-timestamp';
import { REPLY, type RunningTsa, startTsa, type TsaOptions } from '../pki/start-tsa';
import { stamp, trust, tsa } from '../verify/timestamps/bench';
import { MANIFEST } from './build-container';

const running: RunningTsa[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

const start = async (options: TsaOptions = {}, by = tsa): Promise<RunningTsa> => {
  const one = await startTsa(by, options);
  running.push(one);
  return one;
};

const obtain = (url: string, policy: string | null = null, credentials: Credentials | null = null) =>
  obtainTimestamp(MANIFEST, {
    service: { url, policy },
    credentials,
    ask: (request) => askTimestampService(fetch, { url, request, credentials }),
    trust,
    now: Date.now(),
  });

const problemOf = async (options: TsaOptions, by = tsa): Promise<string> => {
  const obtained = await obtain((await start(options, by)).url);
  return obtained.ok ? 'taken' : obtained.problem;
};

describe('a service', () => {
  it.each([null, '1.2.3.4.1'])('gives a token that openssl verifies, under the policy %s', async (policy) => {
    const service = await start();
    const obtained = await obtain(service.url, policy);
    expect(obtained).toMatchObject({ ok: true, finding: { ok: true, policy: policy ?? '0.4.0.2023.1.1' } });
    const token = obtained.ok ? obtained.token : new Uint8Array();
    expect(await verifyTimestampWithOpenssl(token, MANIFEST, tsa.root.certificate.pem, new Date())).toBe(true);
  });

  it('is told a digest and nothing else', async () => {
    const service = await start();
    await obtain(service.url);
    const [asked] = service.asked;
    expect(service.asked).toHaveLength(1);
    expect(asked?.headers).toMatchObject({ 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' });
    for (const name of ['cookie', 'referer', 'authorization', 'origin']) expect(asked?.headers).not.toHaveProperty(name);
    expect(asked?.body.length).toBeLessThanOrEqual(70);
  });

  it('is never asked twice with the same nonce', async () => {
    const service = await start();
    await obtain(service.url);
    await obtain(service.url);
    const nonces = await Promise.all(
      service.asked.map(async ({ body }) => /Nonce: (\w+)/.exec(await readRequestWithOpenssl(body))?.[1] ?? ''),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('gets name and password when it wants them, and says so when it does not get the right ones', async () => {
    const { url } = await start({ login: 'anna:più segreta:1' });
    expect(await obtain(url, null, { user: 'anna', password: 'più segreta:1' })).toMatchObject({ ok: true });
    expect(await obtain(url, null, { user: 'anna', password: 'x' })).toMatchObject({ ok: false, problem: 'credentials-needed' });
    expect(await obtain(url)).toMatchObject({ ok: false, problem: 'credentials-needed' });
  });

  it('that nobody here knows is told apart', async () => {
    const unknown = await issueTsa({ rootKeyLabel: 'unknown-tsa-root', rootCommonName: 'Ignota' });
    expect(await obtain((await start({}, unknown)).url)).toMatchObject({ ok: true, finding: { ok: false, problem: 'unknown-authority' } });
  });

  it('that refuses is quoted', async () => {
    expect(await obtain((await start()).url, '1.2.3.4.9')).toMatchObject({
      ok: false,
      problem: 'refused',
      refusal: { status: 'rejection', failures: ['unaccepted-policy'] },
    });
  });
});

describe('a hostile answer', () => {
  const send = (bytes: Uint8Array | string, headers: Record<string, string> = REPLY): TsaOptions => ({
    respond: (_, response) => void response.writeHead(200, headers).end(bytes),
  });

  it('with a token over other octets', async () => {
    const other = createTimestampRequest({ sha256: new Uint8Array(32), nonce: Uint8Array.of(1), policy: null });
    expect(await problemOf(send(await answerWithOpenssl(other, tsa)))).toBe('wrong-imprint');
  });

  it('that was given before', async () => {
    const service = await start();
    await obtain(service.url);
    const before = await answerWithOpenssl(service.asked[0]?.body ?? new Uint8Array(), tsa);
    expect(await problemOf(send(before))).toBe('wrong-nonce');
  });

  it.each([
    ['that refuses', toResponse(null, 2), REPLY, 'refused'],
    ['that waits', toResponse(null, 3), REPLY, 'refused'],
    [
      'without a nonce',
      toResponse(stamp({ of: MANIFEST, tamper: { info: (all) => all.filter((_, at) => at !== 6) } })),
      REPLY,
      'wrong-nonce',
    ],
    ['that is a page', '<!doctype html><title>Login</title>', { 'content-type': 'text/html' }, 'wrong-media-type'],
    ['that is a page and calls itself an answer', '<!doctype html>', REPLY, 'unreadable'],
    ['without a media type', toResponse(null, 2), {}, 'wrong-media-type'],
    [
      'of another media type that begins the same',
      toResponse(null, 2),
      { 'content-type': 'application/timestamp-reply-x' },
      'wrong-media-type',
    ],
    ['that is empty', '', REPLY, 'unreadable'],
    ['of 50 MB', new Uint8Array(50_000_000), { ...REPLY, 'content-length': '50000000' }, 'too-large'],
  ])('%s', async (_, bytes, headers, problem) => {
    expect(await problemOf(send(bytes, headers as Record<string, string>))).toBe(problem);
  });

  it('of 50 MB that announces nothing is not read to its end', async () => {
    let sent = 0;
    const respond: TsaOptions['respond'] = (_, response) => {
      response.writeHead(200, REPLY);
      const write = (): void => {
        while (sent < 50 && !response.destroyed) {
          sent += 1;
          if (!response.write(new Uint8Array(1_000_000))) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    };
    expect(await problemOf({ respond })).toBe('too-large');
    expect(sent).toBeLessThan(40);
  });

  it.each([301, 302, 307, 308])('that leads elsewhere (%i) is not followed', async (status) => {
    const elsewhere = await start();
    const respond: TsaOptions['respond'] = (_, response) => void response.writeHead(status, { location: elsewhere.url }).end();
    expect(await problemOf({ respond })).toBe('redirected');
    expect(elsewhere.asked).toEqual([]);
  });

  it.each([
    [404, 'http-error'],
    [500, 'http-error'],
    [403, 'credentials-needed'],
  ])('with status %i', async (status, problem) => {
    expect(await problemOf({ respond: (_, response) => void response.writeHead(status, REPLY).end() })).toBe(problem);
  });

  it('by a certificate that is not for time-stamps', async () => {
    const mail = await issueTsa({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'], keyLabel: 'mail-tsa' });
    const respond: TsaOptions['respond'] = (_, response) =>
      void response.writeHead(200, REPLY).end(toResponse(stamp({ of: MANIFEST, tsa: mail })));
    expect(await problemOf({ respond })).toBe('wrong-extended-usage');
  });

  it('that ends in the middle, and nobody there', async () => {
    const respond: TsaOptions['respond'] = (_, response) => {
      response.writeHead(200, { ...REPLY, 'content-length': '500' });
      response.write('x');
      response.destroy();
    };
    expect(await problemOf({ respond })).toBe('unreachable');
    const gone = await startTsa(tsa);
    await gone.close();
    expect(await obtain(gone.url)).toMatchObject({ ok: false, problem: 'unreachable' });
  });
});

describe('the address', () => {
  it.each([
    ['https://tsa.example/tsr?x=1', 'https://tsa.example/tsr?x=1'],
    [' HTTP://TSA.example ', 'http://tsa.example/'],
    ['tsa.example', undefined],
    ['ftp://tsa.example/', undefined],
    ['file:///etc/passwd', undefined],
    ['javascript:alert(1)', undefined],
    ['https://anna:segreta@tsa.example/', undefined],
    ['https://tsa.example/#a', undefined],
    [`https://tsa.example/${'x'.repeat(500)}`, undefined],
  ])('%s', (text, url) => {
    expect(toServiceUrl(text)).toBe(url);
  });

  it.each([
    ['https://tsa.example/', false],
    ['http://tsa.example/', true],
    ['http://127.0.0.1:3000/', false],
    ['http://localhost/', false],
    ['http://[::1]:80/', false],
    ['http://127.0.0.1.example/', true],
    ['http://localhost.example/', true],
  ])('%s in clear: %s', (url, isClear) => {
    expect(isInClear(url)).toBe(isClear);
    const credentials = { user: 'anna', password: 'segreta' };
    expect(findServiceProblem({ url, policy: null }, credentials)).toBe(isClear ? 'credentials-in-clear' : undefined);
    expect(findServiceProblem({ url, policy: null }, null)).toBeUndefined();
  });

  it('and the policy are looked at before anything is sent', async () => {
    expect(await obtain('ftp://tsa.example/')).toMatchObject({ ok: false, problem: 'bad-url' });
    expect(await obtain('https://tsa.example/', '1.2.')).toMatchObject({ ok: false, problem: 'bad-policy' });
    expect(await obtain('http://tsa.example/', null, { user: 'a', password: 'b' })).toMatchObject({ problem: 'credentials-in-clear' });
  });
});

it('a request can be saved for another tool', async () => {
  expect(await readRequestWithOpenssl(await toRequestFile(MANIFEST, '1.3.6.1.4.1.13762.3'))).toMatch(/13762\.3\nNonce: 0x/);
});
