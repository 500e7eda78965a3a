// What the browser really shows by itself: a notification for a failure once it was allowed, none before.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import { createAuthority } from '../pki/authority';
import { print } from '../run/steps';
import type { BrowserDriver, Page } from './driver';
import { createSamples } from './dropped-files';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger } from './extension-steps';
import { buildFolder } from './launch-browser';
import { waitForOutcomes } from './ledger-steps';
import { retry } from './scope';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-notices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Chromium asks a person and cannot be told to say yes: there the permission is given at the installation. */
const allowAtInstallation = (): string => {
  const extension = join(folder, 'extension');
  cpSync(buildFolder('chromium'), extension, { recursive: true });
  const path = join(extension, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[]; optional_permissions: string[] };
  manifest.permissions.push('notifications');
  manifest.optional_permissions = manifest.optional_permissions.filter((name) => name !== 'notifications');
  writeFileSync(path, JSON.stringify(manifest));
  return extension;
};

const listNotices = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    type Api = { notifications?: { getAll(): Promise<object> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    return Object.keys((await (browser ?? chrome).notifications?.getAll()) ?? {});
  });

inEachBrowser('notifications', (launch, name) => {
  let driver: BrowserDriver;
  let ledger: Page;
  let samples: ReadonlyMap<string, Uint8Array>;
  beforeAll(async () => {
    const authority = await createAuthority();
    samples = await createSamples(authority);
    driver = await launch(name === 'chromium' ? { extension: allowAtInstallation() } : {});
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    ledger = await openLedger(driver);
  });
  afterAll(() => driver?.close());

  const drop = async (...wanted: string[]): Promise<void> => {
    const paths = wanted.map((sample) => {
      const path = join(folder, `${name}-${sample}.eml`);
      writeFileSync(path, samples.get(sample) ?? new Uint8Array());
      return path;
    });
    await addFiles(ledger, paths);
    await waitForOutcomes(ledger, /esaminat/);
  };

  test('none comes before the user wants them', async () => {
    await drop('falsa-cartella');
    await ledger.waitForText('.cell-state', new RegExp(italian.attention_fake.message));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await listNotices(ledger)).toEqual([]);
  });

  // Without a screen Firefox closes each notification as it comes, and lists none.
  if (name === 'firefox') print('NOT RUN: a notification in Firefox, which shows none without a screen');
  test.skipIf(name === 'firefox')('one comes for a failure, once they are allowed', async () => {
    const options = await driver.openPage(driver.extensionUrl('options.html'));
    await options.click('input[name="notify"][value="failures"]');
    // What the page shows as chosen it may still be writing down.
    await options.waitUntil(async () => {
      type Api = { storage: { local: { get(key: string): Promise<{ notify?: string }> } } };
      const { chrome } = globalThis as unknown as { chrome: Api };
      return (await chrome.storage.local.get('notify')).notify === 'failures';
    }, {});
    await options.close();
    await drop('sollecito-accettazione', 'sollecito-mancata-consegna');
    await ledger.waitForText('.cell-state', /non consegnato/);
    await retry('a notification', async () => (await listNotices(ledger)).includes('attention') || undefined);
  });
});
