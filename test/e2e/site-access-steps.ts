// What the browser says about the extension's access to sites, asked from a page of the extension.
import type { BrowserDriver, Page } from './driver';
import { retry } from './scope';

/** Origins that are granted, and the pages that each registered script is for. */
export type Access = { origins: string[]; scripts: string[][] };

const read = (page: Page): Promise<Access> =>
  page.evaluate(async () => {
    type Api = {
      permissions: { getAll(): Promise<{ origins?: string[] }> };
      scripting: { getRegisteredContentScripts(): Promise<{ matches?: string[] }[]> };
    };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const api = browser ?? chrome;
    const scripts = await api.scripting.getRegisteredContentScripts();
    return { origins: (await api.permissions.getAll()).origins ?? [], scripts: scripts.map(({ matches = [] }) => matches) };
  });

/** Once scripts and permissions agree: the background follows the browser, not at the same instant. */
export const readAccess = async (driver: BrowserDriver): Promise<Access> => {
  const page = await driver.openPage(driver.extensionUrl('popup.html?tab=0'));
  try {
    return await retry('scripts to follow the permissions', async () => {
      const access = await read(page);
      return access.origins.length === access.scripts.length ? access : undefined;
    });
  } finally {
    await page.close();
  }
};
