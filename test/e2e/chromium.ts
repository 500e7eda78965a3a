// Starts Debian's Chromium with the built extension in a throwaway profile.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page as PlaywrightPage } from 'playwright-core';
import { createChromiumPage } from './chromium-page';
import type { BrowserDriver, LaunchOptions, Page } from './driver';
import { killBrowser } from './kill-browser';
import { createTabIds } from './tab-ids';

// The last three keep the browser from calling home; the unsafe one allows to press the toolbar button from here.
const toArguments = (extension: string | null, locale: string): string[] => [
  '--no-sandbox',
  ...(extension === null
    ? ['--disable-extensions']
    : ['--enable-unsafe-extension-debugging', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
  `--lang=${locale}`,
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const launch = async (profile: string, options: LaunchOptions): Promise<BrowserContext> => {
  const { extension, program, locale = 'it', screen, headless = screen === undefined, outsidePort } = options;
  const outside = outsidePort === undefined ? [] : [`--host-resolver-rules=MAP * 127.0.0.1:${outsidePort}, EXCLUDE 127.0.0.1`];
  return chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless,
    // Playwright's own headless flag and its switch against extensions are replaced by what an extension needs.
    ignoreDefaultArgs: ['--headless', '--disable-extensions', '--disable-component-extensions-with-background-pages', '--hide-scrollbars'],
    args: [
      ...toArguments(extension, locale),
      ...outside,
      ...(headless ? ['--headless=new'] : []),
      ...(screen ? ['--window-position=0,0', '--window-size=1280,880'] : []),
    ],
    env: {
      ...process.env,
      ...(screen ? { DISPLAY: screen.name } : {}),
      LANGUAGE: locale,
      LANG: locale === 'it' ? 'it_IT.UTF-8' : 'en_US.UTF-8',
    },
    viewport: headless ? { width: 1280, height: 800 } : null,
    locale: locale === 'it' ? 'it-IT' : 'en-US',
    timezoneId: 'Europe/Rome',
  });
};

const findExtensionId = async (context: BrowserContext): Promise<string> => {
  const [running] = context.serviceWorkers();
  const worker = running ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  return new URL(worker.url()).host;
};

const openBrowserSession = async (context: BrowserContext): Promise<CDPSession> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no session with the browser');
  return session;
};

/** Runs in chrome://extensions, where the browser lets its own page decide about permissions. */
const decide = async <T extends unknown[]>(context: BrowserContext, method: string, ...values: T): Promise<void> => {
  const page = await context.newPage();
  try {
    // Its interface is not waited for.
    await page.goto('chrome://extensions/', { waitUntil: 'commit' });
    await page.evaluate(
      ([name, parameters]) => {
        type DeveloperPrivate = Record<string, (...parameters: unknown[]) => Promise<void>>;
        const { chrome } = globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } };
        return chrome.developerPrivate[name]?.(...parameters);
      },
      [method, values] as const,
    );
  } finally {
    await page.close();
  }
};

/** The browser takes the extension away while it changes this, and brings back one from the command line only at its next start. */
const allowPrivate = async (profile: string, options: LaunchOptions): Promise<void> => {
  const context = await launch(profile, options);
  try {
    await decide(context, 'updateExtensionConfiguration', { extensionId: await findExtensionId(context), incognitoAccess: true });
  } finally {
    await context.close();
  }
};

const start = async (profile: string, downloadPath: string, options: LaunchOptions) => {
  if (options.isPrivateAllowed) await allowPrivate(profile, options);
  const context = await launch(profile, options);
  try {
    const extensionId = options.extension === null ? '' : await findExtensionId(context);
    const session = await openBrowserSession(context);
    // Playwright would keep downloads under names of its own.
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
    return { context, extensionId };
  } catch (error) {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
};

/** Opened by the extension: the windows of the remote control's own are private too, but not the person's. */
const openPrivate = async (context: BrowserContext, url: string, opener: PlaywrightPage): Promise<PlaywrightPage> => {
  const opened = context.waitForEvent('page');
  await opener.evaluate((address) => {
    type Api = { windows: { create(what: { incognito: boolean; url: string }): Promise<unknown> } };
    return (globalThis as unknown as { chrome: Api }).chrome.windows.create({ incognito: true, url: address });
  }, url);
  const page = await opened;
  await opener.close();
  await page.waitForURL((address) => address.href.startsWith(url));
  return page;
};

const killServiceWorker = async (context: BrowserContext, id: string): Promise<void> => {
  const session = await openBrowserSession(context);
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const workers = targetInfos.filter((target) => target.type === 'service_worker' && target.url.startsWith(`chrome-extension://${id}/`));
    for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  } finally {
    await session.detach();
  }
};

