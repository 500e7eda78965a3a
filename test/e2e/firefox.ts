// Starts Firefox with the built extension in a throwaway profile, under Marionette.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../lab/free-port';
import { startGuarded } from '../lab/guard';
import type { BrowserDriver, LaunchOptions, Page } from './driver';
import { createFirefoxPage } from './firefox-page';
import {
  CHOOSE,
  OPEN_CONTAINER,
  PRESS_ACTION,
  READ_REQUESTS,
  SET_HOST,
  SET_LOCALE,
  SET_SCHEME,
  TERMINATE,
  WATCH_REQUESTS,
} from './firefox-scripts';
import { createFitWindow } from './firefox-window';
import { killBrowser } from './kill-browser';
import { connectMarionette, type Marionette } from './marionette';
import { retry } from './scope';
import { createTabIds } from './tab-ids';

// A fixed address for the extension's pages; any will do.
const EXTENSION_UUID = '6f1d3c52-0f5e-4a35-9d3e-2a6c1f0b7e94';

const toPreferences = (
  extensionId: string,
  port: number,
  downloads: string,
  locale: string,
): Record<string, string | number | boolean> => ({
  'marionette.port': port,
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
  // Host permissions are to be asked for in a click, and the click is answered with yes.
  'extensions.originControls.grantByDefault': false,
  'extensions.webextOptionalPermissionPrompts': false,
  'intl.accept_languages': locale === 'it' ? 'it-IT, it, en' : 'en-US, en',
  'browser.download.dir': downloads,
  'browser.download.folderList': 2,
  'browser.download.alwaysOpenPanel': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'browser.tabs.warnOnClose': false,
  // Nothing of this may leave the machine.
  'network.connectivity-service.enabled': false,
  'network.captive-portal-service.enabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'extensions.update.enabled': false,
  'services.settings.server': 'data:,',
});

/** Requests to this machine itself take no proxy. */
const toProxy = (port: number | undefined): Record<string, string | number> =>
  port === undefined ? {} : { 'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': port };

const toUserJs = (preferences: Record<string, string | number | boolean>): string =>
  Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');

const readExtensionId = (folder: string | null): string => {
  if (folder === null) return '';
  type Manifest = { browser_specific_settings: { gecko: { id: string } } };
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return manifest.browser_specific_settings.gecko.id;
};

/** Runs in the browser's own, privileged context. */
const runPrivileged = (marionette: Marionette, script: string, args: unknown[] = []): Promise<unknown> =>
  marionette.exclusively(async () => {
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await marionette.send('WebDriver:ExecuteScript', { script, args });
    } finally {
      await marionette.send('Marionette:SetContext', { value: 'content' });
    }
  });

/** A tab is opened from a tab, and the one that Marionette stands in may have been closed. */
const openTab = (marionette: Marionette, kind: { type: 'tab' | 'window'; private?: boolean } = { type: 'tab' }): Promise<string> =>
  marionette.exclusively(async () => {
    const [first] = (await marionette.send('WebDriver:GetWindowHandles')) as string[];
    await marionette.send('WebDriver:SwitchToWindow', { handle: first, focus: false });
    const { handle } = (await marionette.send('WebDriver:NewWindow', { ...kind, focus: true })) as { handle: string };
    return handle;
  });

/** Only under automation, where the browser also ends itself rather than reach another machine. */
const toPolicyPreferences = (policies: string | undefined): Record<string, string | boolean> =>
  policies === undefined
    ? {}
    : {
        'browser.policies.alternatePath': policies,
        'security.turn_off_all_security_so_that_viruses_can_take_over_this_computer': true,
      };

