// Starts a browser of this machine on what `npm run build` left in .output.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium';
import type { BrowserDriver, BrowserName, LaunchOptions } from './driver';
import { launchFirefox } from './firefox';

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** `extension`: another folder than that of the build, or none at all. */
export type BrowserOptions = Omit<LaunchOptions, 'extension' | 'program'> & { extension?: string | null };

const FOLDERS: Record<BrowserName, string> = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' };

export const buildFolder = (name: BrowserName): string => fileURLToPath(new URL(`../../.output/${FOLDERS[name]}`, import.meta.url));

export const launchBrowser = (name: BrowserName, program: string, options: BrowserOptions = {}): Promise<BrowserDriver> => {
  const { extension = buildFolder(name) } = options;
  if (extension !== null && !existsSync(extension)) throw new Error('nothing is built yet: run `npm run build` first');
  return name === 'chromium' ? launchChromium({ ...options, extension, program }) : launchFirefox({ ...options, extension, program });
};