/** Presses our button in the toolbar on the active page: the real popup opens, and the extension may see that tab (activeTab). */
const pressAction = async (context: BrowserContext, id: string, page: PlaywrightPage): Promise<void> => {
  const session = await openBrowserSession(context);
  try {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const tab = targetInfos.find(({ url }) => url === page.url());
    await session.send('Extensions.triggerAction', { id, targetId: tab?.targetId ?? '' });
  } finally {
    await session.detach();
  }
};

/** The folder holds another version by now, under the same id. */
const loadAgain = async (context: BrowserContext, path: string): Promise<void> => {
  const session = await openBrowserSession(context);
  try {
    await session.send('Extensions.loadUnpacked', { path });
  } finally {
    await session.detach();
  }
};

/** The middle of the element, in pixels of the screen: above the page are the bars of the window, beside it nothing. */
const findOnScreen = (page: Page, selector: string): Promise<{ x: number; y: number }> =>
  page.evaluate((root, wanted: string) => {
    const box = root.querySelector(wanted)?.getBoundingClientRect();
    if (!box) throw new Error(`no ${wanted}`);
    return {
      x: screenX + box.x + box.width / 2,
      y: screenY + outerHeight - innerHeight + box.y + box.height / 2,
    };
  }, selector);

export const launchChromium = async (options: LaunchOptions): Promise<BrowserDriver> => {
  const { profile = mkdtempSync(join(tmpdir(), 'ceralacca-chromium-')) } = options;
  const downloadFolder = join(profile, 'downloads');
  mkdirSync(downloadFolder, { recursive: true });
  const { context, extensionId } = await start(profile, downloadFolder, options);
  const requests: string[] = [];
  context.on('request', (request) => void (/^https?:/.test(request.url()) && requests.push(request.url())));
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const known = new Map<PlaywrightPage, Page>();
  const toPage = async (page: PlaywrightPage): Promise<Page> => {
    const wrapped = known.get(page) ?? (await createChromiumPage(page));
    known.set(page, wrapped);
    return wrapped;
  };
  let scheme: 'light' | 'dark' = 'light';
  const openPage: BrowserDriver['openPage'] = async (url) => {
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: scheme });
    const wrapped = await toPage(page);
    await wrapped.goto(url);
    return wrapped;
  };
  const extensionUrl = (path: string): string => `chrome-extension://${extensionId}/${path}`;
  const tabIdOf = createTabIds(() => openPage(extensionUrl('popup.html?tab=0')));
  return {
    name: 'chromium',
    extensionId,
    extensionUrl,
    openPage,
    openPrivatePage: async (url) => {
      const opener = await context.newPage();
      await opener.goto(extensionUrl('popup.html?tab=0'));
      return toPage(await openPrivate(context, url, opener));
    },
    tabIdOf,
    popupFor: async (page) => {
      const id = await tabIdOf(page);
      await page.bringToFront();
      const [tab] = [...known].find(([, wrapped]) => wrapped === page) ?? [];
      if (tab) await pressAction(context, extensionId, tab);
      return openPage(extensionUrl(`popup.html?tab=${id}`));
    },
    pages: () => Promise.all(context.pages().map(toPage)),
    allowHost: (pattern) => decide(context, 'addHostPermission', extensionId, pattern),
    setInSettings: (pattern, isAllowed) => decide(context, isAllowed ? 'addHostPermission' : 'removeHostPermission', extensionId, pattern),
    update: () => loadAgain(context, options.extension ?? ''),
    openContainer: null,
    requests: async () => requests,
    chooseFromMenu: async (page, selector, label) => {
      // The menu is drawn by the system.
      if (!options.screen) throw new Error('no screen');
      await page.bringToFront();
      await options.screen.choose(await findOnScreen(page, selector), label.slice(0, 1).toLowerCase());
    },
    killBackground: () => killServiceWorker(context, extensionId),
    setColorScheme: async (colorScheme) => {
      scheme = colorScheme;
      await Promise.all(context.pages().map((page) => page.emulateMedia({ colorScheme })));
    },
    downloadFolder,
    profile,
    closed,
    kill: async () => {
      killBrowser(profile);
      await closed;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
