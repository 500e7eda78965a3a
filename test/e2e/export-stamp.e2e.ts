// Time-stamps of proof bundles from the ledger page: asked of a service in the click, refused by one, or brought from elsewhere.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTimestamp } from '../pki/create-timestamp';
import { issueTsa } from '../pki/issue-tsa';
import { verifyTimestampWithOpenssl } from '../pki/openssl-timestamp';
import { type RunningTsa, startTsa } from '../pki/start-tsa';
import { authority } from '../verify/bench';
import { tsa } from '../verify/timestamps/bench';
import type { BrowserDriver, Page } from './driver';
import { createSamples } from './dropped-files';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, closeExport, openExport, openLedger, openRow, waitForDownload } from './extension-steps';
import { waitForOutcomes } from './ledger-steps';
import { unzip } from './unzip';

const MANIFEST = 'META-INF/ASiCManifest001.xml';
const TOKEN = 'META-INF/timestamp001.tst';
const OUTCOME = 'dialog.work .made .stamp-outcome';
const MADE = 'dialog.work .made';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-stamp-'));
const at = (name: string): string => join(folder, name);
const toTime = (date: Date): string => `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
let samples: ReadonlyMap<string, Uint8Array>;

beforeAll(async () => {
  samples = await createSamples(authority);
  for (const [name, bytes] of samples) writeFileSync(at(`${name}.eml`), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inEachBrowser('time-stamps of bundles', (launch) => {
  let driver: BrowserDriver;
  let ledger: Page;
  let service: RunningTsa;
  let login: RunningTsa;

  beforeAll(async () => {
    service = await startTsa(tsa);
    login = await startTsa(tsa, { login: 'anna:segreta' });
    driver = await launch();
    const options = await addAuthority(driver, authority.root.certificate.pem);
    await options.type('#pem-timestamp', tsa.root.certificate.pem);
    await options.click('#pem-timestamp ~ .actions button[type="submit"]');
    await options.waitUntil((root) => root.querySelectorAll('.authority .pill').length >= 2, {});
    await options.close();
    ledger = await openLedger(driver);
    await addFiles(
      ledger,
      [...samples.keys()].map((name) => at(`${name}.eml`)),
    );
    await waitForOutcomes(ledger, /^8 elementi esaminati/);
    await openRow(ledger, 'Notificazione');
  });
  afterAll(async () => {
    await driver?.close();
    for (const one of [service, login]) await one?.close();
  });

  const choose = (way: number): Promise<void> => ledger.click(`dialog.work .stamp label:nth-of-type(${way}) input[type="radio"]`);

  /** Before each question: what a click allowed is given back after it. */
  const allow = async (): Promise<void> => {
    await driver.allowHost('http://127.0.0.1/*');
    await ledger.bringToFront();
  };

  /** Clicks, and takes what was handed out away: one browser would write the next of that name over it. */
  const download = async (click: () => Promise<void>): Promise<string> => {
    const before = new Set(readdirSync(driver.downloadFolder));
    await click();
    const path = await waitForDownload(driver, before);
    const taken = join(mkdtempSync(join(folder, 'taken-')), basename(path));
    copyFileSync(path, taken);
    rmSync(path);
    return taken;
  };

  const isGood = async (path: string, root = tsa.root.certificate.pem): Promise<boolean> => {
    const { files, checked } = unzip(path);
    expect(checked.every((line) => line.endsWith(': OK'))).toBe(true);
    const token = files.get(TOKEN) ?? new Uint8Array();
    return verifyTimestampWithOpenssl(token, files.get(MANIFEST) ?? new Uint8Array(), root, new Date());
  };

  test('a service is asked in the click, and what is handed out is stamped', async () => {
    await openExport(ledger);
    await choose(2);
    await ledger.type('dialog.work .stamp input[type="url"]', service.url);
    await allow();
    const path = await download(() => ledger.click('dialog.work .actions .btn.main'));
    expect(await ledger.waitForText(OUTCOME, /./)).toMatch(/esisteva già prima del \d\d\/\d\d\/\d{4}/);
    expect(await isGood(path)).toBe(true);
    expect(service.asked).toHaveLength(1);
    await closeExport(ledger);
  });

  test('a service that refuses leaves a bundle without a time-stamp, which says so; asked again it is stamped', async () => {
    await openExport(ledger);
    // The service that was asked last is proposed.
    expect(await ledger.evaluate((root) => root.querySelector<HTMLInputElement>('dialog.work input[type="url"]')?.value)).toBe(service.url);
    await ledger.evaluate((root, url: string) => {
      const input = root.querySelector<HTMLInputElement>('dialog.work input[type="url"]');
      if (input) input.value = url;
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    }, login.url);
    await allow();
    const path = await download(() => ledger.click('dialog.work .actions .btn.main'));
    const told = await ledger.waitForText(OUTCOME, /./);
    expect(told).toContain('Il fascicolo è senza marca temporale.');
    expect(told).toContain('Il servizio vuole nome e password');
    expect(unzip(path).files.has(TOKEN)).toBe(false);
    await ledger.click('dialog.work .stamp details summary');
    await ledger.type('dialog.work .stamp details input[type="text"]', 'anna');
    await ledger.type('dialog.work .stamp details input[type="password"]', 'segreta');
    await allow();
    const stamped = await download(() => ledger.click(`${MADE} > .btn`));
    await ledger.waitForText(OUTCOME, /esisteva già prima/);
    expect(stamped).toMatch(/-marcato\.asice$/);
    expect(await isGood(stamped)).toBe(true);
    await closeExport(ledger);
  });

  test('what is to be stamped elsewhere is the manifest, and the token that is brought back is added', async () => {
    await openExport(ledger);
    await choose(3);
    const plain = await download(() => ledger.click('dialog.work .actions > .btn.main'));
    await ledger.waitFor(`${MADE} .actions`);
    const manifest = await download(() => ledger.click(`${MADE} .actions button:nth-of-type(1)`));
    expect(readFileSync(manifest).equals(Buffer.from(unzip(plain).files.get(MANIFEST) ?? []))).toBe(true);
    copyFileSync(plain, at('earlier.asice'));
    writeFileSync(at('other.tst'), createTimestamp({ tsa, of: new Uint8Array(3), genTime: toTime(new Date()) }));
    await ledger.setFiles(`${MADE} input[type="file"]`, [at('other.tst')]);
    expect(await ledger.waitForText(OUTCOME, /./)).toContain('La marca è fatta su altri byte');
    writeFileSync(at('good.tst'), createTimestamp({ tsa, of: readFileSync(manifest), genTime: toTime(new Date()) }));
    const stamped = await download(() => ledger.setFiles(`${MADE} input[type="file"]`, [at('good.tst')]));
    await ledger.waitForText(OUTCOME, /esisteva già prima/);
    expect(await isGood(stamped)).toBe(true);
    await closeExport(ledger);
  });

  test('a bundle made earlier takes a token too, and one of an authority that is not known here proves nothing', async () => {
    const other = await issueTsa({ rootKeyLabel: 'other-root', rootCommonName: 'Radice sconosciuta' });
    await openExport(ledger);
    await choose(3);
    await ledger.setFiles('dialog.work .stamp input[type="file"]', [at('earlier.asice')]);
    expect(await ledger.waitForText(MADE, /Fascicolo scelto/)).toContain('earlier.asice');
    const manifest = unzip(at('earlier.asice')).files.get(MANIFEST) ?? new Uint8Array();
    writeFileSync(at('unknown.tst'), createTimestamp({ tsa: other, of: manifest, genTime: toTime(new Date()) }));
    const stamped = await download(() => ledger.setFiles(`${MADE} input[type="file"]`, [at('unknown.tst')]));
    expect(await ledger.waitForText(OUTCOME, /./)).toContain("l'autorità che l'ha emessa non è tra quelle conosciute");
    expect(await isGood(stamped, other.root.certificate.pem)).toBe(true);
    await closeExport(ledger);
  });
});
