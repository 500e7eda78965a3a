// The report of a bundle as a person prints it: A4, and on the top of every page what it is not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSource, makeBundle, unpack, wordingIn } from '../bundle/build-source';
import { createAuthority } from '../pki/authority';
import type { BrowserDriver } from './driver';
import { hasPaper, inEachBrowser } from './each-browser';
import { createReceipts } from './many-receipts';
import { readPdf } from './read-pdf';

const LANGUAGES = ['it', 'en'] as const;
const A4 = { width: 210, height: 297 };
const MESSAGES = 4;

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-print-'));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  const authority = await createAuthority();
  const source = await buildSource(await createReceipts(authority, 3 * MESSAGES), authority.root.certificate.der, {
    now: new Date().toISOString(),
  });
  for (const language of LANGUAGES) {
    const files = await unpack(await makeBundle(source, { wording: wordingIn(language) }));
    writeFileSync(at(`${language}.html`), files.get('rapporto.html') ?? '');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasPaper)('printed', () => {
  inEachBrowser('a report', (launch) => {
    let driver: BrowserDriver;
    beforeAll(async () => {
      driver = await launch({ extension: null });
    });
    afterAll(() => driver?.close());

    test.each(LANGUAGES)('says on each of its pages, which are A4, that it is a courtesy copy: %s', async (language) => {
      const page = await driver.openPage(pathToFileURL(at(`${language}.html`)).href);
      await page.printTo(at('printed.pdf'));
      await page.close();
      const pages = readPdf(at('printed.pdf'));
      expect(pages.length).toBeGreaterThan(MESSAGES);
      const notice = wordingIn(language).text('bundle_courtesy');
      expect(pages.map(({ text }) => text.slice(0, notice.length))).toEqual(pages.map(() => notice));
      // Something else stands on each: no page of the notice alone.
      for (const { text } of pages) expect(text.length).toBeGreaterThan(notice.length + 20);
      // Browsers round to the pixel.
      for (const { width, height } of pages) expect(Math.max(Math.abs(width - A4.width), Math.abs(height - A4.height))).toBeLessThan(0.5);
    });
  });
});
