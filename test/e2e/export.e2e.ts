// Proof bundles from the ledger page: one message, a case, what they lack, cancelled; the same octets as from the command line.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../pki/authority';
import { runCommandLine } from './command-line';
import type { BrowserDriver, BrowserName, Page } from './driver';
import { createSamples } from './dropped-files';
import { inEachBrowser } from './each-browser';
import {
  addAuthority,
  addFiles,
  closeExport,
  exportBundle,
  makeBundle,
  openExport,
  openLedger,
  openRow,
  readHeld,
} from './extension-steps';
import { waitForOutcomes } from './ledger-steps';
import { retry } from './scope';
import { unzip } from './unzip';

const NOTICE = 'Notificazione';
const folder = mkdtempSync(join(tmpdir(), 'ceralacca-export-'));
const at = (name: string): string => join(folder, name);
let authority: Authority;
let samples: ReadonlyMap<string, Uint8Array>;

beforeAll(async () => {
  authority = await createAuthority();
  samples = await createSamples(authority);
  writeFileSync(at('root.pem'), authority.root.certificate.pem);
  for (const [name, bytes] of samples) writeFileSync(at(`${name}.eml`), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A message whose receipt was got from a bundle of one browser, for the next. */
const bundles = new Map<BrowserName, string>();

const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string => Buffer.from(files.get(name) ?? []).toString();

inEachBrowser('proof bundles', (launch, name) => {
  let driver: BrowserDriver;
  let ledger: Page;
  beforeAll(async () => {
    driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    ledger = await openLedger(driver);
    await addFiles(
      ledger,
      [...samples.keys()].map((sample) => at(`${sample}.eml`)),
    );
    await waitForOutcomes(ledger, /^8 elementi esaminati/);
  });
  afterAll(() => driver?.close());

  test('says what is missing before anything is written, and writes an incomplete bundle as such', async () => {
    await openRow(ledger, NOTICE);
    await openExport(ledger);
    const [told] = await ledger.texts('dialog.work');
    expect(told).toContain('Incompleto: 1 messaggio su 1 non ha tutte le prove.');
    expect(told).toContain('Contenuto consegnato uguale a quello inviato: non ancora confrontato');
    expect(told).toContain('Crea il fascicolo incompleto');
    await closeExport(ledger);
    const path = await exportBundle(driver, ledger);
    expect(path).toMatch(/fascicolo-[0-9-]+-notificazione-[^/]*-incompleto\.asice$/);
    bundles.set(name, at(`${name}.asice`));
    copyFileSync(path, at(`${name}.asice`));
  });

  test('the command line makes the same octets of the same files', async () => {
    const path = bundles.get(name) ?? '';
    const { files, checked } = unzip(path);
    expect(checked.every((line) => line.endsWith(': OK'))).toBe(true);
    const report = JSON.parse(textOf(files, 'rapporto.json')) as { at: string };
    const out = at(`${name}-again.asice`);
    const proofs = [...samples.keys()].filter((sample) => sample.startsWith('notifica-')).map((sample) => at(`${sample}.eml`));
    await runCommandLine(['bundle', '--lang', 'it', '--at', report.at, '--trust', at('root.pem'), '--out', out, ...proofs]);
    expect(readFileSync(out).equals(readFileSync(path))).toBe(true);
  });

  test('is complete with the own copy of what was sent', async () => {
    const { files } = unzip(bundles.get(name) ?? '');
    writeFileSync(at('inviato.eml'), files.get('messaggio-originale.eml') ?? '');
    await openExport(ledger);
    await ledger.setFiles('dialog.work input[type="file"]', [at('inviato.eml')]);
    await ledger.waitForText('dialog.work .outlook', /Completo/);
    await ledger.waitFor('dialog.work .actions .btn.main:not([disabled])');
    const path = await makeBundle(driver, ledger);
    expect(path).not.toContain('incompleto');
    expect(unzip(path).files.has('messaggio-inviato.eml')).toBe(true);
  });

  test('a case is all that the board shows, and a filing has one receipt for each recipient', async () => {
    await ledger.click('.side .actions .btn:last-child');
    await ledger.type('input[type="search"]', 'avv.ferri@pec.alfa.example');
    await ledger.waitForText('.filters [role="status"]', /4 messaggi/);
    await ledger.click('.ledger-line > button:first-of-type');
    await ledger.waitFor('dialog.work .actions .btn.main:not([disabled])');
    await ledger.click('dialog.work .choices label:nth-of-type(2) input');
    const { files } = unzip(await makeBundle(driver, ledger));
    expect(textOf(files, 'destinatari.csv').trimEnd().split('\r\n')).toHaveLength(1 + 6);
    expect([...files.keys()].filter((file) => /^\d\d-.*\/01-accettazione\.eml$/.test(file))).toHaveLength(3);
  });

  test('closing the dialog while it works leaves nothing that looks finished', async () => {
    const before = readdirSync(driver.downloadFolder).length;
    // Those that were finished before stay as long as the page may hand them out again.
    const readFilled = async (): Promise<string> => JSON.stringify((await readHeld(ledger)).filter(({ size }) => size > 0));
    const filled = await readFilled();
    await ledger.click('.ledger-line > button:first-of-type');
    await ledger.waitFor('dialog.work[open]');
    await ledger.waitFor('dialog.work .actions .btn.main:not([disabled])');
    await ledger.evaluate((root) => {
      root.querySelector<HTMLButtonElement>('dialog.work .actions .btn.main')?.click();
      root.querySelector<HTMLButtonElement>('dialog.work .actions .btn:last-child')?.click();
    });
    await ledger.waitUntil((root) => root.querySelector('dialog[open]') === null, {});
    await retry('nothing but those to be held', async () => (await readFilled()) === filled || undefined);
    expect(readdirSync(driver.downloadFolder)).toHaveLength(before);
  });

  test('a dropped bundle is checked as a whole, and names the file that was altered', async () => {
    const bundle = [...bundles.values()][0] ?? '';
    await addFiles(ledger, [bundle]);
    expect(await ledger.waitForText('.dropped-bundle .bundle-answer', /Fascicolo/)).toContain('Fascicolo integro');
    const [told] = await ledger.texts('.dropped-bundle');
    expect(told).toContain('È quella di questa versione di Ceralacca.');
    expect(told).toContain('Dichiara gli stessi esiti trovati qui.');
    // One octet, which its checksum in the container already gives away.
    const bytes = readFileSync(bundle);
    bytes.write('S', bytes.indexOf('sha256sum'));
    writeFileSync(at('altered.asice'), bytes);
    await addFiles(ledger, [at('altered.asice')]);
    await ledger.waitForText('.dropped-bundle .bundle-answer', /altered\.asice/);
    expect(await ledger.waitForText('.dropped-bundle .bundle-answer', /Fascicolo alterato/)).not.toContain('integro');
    expect((await ledger.texts('.dropped-bundle .rows li')).join(' ')).toMatch(/^verifica\.html illeggibile/);
    writeFileSync(at('hostile.asice'), Buffer.from('not a bundle'));
    await addFiles(ledger, [at('hostile.asice')]);
    await ledger.waitForText('.dropped-bundle .bundle-answer', /hostile\.asice/);
    await ledger.waitUntil((root) => root.querySelector('.dropped-bundle .bundle-answer .mark') !== null, {});
    expect((await ledger.texts('.dropped-bundle')).join(' ')).not.toMatch(/integro/);
  });
});
