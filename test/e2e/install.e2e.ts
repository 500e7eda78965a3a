// A fresh install: no access to any site, and the popup of a site that is off offers the one button.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, startLab } from '../lab/lab';
import type { BrowserDriver } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';

inEachBrowser('a fresh install', (launch) => {
  let driver: BrowserDriver;
  let lab: Lab | undefined;
  beforeAll(async () => {
    driver = await launch();
    lab = hasWebmail ? await startLab() : undefined;
  });
  afterAll(async () => {
    await driver?.close();
    await lab?.stop();
  });

  test('has access to no site', async () => {
    const page = await driver.openPage(driver.extensionUrl('popup.html'));
    const origins = await page.evaluate(async () => {
      type Api = { permissions: { getAll(): Promise<{ origins?: string[] }> } };
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      return (await (browser ?? chrome).permissions.getAll()).origins ?? [];
    });
    expect(origins).toEqual([]);
    await page.close();
  });

  test.skipIf(!hasWebmail)('offers to be switched on for the site of the tab', async () => {
    const page = await driver.openPage(lab?.roundcubeUrl ?? '');
    await page.waitFor('#rcmloginuser');
    const popup = await driver.popupFor(page);
    expect(await popup.waitForText('.popup .btn.main.wide', /127\.0\.0\.1/)).toContain('127.0.0.1');
    expect(await page.count('[data-ceralacca]')).toBe(0);
    await popup.close();
  });
});
