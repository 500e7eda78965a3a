// What an administration lays down, from the two policy files that the README names, brought to the browser in the way that it reads them.
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from './driver';
import { type BrowserOptions, buildFolder } from './launch-browser';

export type Policy = Record<string, unknown>;

export type LaidPolicy = {
  launchOptions: BrowserOptions;
  /** Other values for the same extension; Chromium follows at once, Firefox with the next start. */
  change(change: Policy): void;
  remove(): void;
};

// Debian's. Chromium has no other place, and nothing that names one.
const CHROMIUM_FOLDER = '/etc/chromium/policies/managed';

/** Chromium's id of an unpacked extension: SHA-256 of its folder's path, in sixteen letters. */
const toUnpackedId = (folder: string): string =>
  [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
    .map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)])
    .join('');

export const canLayPolicy = (name: BrowserName): boolean => name === 'firefox' || (process.getuid?.() === 0 && existsSync('/etc/chromium'));

type Wrap = (values: Policy) => object;

/** The documented file with these values in place of its own; a key that it does not have is none that we document. */
const fill = (file: string, change: Policy, find: (whole: never) => Policy, wrap: Wrap): string => {
  const documented = find(JSON.parse(readFileSync(new URL(`../policies/${file}`, import.meta.url), 'utf8')) as never);
  for (const key of Object.keys(change)) if (!(key in documented)) throw new Error(`${file} does not name ${key}`);
  return JSON.stringify(wrap(change));
};

type ChromeFile = { '3rdparty': { extensions: { 'EXTENSION-ID': Policy } } };
type FirefoxFile = { policies: { '3rdparty': { Extensions: { 'ceralacca@ceralacca.example': Policy } } } };

const layInChromium = (policy: Policy): LaidPolicy => {
  // A folder of its own gives it an id of its own: no other browser of this machine is meant.
  const extension = mkdtempSync(join(tmpdir(), 'ceralacca-managed-'));
  cpSync(buildFolder('chromium'), extension, { recursive: true });
  const path = join(CHROMIUM_FOLDER, `ceralacca-test-${randomUUID()}.json`);
  const wrap: Wrap = (values) => ({ '3rdparty': { extensions: { [toUnpackedId(extension)]: values } } });
  const change = (values: Policy): void =>
    writeFileSync(
      path,
      fill('chrome.json', values, (whole: ChromeFile) => whole['3rdparty'].extensions['EXTENSION-ID'], wrap),
    );
  const remove = (): void => {
    rmSync(path, { force: true });
    rmSync(extension, { recursive: true, force: true });
  };
  mkdirSync(CHROMIUM_FOLDER, { recursive: true });
  // However this process ends.
  process.once('exit', remove);
  change(policy);
  return { launchOptions: { extension }, change, remove };
};

const layInFirefox = (policy: Policy): LaidPolicy => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-policies-'));
  const policies = join(folder, 'policies.json');
  const wrap: Wrap = (values) => ({ policies: { '3rdparty': { Extensions: { 'ceralacca@ceralacca.example': values } } } });
  const change = (values: Policy): void =>
    writeFileSync(
      policies,
      fill('firefox.json', values, (whole: FirefoxFile) => whole.policies['3rdparty'].Extensions['ceralacca@ceralacca.example'], wrap),
    );
  change(policy);
  return { launchOptions: { policies }, change, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export const layPolicy = (name: BrowserName, policy: Policy): LaidPolicy =>
  name === 'chromium' ? layInChromium(policy) : layInFirefox(policy);