const launch = async (profile: string, options: LaunchOptions): Promise<{ marionette: Marionette; stop(): Promise<void> }> => {
  const { extension, program, locale = 'it', headless = true, outsidePort, isPrivateAllowed = false, policies } = options;
  const port = await findFreePort();
  const preferences = {
    ...toPreferences(readExtensionId(extension), port, join(profile, 'downloads'), locale),
    ...toProxy(outsidePort),
    ...toPolicyPreferences(policies),
  };
  writeFileSync(join(profile, 'user.js'), toUserJs(preferences));
  const flags = ['--marionette', '--remote-allow-system-access', '--no-remote', ...(headless ? ['--headless'] : [])];
  const environment = {
    TZ: 'Europe/Rome',
    MOZ_DISABLE_AUTO_SAFE_MODE: '1',
    HOME: profile,
    ...(policies === undefined ? {} : { MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1' }),
  };
  const guard = startGuarded(
    profile,
    [{ command: [program, ...flags, '--profile', profile], env: environment }],
    join(profile, 'output.log'),
  );
  try {
    const marionette = await retry('Firefox to start', () => connectMarionette(port), 60_000);
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'ignore' } } });
    await runPrivileged(marionette, SET_LOCALE, [locale === 'it' ? 'it' : 'en-US']);
    await runPrivileged(marionette, WATCH_REQUESTS);
    if (extension !== null)
      await marionette.send('Addon:Install', { path: extension, temporary: true, allowPrivateBrowsing: isPrivateAllowed });
    return { marionette, stop: guard.stop };
  } catch (error) {
    await guard.stop();
    throw error;
  }
};

export const launchFirefox = async (options: LaunchOptions): Promise<BrowserDriver> => {
  const { profile = mkdtempSync(join(tmpdir(), 'ceralacca-firefox-')) } = options;
  const downloadFolder = join(profile, 'downloads');
  mkdirSync(downloadFolder, { recursive: true });
  const { marionette, stop } = await launch(profile, options);
  const extensionId = readExtensionId(options.extension);
  // A person's window is left as it is.
  const fitWindow = options.headless === false ? async () => undefined : createFitWindow(marionette);
  const known = new Map<string, Page>();
  const toPage = (handle: string): Page => {
    const page = known.get(handle) ?? createFirefoxPage(marionette, handle, fitWindow);
    known.set(handle, page);
    return page;
  };
  const extensionUrl = (path: string): string => `moz-extension://${EXTENSION_UUID}/${path}`;
  const openPage: BrowserDriver['openPage'] = async (url) => {
    const handle = await openTab(marionette);
    await toPage(handle).goto(url);
    return toPage(handle);
  };
  const openPrivatePage: BrowserDriver['openPrivatePage'] = async (url) => {
    const handle = await openTab(marionette, { type: 'window', private: true });
    await toPage(handle).goto(url);
    return toPage(handle);
  };
  const tabIdOf = createTabIds(() => openPage(extensionUrl('popup.html?tab=0')));
  return {
    name: 'firefox',
    extensionId,
    extensionUrl,
    openPage,
    openPrivatePage,
    tabIdOf,
    popupFor: async (page) => {
      const id = await tabIdOf(page);
      await page.bringToFront();
      await retry('the toolbar', async () => (await runPrivileged(marionette, PRESS_ACTION, [extensionId])) || undefined);
      return openPage(extensionUrl(`popup.html?tab=${id}`));
    },
    pages: async () => ((await marionette.send('WebDriver:GetWindowHandles')) as string[]).map(toPage),
    setInSettings: async (pattern, isAllowed) => void (await runPrivileged(marionette, SET_HOST, [extensionId, pattern, isAllowed])),
    update: async () => void (await marionette.send('Addon:Install', { path: options.extension, temporary: true })),
    openContainer: async (url) => {
      const before = (await marionette.send('WebDriver:GetWindowHandles')) as string[];
      await runPrivileged(marionette, OPEN_CONTAINER);
      const handle = await retry('the tab of the container', async () =>
        ((await marionette.send('WebDriver:GetWindowHandles')) as string[]).find((one) => !before.includes(one)),
      );
      await toPage(handle).goto(url);
      return toPage(handle);
    },
    // The preference about prompts has already said yes.
    allowHost: async () => undefined,
    requests: async () => (await runPrivileged(marionette, READ_REQUESTS)) as string[],
    chooseFromMenu: async (page, selector, label) => {
      await page.clickForMenu(selector);
      await retry(`${label} in the menu`, async () => (await runPrivileged(marionette, CHOOSE, [label])) || undefined);
    },
    killBackground: async () => void (await runPrivileged(marionette, TERMINATE, [extensionId])),
    setColorScheme: async (scheme) => void (await runPrivileged(marionette, SET_SCHEME, [scheme === 'dark' ? 0 : 1])),
    downloadFolder,
    profile,
    closed: marionette.closed,
    kill: async () => {
      killBrowser(profile);
      await marionette.closed;
    },
    close: async () => {
      marionette.close();
      await stop();
    },
  };
};
