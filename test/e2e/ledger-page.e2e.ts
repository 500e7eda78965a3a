// The ledger page on its own: files of every kind, examples apart from evidence, the exported bundle, search, tabs and keys.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import { type Authority, createAuthority } from '../pki/authority';
import type { BrowserDriver, Page } from './driver';
import { createSamples, type DroppedFile, toOddFiles } from './dropped-files';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, exportBundle, makeBundle, openLedger, openRow, readRows, waitForDownload } from './extension-steps';
import { listActions, walkByTab } from './keyboard';
import { countRows, dropFiles, openRowIn, readActive, readOutcomes, waitForOutcomes, waitForOwnScrolling } from './ledger-steps';
import { unzip } from './unzip';

const NOTICE = 'Notificazione';
const EXAMPLES = italian.examples_small.message;
const ADDED = italian.added_authority.message;

const writeAll = (folder: string, files: readonly DroppedFile[]): string[] =>
  files.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });

inEachBrowser('the ledger page', (launch) => {
  let authority: Authority;
  let samples: ReadonlyMap<string, Uint8Array>;
  let driver: BrowserDriver;
  let ledger: Page;
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-files-'));
  beforeAll(async () => {
    authority = await createAuthority();
    samples = await createSamples(authority);
    driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    ledger = await openLedger(driver);
  });
  afterAll(async () => {
    await driver?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('examples', () => {
    test('are marked, and shown in a ledger of their own', async () => {
      await ledger.waitFor('.empty');
      await ledger.click('.empty .btn.main');
      await ledger.waitForText('.examples', new RegExp(EXAMPLES.slice(0, 40)));
      await ledger.waitUntil((root) => root.querySelectorAll('table.ledger tbody tr').length === 5, {});
      await openRow(ledger, NOTICE);
      const proofs = await ledger.texts('.side .proof > summary');
      expect(proofs.length).toBeGreaterThan(2);
      for (const proof of proofs) expect(proof).toContain(ADDED);
    });

    test('scroll beside their list, and never make the page longer than that', async () => {
      await waitForOwnScrolling(ledger, 1280, 720);
      await waitForOwnScrolling(ledger, 1024, 600);
      await ledger.resize(1280, 800);
    });

    test('leave the real ledger empty', async () => {
      expect(await countRows(ledger, 'evidence')).toBe(0);
      expect(await countRows(ledger, 'evidence', 'ceralacca-examples')).toBe(8);
      await ledger.goto(driver.extensionUrl('ledger.html'));
      await ledger.waitFor('.empty');
      expect(await ledger.count('.notice, .examples')).toBe(0);
    });
  });

  describe('files', () => {
    test('each is told of, and a bad one stops no other', async () => {
      const files = toOddFiles(samples);
      await addFiles(ledger, writeAll(folder, files));
      await waitForOutcomes(ledger, /^9 elementi esaminati: 2 autentici, 3 falsi o alterati, 1 non conclusivo, 3 non leggibili\.$/);
      const told = await readOutcomes(ledger);
      expect(told).toHaveLength(files.length);
      for (const { name, outcome } of files) expect(told.find((one) => one.name === name)?.text).toMatch(outcome);
      // What needs a look stands first.
      expect(
        told
          .slice(-2)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(['accettazione.eml', 'consegna.eml']);
      expect(await countRows(ledger, 'messages')).toBeGreaterThan(1);
    });

    test('what is no message is not kept', async () => {
      const before = await countRows(ledger, 'bytes');
      await dropFiles(ledger, toOddFiles(samples).slice(3, 6));
      await waitForOutcomes(ledger, /^3 elementi esaminati: 3 non leggibili\.$/);
      expect(await countRows(ledger, 'bytes')).toBe(before);
    });

    test('many dropped at once show their progress in items and become rows', async () => {
      const files = Array.from(samples, ([name, bytes]) => ({ name: `${name}.eml`, bytes }));
      const many = Array.from({ length: 5 }, (_, turn) => files.map(({ name, bytes }) => ({ name: `${turn}-${name}`, bytes }))).flat();
      await ledger.evaluate((root) => {
        const seen: string[] = [];
        new MutationObserver(() => {
          const text = root.querySelector<HTMLElement>('.progress .num')?.textContent;
          if (text && seen.at(-1) !== text) seen.push(text);
          (root as Document).body.dataset.progress = JSON.stringify(seen);
        }).observe(root, { subtree: true, childList: true, characterData: true });
      });
      await dropFiles(ledger, many);
      await waitForOutcomes(ledger, /^40 elementi esaminati: 35 autentici, 5 falsi o alterati\.$/);
      const progress = JSON.parse(await ledger.evaluate((root) => (root as Document).body.dataset.progress ?? '[]')) as string[];
      expect(progress.length).toBeGreaterThan(0);
      for (const text of progress) expect(text).toMatch(/^Verifica in corso: \d+ di \d+ elementi$/);
      expect((await readRows(ledger)).map(({ subject }) => subject)).toContainEqual(expect.stringContaining(NOTICE));
    });

    test('the rest of a long row of files can be cancelled', async () => {
      const bytes = [...samples.values()][0] ?? new Uint8Array();
      await dropFiles(
        ledger,
        Array.from({ length: 400 }, (_, index) => ({ name: `${index}.eml`, bytes })),
      );
      await ledger.waitFor('.outcome');
      await ledger.click('.progress button');
      const done = await waitForOutcomes(ledger, /element[oi] esaminat/);
      expect(Number.parseInt(done, 10)).toBeLessThan(400);
      // What was being written when the run was cancelled may still move the button.
      await ledger.waitUntil((root) => {
        root.querySelector<HTMLButtonElement>('.outcomes > .link')?.click();
        return root.querySelector('.outcome') === null;
      }, {});
    });
  });

  describe('the bundle', () => {
    test('holds the untouched messages, and its hashes hold', async () => {
      await openRowIn(ledger, 'completo', NOTICE);
      const { files, checked } = unzip(await exportBundle(driver, ledger));
      expect(checked.every((line) => line.endsWith(': OK'))).toBe(true);
      // The list itself, the type of the container and the manifest are in no list.
      expect(checked).toHaveLength(files.size - 3);
      expect([...files.keys()]).toEqual(expect.arrayContaining(['rapporto.html', 'rapporto.json', 'LEGGIMI.txt', 'verifica.html']));
      const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
      const exported = [...files].filter(([name]) => name.endsWith('.eml')).map(([, bytes]) => toBase64(bytes));
      const genuine = [...samples].filter(([name]) => name.startsWith('notifica-')).map(([, bytes]) => toBase64(bytes));
      expect(exported).toEqual(expect.arrayContaining(genuine));
      expect(Buffer.from(files.get('rapporto.html') ?? []).toString()).toContain(NOTICE);
    });

    test('a single original is saved octet for octet', async () => {
      const before = new Set(readdirSync(driver.downloadFolder));
      await ledger.click('.side .lane:nth-child(2) details.proof summary');
      await ledger.click('.side .lane:nth-child(2) details.proof[open] > .btn');
      const saved = await waitForDownload(driver, before);
      expect(saved).toMatch(/avvenuta-consegna-[0-9a-f]{12}\.eml$/);
      const deliveries = [...samples]
        .filter(([name]) => name.startsWith('notifica-consegna'))
        .map(([, bytes]) => Buffer.from(bytes).toString('base64'));
      expect(deliveries).toContain(readFileSync(saved).toString('base64'));
    });
  });

  describe('finding', () => {
    test('search narrows by subject and by address, and says when nothing is found', async () => {
      await ledger.type('input[type="search"]', 'sollecito');
      await ledger.waitUntil((root) => root.querySelectorAll('tbody tr').length === 1, {});
      await ledger.evaluate((root) => root.querySelector<HTMLInputElement>('input[type="search"]')?.select());
      await ledger.type('input[type="search"]', 'cancelleria@pec.beta.example');
      await ledger.waitForText('tbody .subject', new RegExp(NOTICE));
      await ledger.evaluate((root) => root.querySelector<HTMLInputElement>('input[type="search"]')?.select());
      await ledger.type('input[type="search"]', 'nulla di simile');
      await ledger.waitForText('.list .pad', /Nessun messaggio trovato per «.*nulla di simile/);
      await ledger.goto(driver.extensionUrl('ledger.html'));
    });

    test('tabs hold what they are named after', async () => {
      await ledger.waitFor('tbody tr');
      await ledger.click('#tab-waiting');
      await ledger.waitUntil((root) => root.querySelectorAll('tbody tr').length === 1, {});
      expect((await readRows(ledger))[0]?.state).toBe('in attesa');
      await ledger.click('#tab-attention');
      await ledger.waitForText('.cell-state', /non consegnato/);
      expect((await readRows(ledger)).map(({ state }) => state)).not.toContain('completo');
      await ledger.click('#tab-complete');
      await ledger.waitForText('.cell-state', /completo|ricevuto/);
      await ledger.press('ArrowRight');
      await ledger.waitFor('#tab-all[aria-selected="true"]');
    });
  });

  describe('the keyboard alone', () => {
    test('moves through the rows, opens, searches, exports and helps', async () => {
      await ledger.goto('about:blank');
      await ledger.goto(driver.extensionUrl('ledger.html'));
      await ledger.waitFor('tbody tr');
      const rows = await ledger.evaluate((root) =>
        Array.from(root.querySelectorAll<HTMLElement>('[data-row]'), ({ dataset }) => dataset.row ?? ''),
      );
      await ledger.press('j');
      expect(await readActive(ledger)).toBe(rows[0]);
      await ledger.press('ArrowDown');
      expect(await readActive(ledger)).toBe(rows[1]);
      await ledger.press('k');
      expect(await readActive(ledger)).toBe(rows[0]);
      await ledger.press('Enter');
      await ledger.waitUntil((root) => root.activeElement?.id === 'side-title', {});
      await ledger.press('/');
      await ledger.waitUntil((root) => root.activeElement?.matches('input[type="search"]') ?? false, {});
      await ledger.press('e');
      expect(await ledger.evaluate((root) => root.querySelector<HTMLInputElement>('input[type="search"]')?.value)).toBe('e');
      await ledger.press('Backspace');
      await ledger.press('Escape');
      await ledger.press('?');
      await ledger.waitFor('.key-help');
      await ledger.press('Escape');
      await ledger.waitUntil((root) => root.querySelector('.key-help') === null, {});
    });

    test('e exports the opened message', async () => {
      // A second bundle of the same name would replace the first without a trace.
      for (const name of readdirSync(driver.downloadFolder)) rmSync(join(driver.downloadFolder, name));
      await openRowIn(ledger, 'completo', NOTICE);
      await ledger.press('e');
      await ledger.waitFor('dialog.work[open]');
      expect(unzip(await makeBundle(driver, ledger)).files.size).toBeGreaterThan(4);
    });

    test('Tab reaches every action of the page, and the focus is seen', async () => {
      const actions = await listActions(ledger);
      expect(actions.length).toBeGreaterThan(10);
      // From the top down and back up: past the end Firefox may stay in its own window.
      await ledger.evaluate((root) => root.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
      const down = await walkByTab(ledger, ledger, actions.length + 20);
      const up = await walkByTab(ledger, ledger, actions.length + 40, 'Shift+Tab');
      const stops = [...down, ...up];
      // Firefox lets the keyboard scroll the panel at the side when it is longer than the window.
      const names = new Set(stops.map(({ name }) => name).filter((name) => !name.startsWith('aside')));
      expect([...names].sort()).toEqual([...new Set(actions)].sort());
      // A date field has stops inside, whose focus the browser itself draws.
      const seen = new Set(stops.filter(({ isVisible }) => isVisible).map(({ name }) => name));
      expect([...names].filter((name) => !seen.has(name))).toEqual([]);
    });
  });
});
