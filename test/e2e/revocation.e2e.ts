// Revocation in the options: nothing is asked before a click, what arrives is judged by its signature, and every request is listed.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';
import italian from '../../public/_locales/it/messages.json';
import { createAuthority } from '../pki/authority';
import { issueCrl } from '../pki/issue-crl';
import { issueOcspResponse, nonceOf, type OcspStatus, ocspAddress, ocspNonce } from '../pki/issue-ocsp-response';
import { issueProvider } from '../pki/issue-provider';
import { signPec } from '../pki/sign-pec';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, openLedger } from './extension-steps';
import { dropFiles, readOutcomes, waitForOutcomes } from './ledger-steps';

const [SOURCE] = REVOCATION_SOURCES;
const URL_OF_LIST = SOURCE?.url ?? '';
const LISTS = '#network-title ~ .rows .authority';

type Answer = { type: string; body: Uint8Array };

/** Stands for every server outside of this machine. */
const startOutside = async (answer: (request: Uint8Array) => Answer): Promise<{ server: Server; port: number; asked: string[] }> => {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    // A proxy is asked with the whole address, a server with the path.
    const address = url.startsWith('http') ? url : `http://${headers.host}${url}`;
    // What the browser wants for itself is not ours.
    if (!new URL(address).host.endsWith('googleapis.com')) asked.push(headers.cookie ? `${address} with a cookie` : address);
    const { type, body } = answer(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, asked };
};

inEachBrowser('revocation lists', (launch) => {
  let driver: BrowserDriver;
  let options: Page;
  let outside: Awaited<ReturnType<typeof startOutside>>;
  let message: Uint8Array;

  beforeAll(async () => {
    const authority = await createAuthority();
    const provider = await issueProvider(authority);
    message = await signPec({ provider, kind: 'accettazione' });
    const { serial } = provider.certificate.template;
    const entries = [{ serial, revokedAt: new Date('2026-09-01T00:00:00Z'), reason: 1 }];
    outside = await startOutside(() => ({
      type: 'application/pkix-crl',
      body: issueCrl(authority.ca, { entries, thisUpdate: new Date('2026-11-20T00:00:00Z') }),
    }));
    driver = await launch({ outsidePort: outside.port });
    options = await addAuthority(driver, authority.root.certificate.pem);
    if (SOURCE) await driver.allowHost(`${new URL(SOURCE.url).origin}/*`);
  });
  afterAll(async () => {
    await driver?.close();
    outside?.server.close();
  });

  const judge = async (): Promise<string> => {
    const ledger = await openLedger(driver);
    await dropFiles(ledger, [{ name: 'ricevuta.eml', bytes: message }]);
    await waitForOutcomes(ledger, /^1 elemento/);
    const [outcome] = await readOutcomes(ledger);
    await ledger.close();
    return outcome?.text ?? '';
  };

  test('without a list the message is authentic, and nothing was asked of the network', async () => {
    expect(await judge()).toContain(italian.sentence_verified_accettazione.message);
    expect(outside.asked).toEqual([]);
    expect(await options.texts('#network-title ~ p.small')).toContain(italian.options_requests_none.message);
  });

  test('one click fetches the list, shows whose it is and from when, and lists the request', async () => {
    await options.click('#network-title ~ .actions button');
    await options.waitForText(LISTS, /Ceralacca Test PEC CA.*20\/11\/2026/s);
    expect(await options.texts('#network-title ~ .bullets li')).toEqual([expect.stringContaining(URL_OF_LIST)]);
    expect(outside.asked).toEqual([URL_OF_LIST]);
  });

  test('the host of the list is no webmail', async () => {
    expect(await options.texts('#sites-title ~ .rows li')).toEqual([]);
  });

  test('what was signed after the revocation is no longer authentic', async () => {
    expect(await judge()).not.toContain(italian.sentence_verified_accettazione.message);
  });

  test('a list that is removed judges nothing any more', async () => {
    await options.click(`${LISTS} button`);
    await options.waitUntil((root, rows: string) => root.querySelector(rows) === null, {}, LISTS);
    expect(await judge()).toContain(italian.sentence_verified_accettazione.message);
    expect(outside.asked).toHaveLength(1);
  });
});

