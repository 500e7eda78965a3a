// A bundle made in one browser is checked in the other, on the ledger page and on the page that lies in it, by the command line, and by its own instructions.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { followInstructions } from '../bundle/follow-instructions';
import { type Authority, createAuthority } from '../pki/authority';
import { runCommandLine } from './command-line';
import type { BrowserDriver, BrowserName } from './driver';
import { createSamples } from './dropped-files';
import { inEachBrowser, RUN_IN } from './each-browser';
import { addAuthority, addFiles, exportBundle, openLedger, openRow } from './extension-steps';
import { dropFiles, waitForOutcomes } from './ledger-steps';
import { unzip } from './unzip';

/** One acceptance, and a delivery for each of two recipients. */
const PROOFS = 3;
const WHOLE = new RegExp(`^Fascicolo integro: tutte le ${PROOFS} prove hanno firma autentica`);

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-elsewhere-'));
const at = (name: string): string => join(folder, name);
const madeIn = (name: BrowserName): string => at(`fatto-in-${name}.asice`);
const proofs: string[] = [];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  writeFileSync(at('root.pem'), authority.root.certificate.pem);
  for (const [name, bytes] of await createSamples(authority)) {
    if (!name.startsWith('notifica-')) continue;
    proofs.push(at(`${name}.eml`));
    writeFileSync(at(`${name}.eml`), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inEachBrowser('a bundle made', (launch, name) => {
  beforeAll(async () => {
    const driver = await launch();
    try {
      await (await addAuthority(driver, authority.root.certificate.pem)).close();
      const ledger = await openLedger(driver);
      await addFiles(ledger, proofs);
      await waitForOutcomes(ledger, new RegExp(`^${PROOFS} elementi esaminati`));
      await openRow(ledger, 'Notificazione');
      copyFileSync(await exportBundle(driver, ledger), madeIn(name));
    } finally {
      await driver.close();
    }
  });

  test('is whole to `ceralacca check`', async () => {
    const findings = JSON.parse(await runCommandLine(['check', '--json', '--trust', at('root.pem'), madeIn(name)])) as BundleFindings;
    expect(findings).toMatchObject({ verdict: 'intact', files: [], sums: 'agrees', report: 'agrees', checkPage: 'agrees' });
    expect(findings.proofs.map(({ report }) => report.verdict)).toEqual(Array(PROOFS).fill('verified'));
  });

  test('is whole to the lines of its LEGGIMI.txt, with nothing of ours', async () => {
    const { files, checked } = unzip(madeIn(name));
    const { lines, output } = await followInstructions(files);
    expect(lines.filter((line) => line.includes('openssl cms -verify'))).toHaveLength(PROOFS);
    expect(output.match(/CMS Verification successful/g)).toHaveLength(PROOFS);
    const told = output.split('\n').filter((line) => line.endsWith(': OK'));
    expect(told.sort()).toEqual(checked.toSorted());
    // All but the container's mark, the list of hashes itself, and the manifest, which holds the list's hash.
    expect(told).toHaveLength(files.size - 3);
  });
});

inEachBrowser('checked', (launch, name) => {
  const makers = RUN_IN.filter((maker) => maker !== name);
  if (makers.length === 0) {
    test('would be bundles of another browser', () => void console.log(`NOT RUN: bundles of another browser in ${name}`));
    return;
  }
  let driver: BrowserDriver;
  beforeAll(async () => {
    driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
  });
  afterAll(() => driver?.close());

  describe.each(makers)('a bundle made in %s', (maker) => {
    test('is whole when it is dropped on the ledger page', async () => {
      const ledger = await openLedger(driver);
      await dropFiles(ledger, [{ name: 'altrove.asice', bytes: readFileSync(madeIn(maker)) }]);
      expect(await ledger.waitForText('.dropped-bundle .bundle-answer', /Fascicolo/)).toMatch(WHOLE);
      const [told] = await ledger.texts('.dropped-bundle');
      expect(told).toContain('È quella di questa versione di Ceralacca.');
      expect(told).toContain('Dichiara gli stessi esiti trovati qui.');
      expect(await ledger.count('.dropped-bundle .rows li')).toBe(0);
      await ledger.close();
    });

    test('is whole when it is dropped on the verifica.html that lies in it, opened from disk', async () => {
      writeFileSync(at('verifica.html'), unzip(madeIn(maker)).files.get('verifica.html') ?? '');
      const page = await driver.openPage(pathToFileURL(at('verifica.html')).href);
      await page.waitFor('.check-page');
      await dropFiles(page, [{ name: 'altrove.asice', bytes: readFileSync(madeIn(maker)) }]);
      await page.waitForText('.answer-about', /^altrove\.asice/);
      // What the ledger's browser has been told to trust is not known to a page from disk.
      await page.waitForText('#answer', /^Fascicolo integro, ma non si può confermare nessuna/);
      await page.setFiles('.trust input[type="file"]', [at('root.pem')]);
      await page.waitForText('#answer', WHOLE);
      await page.close();
    });
  });
});
