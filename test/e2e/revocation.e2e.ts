// Revocation lists in the options: nothing is asked before a click, what arrives is judged by its signature, and every request is listed.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';
import italian from '../../public/_locales/it/messages.json';
import { createAuthority } from '../pki/authority';
import { issueCrl } from '../pki/issue-crl';
import { issueProvider } from '../pki/issue-provider';
import { signPec } from '../pki/sign-pec';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, openLedger } from './extension-steps';
import { dropFiles, readOutcomes, waitForOutcomes } from './ledger-steps';

const [SOURCE] = REVOCATION_SOURCES;
const URL_OF_LIST = SOURCE?.url ?? '';
const LISTS = '#network-title ~ .rows .authority';

/** Stands for every server outside of this machine. */
const startOutside = async (body: Uint8Array): Promise<{ server: Server; port: number; asked: string[] }> => {
  const asked: string[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    // A proxy is asked with the whole address, a server with the path.
    const address = url.startsWith('http') ? url : `http://${headers.host}${url}`;
    // What the browser wants for itself is not ours.
    if (!new URL(address).host.endsWith('googleapis.com')) asked.push(headers.cookie ? `${address} with a cookie` : address);
    response.writeHead(200, { 'content-type': 'application/pkix-crl' }).end(body);
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
    outside = await startOutside(issueCrl(authority.ca, { entries, thisUpdate: new Date('2026-11-20T00:00:00Z') }));
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