const RESPONDER = 'http://ocsp.autorita.example/OCSP';
const QUESTIONS = '#ocsp-title ~ ul.rows .question';
const ANSWERS = '#network-title ~ .rows .authority:not(.question)';

inEachBrowser('asking about one certificate', (launch) => {
  let driver: BrowserDriver;
  let options: Page;
  let outside: Awaited<ReturnType<typeof startOutside>>;
  let message: Uint8Array;
  let status: OcspStatus = { type: 'unknown' };

  beforeAll(async () => {
    const authority = await createAuthority();
    const provider = await issueProvider(authority, { extraExtensions: [ocspAddress(RESPONDER)] });
    message = await signPec({ provider, kind: 'accettazione' });
    outside = await startOutside((request) => ({
      type: 'application/ocsp-response',
      body: issueOcspResponse(provider.certificate, authority.ca, {
        producedAt: new Date(),
        responseExtensions: [ocspNonce(nonceOf(request))],
        status,
      }),
    }));
    driver = await launch({ outsidePort: outside.port });
    options = await addAuthority(driver, authority.ca.certificate.pem);
  });
  afterAll(async () => {
    await driver?.close();
    outside?.server.close();
  });

  /** Drops the message and reads how it is judged, and what its report in the ledger says of each check. */
  const judge = async (): Promise<{ outcome: string; checks: string }> => {
    const ledger = await openLedger(driver);
    await dropFiles(ledger, [{ name: 'ricevuta.eml', bytes: message }]);
    await waitForOutcomes(ledger, /^1 elemento/);
    const [outcome] = await readOutcomes(ledger);
    await ledger.click('button.subject');
    await ledger.waitFor('.side details.proof');
    const checks = await ledger.evaluate((root) => root.querySelector('.side .checks')?.textContent ?? '');
    await ledger.close();
    return { outcome: outcome?.text ?? '', checks };
  };

  test('is offered for the provider of a message in the ledger, and nothing was asked', async () => {
    const { outcome, checks } = await judge();
    expect(outcome).toContain(italian.sentence_verified_accettazione.message);
    expect(checks).toContain(italian.code_revocation__not_checked.message);
    await options.reload();
    expect(await options.waitForText(QUESTIONS, /Posta Certificata/)).toContain(RESPONDER);
    expect(await options.texts('#ocsp-title ~ p')).toContain(italian.ocsp_reveals.message);
    expect(outside.asked).toEqual([]);
  });

  test('sends one question after one click, and says so where the authority does not know', async () => {
    await driver.allowHost('http://ocsp.autorita.example/*');
    await options.click(`${QUESTIONS} button`);
    expect(await options.waitForText('[role="alert"]', /./)).toBe(italian.revocation_problem_ocsp_unknown.message);
    expect(outside.asked).toEqual([RESPONDER]);
    expect(await options.count(ANSWERS)).toBe(0);
    expect(await options.texts('#network-title ~ .bullets li')).toEqual([expect.stringContaining(RESPONDER)]);
    expect(await options.texts('#sites-title ~ .rows li')).toEqual([]);
    expect((await judge()).checks).toContain(italian.code_revocation__not_checked.message);
  });

  test('keeps what the authority answers: the report says that it was checked', async () => {
    status = { type: 'good' };
    await options.click(`${QUESTIONS} button`);
    expect(await options.waitForText(ANSWERS, /Posta Certificata/)).toContain(RESPONDER);
    expect(outside.asked).toEqual([RESPONDER, RESPONDER]);
    const { outcome, checks } = await judge();
    expect(outcome).toContain(italian.sentence_verified_accettazione.message);
    expect(checks).toContain(italian.check_revocation_passed.message);
  });

  test('lets a newer answer take its place: what was signed after a revocation is no longer authentic', async () => {
    status = { type: 'revoked', revokedAt: new Date('2026-09-01T00:00:00Z'), reason: 1 };
    await options.click(`${QUESTIONS} button`);
    await options.waitUntil((root, log: string) => root.querySelectorAll(log).length === 3, {}, '#network-title ~ .bullets li');
    expect(await options.count(ANSWERS)).toBe(1);
    expect((await judge()).outcome).not.toContain(italian.sentence_verified_accettazione.message);
  });
});
