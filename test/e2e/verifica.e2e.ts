// The page that lies in every bundle, opened from disk in a browser without the extension: genuine, altered, enlarged and hostile bundles.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../bundle/build-container';
import { buildSource, makeBundle, unpack } from '../bundle/build-source';
import { type Authority, createAuthority } from '../pki/authority';
import type { BrowserDriver, Page } from './driver';
import { alter, createSamples } from './dropped-files';
import { inEachBrowser } from './each-browser';
import { findFaults } from './find-faults';
import { dropFiles } from './ledger-steps';

const OUTPUT = fileURLToPath(new URL('../../.output/', import.meta.url));
const PICTURES = join(OUTPUT, 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'ceralacca-verifica-'));
const at = (name: string): string => join(folder, name);
/** As the page lies beside the container that it came in. */
const PAGE = at('verifica.html');
const DELIVERY = /\d\d-avvenuta-consegna[^/]*\.eml$/;
const FADE_MS = 250;

let authority: Authority;
let genuine: Uint8Array<ArrayBuffer>;

const writeContainer = async (name: string, files: Map<string, Uint8Array>): Promise<void> =>
  writeFileSync(at(name), new Uint8Array(await (await packFiles(Object.fromEntries(files))).arrayBuffer()));

beforeAll(async () => {
  const page = readFileSync(join(OUTPUT, 'verifica.html'));
  writeFileSync(PAGE, page);
  authority = await createAuthority();
  writeFileSync(at('root.pem'), authority.root.certificate.pem);
  const samples = await createSamples(authority);
  const notices = [...samples].filter(([name]) => name.startsWith('notifica')).map(([, bytes]) => bytes);
  const source = await buildSource(notices, authority.root.certificate.der, { now: new Date().toISOString() });
  genuine = await makeBundle({ ...source, checkPage: page });
  writeFileSync(at('genuino.asice'), genuine);
  const files = await unpack(genuine);
  const receipt = samples.get('notifica-consegna-1') ?? new Uint8Array();
  const delivery = [...files].find(([, bytes]) => bytes.equals(receipt))?.[0] ?? '';
  expect(delivery).toMatch(DELIVERY);
  const changed = (...changes: [string, Uint8Array][]): Map<string, Uint8Array> => new Map([...files, ...changes]);
  await writeContainer('alterato.asice', changed([delivery, alter(receipt)]));
  await writeContainer('aggiunto.asice', changed(['99-aggiunta.eml', samples.get('falsa-cartella') ?? new Uint8Array()]));
  await writeContainer('tolto.asice', new Map([...files].filter(([name]) => name !== delivery)));
  const manifest = files.get('META-INF/ASiCManifest001.xml') ?? new Uint8Array();
  await writeContainer('ostile.asice', changed(['META-INF/ASiCManifest002.xml', manifest]));
  for (const [name, bytes] of files) {
    mkdirSync(dirname(at(`cartella/${name}`)), { recursive: true });
    writeFileSync(at(`cartella/${name}`), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inEachBrowser('the page that checks bundles', (launch, browser) => {
  let driver: BrowserDriver;
  let page: Page;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    driver = await launch({ extension: null });
    page = await driver.openPage(pathToFileURL(PAGE).href);
    await page.waitFor('.check-page');
  });
  afterAll(() => driver?.close());

  const choose = (name: string): Promise<void> => page.setFiles('input[accept=".asice,.zip"]', [at(name)]);
  const check = async (name: string, answer: RegExp): Promise<string> => {
    await page.reload();
    await page.waitFor('.check-page');
    await choose(name);
    return page.waitForText('#answer', answer);
  };
  /** Marionette hands over files only: there the folder's files are put into the chooser as a browser gives them. */
  const chooseFolder = async (): Promise<void> => {
    if (browser === 'chromium') return page.setFiles('input[webkitdirectory]', [at('cartella')]);
    const files = [...(await unpack(genuine))].map(([name, bytes]) => ({ path: `cartella/${name}`, base64: bytes.toString('base64') }));
    await page.evaluate((root, given: { path: string; base64: string }[]) => {
      const transfer = new DataTransfer();
      for (const { path, base64 } of given) {
        const file = new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], path.split('/').at(-1) ?? '');
        Object.defineProperty(file, 'webkitRelativePath', { value: path });
        transfer.items.add(file);
      }
      const input = root.querySelector<HTMLInputElement>('input[webkitdirectory]');
      if (input === null) throw new Error('no chooser of folders');
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, files);
  };
  const trust = async (): Promise<void> => page.setFiles('.trust input[type="file"]', [at('root.pem')]);
  const inspect = async (name: string, rules: string[] = []): Promise<string[]> => {
    const faults: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await driver.setColorScheme(scheme);
      await page.bringToFront();
      await new Promise((resolve) => setTimeout(resolve, FADE_MS));
      await page.evaluate(() => scrollTo(0, 0));
      // Firefox pictures no more of an element than is in view.
      await page.screenshot(
        join(PICTURES, `${browser}-verifica-${name}-${scheme}.png`),
        browser === 'chromium' ? '.check-page' : undefined,
      );
      faults.push(...(await findFaults(page, scheme === 'dark' ? ['color-contrast'] : rules)));
    }
    await driver.setColorScheme('light');
    return faults;
  };

  test('opens from disk, in the language of the browser, under a policy that its own parts pass', async () => {
    expect(await page.url()).toMatch(/^file:/);
    expect(await page.texts('h1')).toEqual(['Verifica di un fascicolo di prove PEC']);
    expect(await inspect('start')).toEqual([]);
    await page.click('.language[lang="en"]');
    await page.waitForText('h1', /^Check of a PEC evidence bundle$/);
    expect(await page.texts('.language[aria-pressed="true"]')).toEqual(['English']);
  });

  test('does not take the authority inside a genuine bundle at its word, and takes the one that the person adds', async () => {
    await check('genuino.asice', /^Fascicolo integro, ma non si può confermare nessuna delle \d prove/);
    expect(await inspect('unknown-authority')).toEqual([]);
    await trust();
    await page.waitForText('#answer', /^Fascicolo integro: tutte le \d prove hanno firma autentica$/);
    const [told = ''] = await page.texts('.trust');
    expect(told).toMatch(/SHA-256 [0-9a-f]{64}/);
    const rows = await page.texts('.proofs tbody tr:not(.proof-details)');
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toMatch(/firma autentica\s+autorità aggiunta da te/i);
    expect(rows.join()).toMatch(/cancelleria@pec\.beta.*\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [+]0[12]:00/s);
    expect((await page.texts('.bundle-message')).join()).toMatch(/Esito: /);
    await page.click('.proofs button[aria-expanded="false"]');
    await page.waitForText('.proof-details', /Integrità della firma/);
    expect(await inspect('genuine')).toEqual([]);
  });

  test('takes the same container when it is dropped', async () => {
    await page.reload();
    await page.waitFor('.check-page');
    await dropFiles(page, [{ name: 'trascinato.asice', bytes: genuine }]);
    await page.waitForText('.answer-about', /^trascinato\.asice/);
    await page.waitForText('#answer', /^Fascicolo integro/);
  });

  test('names the file that was altered, and calls the proof altered', async () => {
    await check('alterato.asice', /^Fascicolo alterato: 1 file non corrisponde al suo elenco/);
    await trust();
    await page.waitForText('.proofs', /autorità aggiunta da te/i);
    expect((await page.texts('section[aria-labelledby="files-title"] li')).join()).toMatch(/\d\d-avvenuta-consegna.*\.eml modificato/);
    const [worst = ''] = await page.texts('.proofs tbody tr:not(.proof-details)');
    expect(worst).toMatch(/\d\d-avvenuta-consegna.*falsa, alterata o incompleta.*non è come nell'elenco/s);
    expect(await inspect('altered')).toEqual([]);
  });

  test('names the file that was added', async () => {
    await check('aggiunto.asice', /^Fascicolo alterato: 1 file non corrisponde al suo elenco/);
    expect((await page.texts('section[aria-labelledby="files-title"] li')).join()).toMatch(/99-aggiunta\.eml aggiunto/);
  });

  test('names the file that was removed, and counts its proof no more', async () => {
    await check('genuino.asice', /^Fascicolo integro/);
    const before = await page.count('.proofs tbody tr:not(.proof-details)');
    await check('tolto.asice', /^Fascicolo alterato: 1 file non corrisponde al suo elenco/);
    const files = await page.texts('section[aria-labelledby="files-title"] li');
    expect(files).toEqual([expect.stringMatching(/^\d\d-avvenuta-consegna[^/]*\.eml\s+mancante/)]);
    expect((await page.texts('.proofs')).join()).not.toContain(files[0]?.split(/\s/)[0]);
    expect(await page.count('.proofs tbody tr:not(.proof-details)')).toBe(before - 1);
  });

  test('refuses a hostile container with its reason and believes nothing in it', async () => {
    await check('ostile.asice', /^Fascicolo rifiutato/);
    expect((await page.texts('.panel .lead')).join()).toContain('Ci sono più elenchi dei file: non si può dire quale valga.');
    expect(await page.count('.proofs')).toBe(0);
    expect(await inspect('refused')).toEqual([]);
  });

  test('takes the folder into which a bundle was unpacked', async () => {
    await page.reload();
    await page.waitFor('.check-page');
    await chooseFolder();
    await page.waitForText('#answer', /^Fascicolo integro/);
    expect(await page.texts('.answer-about')).toEqual([expect.stringMatching(/^cartella · /)]);
  });

  describe('in a narrow window', () => {
    test('nothing is cut off', async () => {
      await page.resize(420, 800);
      await check('alterato.asice', /^Fascicolo alterato/);
      await trust();
      await page.waitForText('.proofs', /autorità aggiunta da te/i);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await inspect('narrow')).toEqual([]);
      await page.resize(1280, 800);
    });
  });

  test('asked no server for anything', async () => {
    expect(await driver.requests()).toEqual([]);
  });

  test('may run no other code and reach no network', async () => {
    const stopped = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => void directives.push(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "intruded"';
      const image = document.createElement('img');
      image.src = 'http://127.0.0.1:9/';
      document.body.append(script, image);
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { directives: directives.sort(), title: document.title };
    });
    expect(stopped.directives).toEqual(['connect-src', 'img-src', 'script-src-elem']);
    expect(stopped.title).not.toBe('intruded');
  });
});
