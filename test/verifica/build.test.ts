// The page as it is built: the same octets each time, one file that reaches nowhere, all its words in both languages.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCheckPage } from '../../lib/verifica/build.mjs';
import { selectTexts } from '../../lib/verifica/select-texts.mjs';

type Texts = Record<'it' | 'en', Record<string, string>>;

let page: string;
const between = (open: string, close: string): string => page.split(open)[1]?.split(close)[0] ?? '';
const readScript = (): string => between('<script type="module">', '</script>');
const readTexts = (): Texts => JSON.parse(/const CERALACCA_TEXTS=(.*);\n/.exec(readScript())?.[1] ?? '{}') as Texts;

beforeAll(async () => {
  page = await buildCheckPage();
}, 60_000);

it('is the same octet for octet when it is built again, from another directory, into a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-page-'));
  const home = process.cwd();
  process.chdir(folder);
  try {
    expect(await buildCheckPage({ outfile: join(folder, 'deep', 'verifica.html') })).toBe(page);
    expect(await readFile(join(folder, 'deep', 'verifica.html'), 'utf8')).toBe(page);
  } finally {
    process.chdir(home);
    await rm(folder, { recursive: true });
  }
});

it('fits into every bundle', () => {
  expect(Buffer.byteLength(page)).toBeLessThan(450_000);
});

describe('its policy', () => {
  const policy = (): string => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it('allows its one script and its one style by their hash, and nothing else', () => {
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(policy().split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(readScript())}`,
      `style-src ${hash(between('<style>', '</style>'))}`,
      "connect-src 'none'",
      "img-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('stands before whatever it rules', () => {
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });
});

describe('its content', () => {
  it('names no address but those of XML vocabularies, which are never asked', () => {
    const addresses = new Set(page.match(/\b(?:https?|wss?|ftp):\/\/[^\s"'`)<]+/g) ?? []);
    const vocabulary = /^http:\/\/(?:www\.w3\.org|uri\.etsi\.org)\//;
    expect([...addresses].filter((address) => !vocabulary.test(address))).toEqual([]);
    expect(page).not.toMatch(/\s(?:src|href|action|srcset)=/);
  });

  it('loads no code, asks no network, keeps nothing, and knows no extension', () => {
    const forbidden = [
      /\bimport\s*[({"']/,
      /\bimportScripts\b/,
      /\bfetch\s*\(/,
      /XMLHttpRequest|WebSocket|EventSource|sendBeacon/,
      /\beval\s*\(|new Function/,
    ];
    const storage = [
      /indexedDB|localStorage|sessionStorage|\bcaches\b|document\.cookie/,
      /dexie/i,
      /webextension|chrome\.runtime|browser\.runtime/i,
    ];
    expect([...forbidden, ...storage].filter((pattern) => pattern.test(readScript())).map(String)).toEqual([]);
  });

  it('tells nothing of the machine it was built on', () => {
    expect(page).not.toContain(process.cwd());
    expect(page).not.toMatch(/node_modules|sourceMappingURL|\/home\/|\/Users\//);
  });
});

describe('its words', () => {
  it('are the same keys in both languages, with the texts of the locales', async () => {
    const texts = readTexts();
    expect(Object.keys(texts.it)).toEqual(Object.keys(texts.en));
    for (const language of ['it', 'en'] as const) {
      const path = new URL(`../../public/_locales/${language}/messages.json`, import.meta.url);
      const messages = JSON.parse(await readFile(path, 'utf8')) as Record<string, { message: string }>;
      for (const [key, text] of Object.entries(texts[language])) expect(text).toBe(messages[key]?.message);
      const own = Object.keys(messages).filter((key) => /^(?:verifica|code|check|kind|verdict|fact)_/.test(key));
      expect(own.filter((key) => texts[language][key] === undefined)).toEqual([]);
    }
  });

  it('are those that a script names: whole, by how they begin, or without their plural', () => {
    const messages = Object.fromEntries(['a_b', 'n_one', 'n_other', 'kind_x', 'kindred', 'other'].map((key) => [key, { message: key }]));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code that is looked at, and not run.
    const code = "say('a_b');count(`n`,2);say(`kind_${x}`)";
    expect(Object.keys(selectTexts(code, messages))).toEqual(['a_b', 'n_one', 'n_other', 'kind_x']);
  });
});
