// The archive is sealed: a reminder comes, the file is made and stamped elsewhere, and afterwards each message says before when it existed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSealFile } from '../../lib/ledger/seal/seal-file';
import { type Authority, createAuthority } from '../pki/authority';
import { createTimestamp } from '../pki/create-timestamp';
import { issueProvider } from '../pki/issue-provider';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { signPec } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger, openRow, waitForDownload } from './extension-steps';
import { waitForOutcomes } from './ledger-steps';

const DAY_MS = 24 * 3_600_000;
const SUBJECT = 'Avviso da sigillare';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-seal-'));
let authority: Authority;
let tsa: Tsa;
let paths: string[];

/** By a provider whose certificate ends in a month. */
const createPair = async (): Promise<Uint8Array[]> => {
  const clock = new Date(Date.now() - DAY_MS);
  const [notBefore, notAfter] = [new Date(Date.now() - 400 * DAY_MS), new Date(Date.now() + 30 * DAY_MS)];
  const provider = await issueProvider(authority, { host: 'posta.alfa-gestore.example', notBefore, notAfter });
  const delivery = 'protocollo@pec.alfa.example';
  const transmission = createTransmission({
    ...{ sender: 'ufficio@pec.alfa.example', host: provider.host, layout: 'javamail', subject: SUBJECT, acceptedAt: clock },
    ...{ recipients: [{ address: delivery, type: 'certificato', field: 'to' }], messageId: 'sigillo@ufficio.example' },
  });
  return [
    await signPec({ provider, kind: 'accettazione', transmission, clock, layout: 'javamail' }),
    await signPec({ provider, kind: 'avvenuta-consegna', transmission, delivery, clock, layout: 'javamail' }),
  ];
};

beforeAll(async () => {
  [authority, tsa] = await Promise.all([createAuthority(), issueTsa()]);
  paths = (await createPair()).map((bytes, index) => {
    const path = join(folder, `${index}.eml`);
    writeFileSync(path, bytes);
    return path;
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stamp = (of: Uint8Array): string => {
  const path = join(folder, 'sigillo.txt.tst');
  const genTime = new Date().toISOString().replace(/[-:T]|\.\d+/g, '');
  writeFileSync(path, createTimestamp({ tsa, of, genTime }));
  return path;
};

inEachBrowser('a seal of the archive', (launch) => {
  let driver: BrowserDriver;
  let ledger: Page;
  beforeAll(async () => {
    driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    ledger = await openLedger(driver);
    await addFiles(ledger, paths);
    await waitForOutcomes(ledger, /^2 (?:file|elementi) esaminati/);
  });
  afterAll(() => driver?.close());

  test('is due before the certificates behind the proofs end', async () => {
    await ledger.waitForText('.seal-line', /senza sigillo scadono dal/);
  });

  let file: Uint8Array;
  test('is one small file, over every proof', async () => {
    await ledger.click('.seal-line button');
    await ledger.waitFor('dialog[open]');
    const before = new Set(readdirSync(driver.downloadFolder));
    await ledger.click('dialog .btn.main');
    file = readFileSync(await waitForDownload(driver, before));
    expect(parseSealFile(file)).toMatchObject({ count: 2 });
    await ledger.waitForText('dialog .seals', /Aspetta la marca temporale/);
  });

  test('refuses a time-stamp over anything else, and one of an unknown authority proves nothing', async () => {
    await ledger.setFiles('dialog .seals input[type="file"]', [stamp(file.subarray(1))]);
    await ledger.waitForText('dialog', /Non aggiunto: sigillo\.txt\.tst\. È fatta su un altro file/);
    await ledger.setFiles('dialog .seals input[type="file"]', [stamp(file)]);
    await ledger.waitForText('dialog .seals', /Non si conosce l'autorità/);
    expect(await ledger.waitForText('dialog .seals', /Aspetta la marca/)).not.toContain('esisteva prima');
  });

  test('says before when the proofs existed, once the authority is known', async () => {
    await (await addAuthority(driver, tsa.root.certificate.pem)).close();
    await ledger.close();
    ledger = await openLedger(driver);
    await ledger.waitForText('.seal-line', /Ultimo sigillo: quanto contiene esisteva prima del/);
    await openRow(ledger, SUBJECT);
    await ledger.waitForText('.side', /2 prove su 2 esistevano prima del \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d UTC/);
    await ledger.waitForText('.side .ready', /Tutte le prove sono in un sigillo dell'archivio: esistevano prima del/);
    await ledger.click('.seal-line button');
    await ledger.waitForText('dialog .seals', /Quanto è nel sigillo esisteva prima del/);
  });
});
