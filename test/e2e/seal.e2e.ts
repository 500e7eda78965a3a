// The archive is sealed: a reminder comes, the file is made and stamped elsewhere, each message says before when it existed; and it is sealed anew in time.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSealFile } from '../../lib/ledger/seal/seal-file';
import { type Authority, createAuthority } from '../pki/authority';
import { createSignature, issueSignatory, type Signatory } from '../pki/create-signature';
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
/** Its certificate ends soon; that of the next one does not. */
let tsa: Tsa;
let next: Tsa;
let maria: Signatory;
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
  const [keyLabel, commonName, notAfter] = ['ending-tsa', 'Ceralacca Test TSU che scade', new Date(Date.now() + 30 * DAY_MS)];
  [authority, tsa, maria] = await Promise.all([createAuthority(), issueTsa({ keyLabel, commonName, notAfter }), issueSignatory()]);
  next = await issueTsa({ issuer: tsa.root });
  paths = (await createPair()).map((bytes, index) => {
    const path = join(folder, `${index}.eml`);
    writeFileSync(path, bytes);
    return path;
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const createToken = (of: Uint8Array, by: Tsa): Uint8Array =>
  createTimestamp({ tsa: by, of, genTime: new Date().toISOString().replace(/[-:T]|\.\d+/g, '') });

const stamp = (of: Uint8Array): string => write('sigillo.txt.tst', createToken(of, tsa));

/** The signature around the seal, with the time-stamp in it. */
const sign = (of: Uint8Array): string =>
  write('sigillo.txt.p7m', createSignature({ by: [maria], of, isAttached: true, stamp: (value) => [createToken(value, next)] }));

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

  const make = async (): Promise<Uint8Array> => {
    await ledger.click('.seal-line button');
    await ledger.waitFor('dialog[open]');
    const before = new Set(readdirSync(driver.downloadFolder));
    await ledger.click('dialog section:first-of-type .btn');
    const path = await waitForDownload(driver, before);
    const bytes = readFileSync(path);
    // Chromium writes the next one of this day over it, and no new file would be seen.
    rmSync(path);
    return bytes;
  };

  let file: Uint8Array;
  test('is one small file, over every proof', async () => {
    file = await make();
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
    // What is sealed is due again: that time-stamp ends soon.
    await ledger.waitForText(
      '.seal-line',
      /Il certificato della marca di un sigillo scade il \d\d\/\d\d\/\d{4}: fai prima un nuovo sigillo/,
    );
    await openRow(ledger, SUBJECT);
    await ledger.waitForText('.side', /2 prove su 2 esistevano prima del \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d UTC/);
    await ledger.waitForText('.side .ready', /Tutte le prove sono in un sigillo dell'archivio: esistevano prima del/);
  });

  test('is renewed by a new one over the time-stamp of the old, signed and stamped in one', async () => {
    const renewed = await make();
    // Two proofs, and what came back for the first seal.
    expect(parseSealFile(renewed)).toMatchObject({ count: 3 });
    const waiting = 'dialog .seals .btn.main + input[type="file"]';
    await ledger.waitFor(waiting);
    await ledger.setFiles(waiting, [sign(file)]);
    await ledger.waitForText('dialog', /Non aggiunto: sigillo\.txt\.p7m\. La firma è di un altro file/);
    await ledger.setFiles(waiting, [sign(renewed)]);
    const told = await ledger.waitForText('dialog .seals', /un sigillo successivo copre anche questa marca/);
    expect(told).toMatch(/Firmato con un certificato intestato a CN=Maria Bianchi, rilasciato da CN=Ente di Firma di Prova\./);
    expect(told).toContain("Ceralacca non controlla chi l'ha rilasciato");
    await ledger.waitForText('.seal-line', /Ultimo sigillo: quanto contiene esisteva prima del/);
  });
});
