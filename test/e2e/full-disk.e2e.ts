// The disk is full to the last octet while receipts are recorded, copied, bundled and restored: it is said, nothing told of is lost, and all goes on afterwards.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import { type Authority, createAuthority } from '../pki/authority';
import { print } from '../run/steps';
import { chooseCopy, closeDialog, openDialog, restore, waitForReport, writeCopy } from './backup-steps';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, closeExport, exportBundle, openExport, openLedger, openRow } from './extension-steps';
import { countRows, readOutcomes, waitForOutcomes, waitForProgress } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';
import { mountSmallDisk, type SmallDisk } from './small-disk';

const COUNT = 900;
const FIRST = 30;
/** The browser's own files, the ledger, a copy and a bundle of it, and the reserve. */
const DISK_MB = 200;
const LONG = { timeoutMs: 240_000 };

const disk = mountSmallDisk(DISK_MB);
if (disk === null) print('NOT RUN: a full disk, because a small one cannot be mounted here (Linux, as root)');

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-full-'));
const [first, all, one] = ['prime', 'tutte', 'una'].map((name) => join(folder, `${name}.zip`)) as [string, string, string];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  const receipts = await createReceipts(authority, COUNT);
  writeFileSync(all, toArchive(receipts, COUNT));
  writeFileSync(first, toArchive(receipts, FIRST));
  writeFileSync(one, toArchive(receipts.slice(-1), 1));
});
afterAll(() => {
  disk?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const say = (code: string, part: 'what' | 'next' = 'what'): string =>
  (italian as Record<string, { message: string }>)[`problem_${code}_${part}`]?.message ?? code;

/** Of those that were examined, how many the page does not call unrecorded. */
const toTold = (summary: string): number => {
  const [, examined = '0'] = /^(\d+) element/.exec(summary) ?? [];
  const [, unrecorded = '0'] = /(\d+) non registrat/.exec(summary) ?? [];
  return Number(examined) - Number(unrecorded);
};

/** While the disk is full, the page may say that, and nothing else. */
const expectNotLost = async (ledger: Page): Promise<void> => {
  expect(await ledger.count('.empty')).toBe(0);
  for (const notice of await ledger.texts('.notice')) expect(notice).toContain(say('ledger_full'));
};

const expectBoard = async (ledger: Page, least: number): Promise<number> => {
  await ledger.reload();
  await ledger.waitFor('tbody tr, .notice', { timeoutMs: 30_000 });
  expect(await ledger.texts('.notice')).toEqual([]);
  expect(await ledger.count('.empty')).toBe(0);
  const kept = await countRows(ledger, 'evidence');
  expect(await countRows(ledger, 'bytes')).toBe(kept);
  expect(kept).toBeGreaterThanOrEqual(least);
  return kept;
};

const expectWhole = async (ledger: Page, count: number): Promise<void> => {
  expect(await expectBoard(ledger, count)).toBe(count);
  await ledger.click('.ledger-line > button:last-of-type');
  await ledger.waitForText('.ledger-line [role="status"]', new RegExp(`intero: ${count} prov`), LONG);
};

describe.skipIf(disk === null)('on a disk that is full to the last octet', { timeout: 600_000 }, () => {
  inEachBrowser('receipts', (launch, name) => {
    const { makeFolder, fill, empty, room } = disk as SmallDisk;
    const drivers: BrowserDriver[] = [];
    const driver = (): BrowserDriver => drivers.at(-1) as BrowserDriver;
    let ledger: Page;
    let copy: string;
    let told = FIRST;
    const start = async (profile: string): Promise<void> => {
      drivers.push(await launch({ profile }));
      ledger = await openLedger(driver());
    };
    const startNew = async (profile: string): Promise<void> => {
      await start(makeFolder(profile));
      await (await addAuthority(driver(), authority.root.certificate.pem)).close();
    };
    const fillUp = async (): Promise<void> => {
      await fill();
      expect(room()).toBe(0);
    };
    beforeAll(() => startNew(`${name}-1`));
    afterAll(async () => {
      empty();
      for (const one of drivers.reverse()) await one.close();
    });

    test('that do not fit any more are told as such, and the board shows all that was told as recorded', async () => {
      await addFiles(ledger, [first]);
      await waitForOutcomes(ledger, new RegExp(`^${FIRST} elementi esaminati`), LONG.timeoutMs);
      await addFiles(ledger, [all]);
      await waitForProgress(ledger, '.outcomes .progress', FIRST + 30, LONG);
      await fillUp();
      const summary = await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), LONG.timeoutMs);
      print(`${name}, full disk: ${summary}`);
      expect(summary).toMatch(/[1-9]\d* non registrati\.$/);
      const [worst] = await readOutcomes(ledger);
      expect(worst?.text).toContain(`${say('storage_full_file')} ${say('storage_full_file', 'next')}`);
      told = toTold(summary);
      expect(told).toBeGreaterThan(FIRST);
      await expectNotLost(ledger);
    });

    test('as long as it is full, everything says so in its own words', async () => {
      await fillUp();
      await addFiles(ledger, [one]);
      await waitForOutcomes(ledger, /1 non registrato\.$/, LONG.timeoutMs);
      await openDialog(ledger);
      await ledger.click('dialog .btn.main');
      await ledger.waitForText('dialog .notice', new RegExp(say('backup_no_room')), LONG);
      await closeDialog(ledger);
      empty();
      await expectBoard(ledger, told);
      await openRow(ledger, 'Avviso numero 3');
      await openExport(ledger);
      await fillUp();
      await ledger.click('dialog.work .actions .btn.main:not([disabled])');
      await ledger.waitForText('dialog .notice', new RegExp(say('bundle_no_room')), LONG);
      await closeExport(ledger);
      await ledger.reload();
      await ledger.waitFor('tbody tr, .notice', LONG);
      await expectNotLost(ledger);
    });

    test('with room again all are recorded without anything else, also after a new start', async () => {
      empty();
      await expectBoard(ledger, told);
      await addFiles(ledger, [all]);
      const summary = await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), LONG.timeoutMs);
      expect(summary).toBe(`${COUNT} elementi esaminati: ${COUNT} autentici.`);
      await expectWhole(ledger, COUNT);
      await openRow(ledger, 'Avviso numero 3');
      await exportBundle(driver(), ledger);
      await openDialog(ledger);
      copy = await writeCopy(driver(), ledger);
      await ledger.close();
      const { profile } = driver();
      await driver().kill();
      await start(profile);
      await expectWhole(ledger, COUNT);
    });

    test('out of a copy: the restoring stops and says so, and goes on with the same copy', async () => {
      await driver().kill();
      await startNew(`${name}-2`);
      await ledger.click('.empty .restore');
      await chooseCopy(ledger, copy);
      await waitForReport(ledger, new RegExp(`Verrebbero aggiunte: ${COUNT} autentiche`));
      await restore(ledger);
      await waitForProgress(ledger, 'dialog .progress-line', 40, LONG);
      await fillUp();
      await ledger.waitForText('dialog .notice', new RegExp(say('restore_no_room')), LONG);
      empty();
      await ledger.reload();
      await openDialog(ledger);
      await chooseCopy(ledger, copy);
      await waitForReport(ledger, /Verrebbero aggiunte: \d+ autentiche/);
      await restore(ledger);
      await waitForReport(ledger, /Fatto/);
      await closeDialog(ledger);
      await expectWhole(ledger, COUNT);
    });
  });
});
