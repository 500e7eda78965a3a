// Which programs of the distribution the lab and the browsers need, which are missing, and how they are installed on Debian.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostgres } from './sogo';

type Requirement = { for: Purpose; packages: readonly string[]; isPresent(): boolean };
export type Purpose = 'chromium' | 'firefox' | 'screen' | 'paper' | 'webmail' | 'sogo' | 'horde' | 'second opinion';

export type SystemPrograms = {
  /** Paths of the browsers' programs; null when the browser cannot be had. */
  chromium: string | null;
  firefox: string | null;
  /** Whether a screen can be had that nobody sits at. */
  screen: boolean;
  /** Whether what a browser printed can be read. */
  paper: boolean;
  /** Whether Roundcube and Dovecot can be started. */
  webmail: boolean;
  /** Whether SOGo can be started, with Dovecot behind it. */
  sogo: boolean;
  /** Whether Horde and Dovecot can be started. */
  horde: boolean;
  /** Debian packages that would supply what is missing. */
  missingPackages: string[];
};

const findProgram = (...names: string[]): string | null => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin'].filter(Boolean);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
};

const findChromium = (): string | null => findProgram('chromium', 'chromium-browser');
const findFirefox = (): string | null => findProgram('firefox-esr', 'firefox');

const hasPhpModules = (): boolean => {
  const modules = spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout ?? '';
  return ['pdo_sqlite', 'intl', 'mbstring', 'dom'].every((name) => modules.split('\n').includes(name));
};

const CHROMIUM_LOCALES = '/usr/lib/chromium/locales';
const ROUNDCUBE_FILES = ['/var/lib/roundcube/public_html/index.php', '/etc/roundcube/defaults.inc.php'];
const ROUNDCUBE_SCHEMA = '/usr/share/roundcube/SQL/sqlite.initial.sql';
const SOGO_FILES = ['/usr/sbin/sogod', '/usr/share/GNUstep/SOGo/WebServerResources/js/Mailer.js'];
const SOGO_SETTINGS = '/etc/sogo/sogo.conf';
const HORDE_FILES = ['/usr/share/horde/imp/dynamic.php', '/usr/share/php/Horde/Core/Ajax/Application/Handler.php'];
const skinFolder = (skin: string): string => `/usr/share/roundcube/skins/${skin}`;

const REQUIREMENTS: readonly Requirement[] = [
  { for: 'second opinion', packages: ['openssl'], isPresent: () => findProgram('openssl') !== null },
  { for: 'chromium', packages: ['chromium', 'fonts-dejavu-core'], isPresent: () => findChromium() !== null },
  // Without its language files Chromium is English whatever the user's language, and so is what extensions are told.
  {
    for: 'chromium',
    packages: ['chromium-l10n'],
    isPresent: () => !existsSync(CHROMIUM_LOCALES) || existsSync(`${CHROMIUM_LOCALES}/it.pak`),
  },
  { for: 'firefox', packages: ['firefox-esr', 'fonts-dejavu-core'], isPresent: () => findFirefox() !== null },
  { for: 'screen', packages: ['xvfb'], isPresent: () => findProgram('Xvfb') !== null },
  { for: 'screen', packages: ['xdotool'], isPresent: () => findProgram('xdotool') !== null },
  { for: 'paper', packages: ['poppler-utils'], isPresent: () => findProgram('pdftotext') !== null && findProgram('pdfinfo') !== null },
  { for: 'webmail', packages: ['roundcube-core', 'roundcube-sqlite3'], isPresent: () => ROUNDCUBE_FILES.every(existsSync) },
  { for: 'webmail', packages: ['roundcube-sqlite3'], isPresent: () => existsSync(ROUNDCUBE_SCHEMA) },
  { for: 'webmail', packages: ['roundcube-skin-larry'], isPresent: () => existsSync(skinFolder('larry')) },
  { for: 'webmail', packages: ['roundcube-skin-classic'], isPresent: () => existsSync(skinFolder('classic')) },
  { for: 'webmail', packages: ['php-cli', 'php-sqlite3', 'php-intl', 'php-mbstring', 'php-xml'], isPresent: hasPhpModules },
  { for: 'webmail', packages: ['dovecot-imapd'], isPresent: () => findProgram('dovecot') !== null },
  { for: 'sogo', packages: ['sogo'], isPresent: () => SOGO_FILES.every(existsSync) },
  { for: 'sogo', packages: ['memcached'], isPresent: () => findProgram('memcached') !== null },
  { for: 'sogo', packages: ['postgresql'], isPresent: () => findPostgres() !== null },
  { for: 'horde', packages: ['php-horde-imp'], isPresent: () => HORDE_FILES.every(existsSync) },
  { for: 'horde', packages: ['php-cli', 'php-sqlite3', 'php-intl', 'php-mbstring', 'php-xml'], isPresent: hasPhpModules },
  { for: 'horde', packages: ['dovecot-imapd'], isPresent: () => findProgram('dovecot') !== null },
];

/** sogod ends at once when the system's own settings are there and it may not read them, even though ours win over them. */
const maySogoStart = (): boolean => {
  try {
    if (process.getuid?.() !== 0 && existsSync(SOGO_SETTINGS)) accessSync(SOGO_SETTINGS, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

const findMissing = (): Requirement[] => REQUIREMENTS.filter((requirement) => !requirement.isPresent());

const packagesOf = (missing: readonly Requirement[]): string[] => [...new Set(missing.flatMap((requirement) => requirement.packages))];

const isDebian = (): boolean => {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8')) && findProgram('apt-get') !== null;
};

const installPackages = (packages: readonly string[]): void => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  spawnSync('apt-get', ['update', '-q', ...lock], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const install = ['install', '-y', '-q', '--no-install-recommends', ...lock, ...packages];
  spawnSync('apt-get', install, { env, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Looks only. */
export const findSystemPrograms = (): SystemPrograms => {
  const missing = findMissing();
  const isThere = (purpose: Purpose): boolean => !missing.some((requirement) => requirement.for === purpose);
  return {
    chromium: findChromium(),
    firefox: findFirefox(),
    screen: isThere('screen'),
    paper: isThere('paper'),
    webmail: isThere('webmail'),
    sogo: isThere('sogo') && findProgram('dovecot') !== null && maySogoStart(),
    horde: isThere('horde'),
    missingPackages: packagesOf(missing),
  };
};

/** Installs what is missing when it may (root on Debian); says in one line what is still missing afterwards. */
export const installSystemPackages = (print: (line: string) => void): SystemPrograms => {
  const before = packagesOf(findMissing());
  if (before.length > 0 && isDebian() && process.getuid?.() === 0) {
    print(`Installing from the distribution: ${before.join(' ')}`);
    installPackages(before);
  }
  const programs = findSystemPrograms();
  if (programs.missingPackages.length > 0) {
    print(`Missing on this machine (Debian names), without which not everything can be run: ${programs.missingPackages.join(' ')}`);
  }
  return programs;
};
