// The rules of this repository, executed: fences, names, sizes, and that every check and adapter has its test and its text.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../lib/verify/checks/all';
import { CHECK_IDS } from '../lib/verify/report';
import { WEBMAILS as ADAPTERS } from '../lib/webmail/all';
import { PROBES } from '../lib/webmail/probes';
import { codeKey, toKey } from '../lib/wording';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(`${root}${path}`));
const sources = tracked.filter((path) => /^(lib|components|entrypoints)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
const locales = ['it', 'en'].map((language) => ({
  language,
  texts: JSON.parse(read(`public/_locales/${language}/messages.json`)) as Record<string, { message: string }>,
}));

describe('checks', () => {
  it('are listed once each, in the order of the report', () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(CHECK_IDS);
  });

  it.each(CHECKS.map((check) => [check.id, check] as const))('%s has a file, a test and a text for every code', (id, check) => {
    expect(existsSync(`${root}lib/verify/checks/${id}.ts`)).toBe(true);
    expect(existsSync(`${root}test/verify/checks/${id}.test.ts`)).toBe(true);
    for (const { language, texts } of locales) {
      const keys = [...check.codes, `${id}.internal-error` as const].map(codeKey).concat(`check_${toKey(id)}`);
      expect(
        keys.filter((key) => !texts[key]?.message),
        language,
      ).toEqual([]);
    }
  });

  it('use no code that they do not declare', () => {
    for (const { id, codes } of CHECKS) {
      const used = [...read(`lib/verify/checks/${id}.ts`).matchAll(/(?:failed|undetermined)\('([a-z0-9-]+)'/g)].map(
        ([, name]) => `${id}.${name}`,
      );
      expect(used.filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
    }
  });
});

describe('webmails', () => {
  /** As people call those that were not tried live; whoever adds one says so to the user too. */
  const names: Record<string, string> = {
    ...{ 'zimbra-classic': 'Zimbra', 'zimbra-modern': 'Zimbra', carbonio: 'Carbonio' },
    ...{ 'open-xchange': 'Open-Xchange', gmail: 'Gmail' },
  };
  const unproven = ADAPTERS.filter(({ isProven }) => !isProven).map(({ id }) => id);

  it.each(ADAPTERS.map(({ id }) => id))('%s has its file, its page tests and its line in the README', (id) => {
    expect(existsSync(`${root}lib/webmail/${id}.ts`)).toBe(true);
    expect(tracked.some((path) => path.startsWith(`test/webmail/${id}`) && path.endsWith('.test.ts'))).toBe(true);
    expect(read('README.md')).toMatch(new RegExp(`^\\| .*\\(\`${id}\`\\).*\\|$`, 'm'));
  });

  it.each(ADAPTERS.map(({ id }) => id))('%s is data: 60 lines at most', (id) => {
    expect(read(`lib/webmail/${id}.ts`).split('\n').length - 1).toBeLessThanOrEqual(60);
  });

  it.each(unproven)('%s was not tried live: options and README say so', (id) => {
    for (const { language, texts } of locales) expect(texts.options_sites_not_proven?.message, language).toContain(names[id]);
    expect(read('README.md')).toMatch(new RegExp(`^\\| .*\\(\`${id}\`\\).*\\| no *\\|$`, 'm'));
  });

  it('ask pages by functions that stand alone: only their text gets there', () => {
    const standsAlone = (text: string): boolean =>
      !/^import (?!type )/m.test(text) && [...text.matchAll(/^(?:export )?(?:const|let|var|function|class|enum) /gm)].length === 1;
    expect(standsAlone("import type { A } from './a';\n\nexport const probe = () => {\n  const a = 1;\n};\n")).toBe(true);
    expect(standsAlone("import { a } from './a';\n\nexport const probe = () => a;\n")).toBe(false);
    expect(standsAlone('const a = 1;\n\nexport const probe = () => a;\n')).toBe(false);
    const probes = sources.filter((path) => /^lib\/webmail\/[a-z-]+\/probe\.ts$/.test(path));
    expect(probes.length).toBeGreaterThan(0);
    expect(probes.filter((path) => !standsAlone(read(path)))).toEqual([]);
    const ids = ADAPTERS.map(({ id }) => id);
    expect(Object.keys(PROBES).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('files', () => {
  it('say in their first line what they are for', () => {
    expect(sources.filter((path) => !/^\/\/ \S.{20,}/.test(read(path)))).toEqual([]);
  });

  it('stay small: 250 lines, entrypoints 80', () => {
    const lines = (path: string): number => read(path).split('\n').length - 1;
    const all = tracked.filter((path) => /^(lib|components|entrypoints|test)\/.*\.tsx?$/.test(path));
    expect(all.filter((path) => lines(path) > (path.startsWith('entrypoints/') ? 80 : 250))).toEqual([]);
    const sorted = sources.map(lines).sort((left, right) => left - right);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('have names that say one idea', () => {
    const odd = tracked.filter(
      (path) =>
        /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.tsx?$)/.test(path) ||
        (/\/index\.tsx?$/.test(path) && !path.startsWith('entrypoints/')),
    );
    expect(odd).toEqual([]);
    const components = sources.filter((path) => path.startsWith('components/') && path.endsWith('.tsx')).map((path) => basename(path));
    expect(components.filter((name) => !/^[A-Z][A-Za-z]+\.tsx$/.test(name))).toEqual([]);
    const others = sources.filter((path) => !path.startsWith('components/')).map((path) => basename(path));
    expect(others.filter((name) => !/^[a-z0-9-]+(\.content)?\.tsx?$/.test(name))).toEqual([]);
  });

  it('at the root are the few that belong there', () => {
    const atRoot = tracked.filter((path) => !path.includes('/'));
    expect(atRoot.sort()).toEqual(
      [
        '.gitignore',
        '.npmrc',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'biome.json',
        'package-lock.json',
        'package.json',
        'tsconfig.json',
        'wxt.config.ts',
      ].sort(),
    );
  });

  it('carry no download address and no path of a machine', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
    expect(sources.filter((path) => /["'`]\/(home|root|Users|work)\//.test(read(path)))).toEqual([]);
  });
});

describe('network', () => {
  it('is asked in few files only: the page for its source, the package for what is in it, and for lists and time-stamps the user asked for', () => {
    const asking = sources.filter((path) => /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/.test(read(path))).sort();
    const ofThePackage = {
      'lib/extension/dropped/examples.ts': '/examples/examples.json',
      'lib/extension/exports/read-check-page.ts': '/verifica.html',
    };
    const ofTheUser = ['lib/extension/network/fetch-outside.ts', 'lib/cli/fetch-timestamp.ts'];
    // Asks nothing: notes what a page asks while its user teaches it.
    const watching = ['lib/extension/taught/page-lesson.ts'];
    expect(asking).toEqual([...Object.keys(ofThePackage), ...ofTheUser, ...watching, 'lib/webmail/source/fetch-source.ts'].sort());
    for (const [path, name] of Object.entries(ofThePackage)) expect(read(path)).toContain(`fetch('${name}')`);
  });
});

describe('fences of the design', () => {
  const planted: [path: string, code: string, isAllowed: boolean][] = [
    ['lib/verify/a.ts', "import Dexie from 'dexie';\n\nexport default Dexie;\n", false],
    ['lib/verify/b.ts', 'export const title = () => document.title;\n', false],
    ['lib/verify/cms/c.ts', "import * as asn1js from 'asn1js';\n\nexport default asn1js;\n", false],
    ['lib/verify/d.ts', "import { x } from '../ledger/link';\n\nexport default x;\n", false],
    ['lib/verify/e.ts', "import { readFileSync } from 'node:fs';\n\nexport default readFileSync;\n", false],
    ['lib/ledger/f.ts', "import { x } from '../webmail/adapter';\n\nexport default x;\n", false],
    ['lib/intake/n.ts', "import { x } from '../extension/sites';\n\nexport default x;\n", false],
    ['lib/intake/o.ts', "import { inflateRawSync } from 'node:zlib';\n\nexport default inflateRawSync;\n", false],
    ['lib/intake/p.ts', 'export const toBytes = (text: string) => Buffer.from(text);\n', false],
    ['lib/second-layer/r.ts', "import { x } from '../ledger/link';\n\nexport default x;\n", false],
    ['lib/second-layer/s.ts', 'export const parse = (xml: string) => new DOMParser().parseFromString(xml, "text/xml");\n', false],
    ['lib/verify/t.ts', "import { x } from '../second-layer/sdi';\n\nexport default x;\n", false],
    ['lib/webmail/g.ts', "import { x } from '../verify/report';\n\nexport default x;\n", false],
    ['lib/extension/h.ts', "import { x } from '../webmail/adapter';\n\nexport default x;\n", false],
    ['lib/cli/i.ts', "import { browser } from 'wxt/browser';\n\nexport default browser;\n", false],
    ['lib/verifica/v.ts', "import { x } from '../extension/sites';\n\nexport default x;\n", false],
    ['lib/verifica/w.ts', "import Dexie from 'dexie';\n\nexport default Dexie;\n", false],
    ['lib/verifica/x.ts', 'export const ask = () => fetch("/");\n', false],
    ['lib/verifica/y.ts', "import { LIMITS } from '../verify/limits';\n\nexport default LIMITS;\n", true],
    ['components/m.ts', "import { x } from '../lib/extension/access/sites';\n\nexport default x;\n", false],
    ['components/j.ts', 'export const id = browser.runtime.id;\n', false],
    ['lib/verify/k.ts', "import { LIMITS } from './limits';\n\nexport default LIMITS;\n", true],
    ['lib/intake/q.ts', "import { LIMITS } from '../verify/limits';\n\nexport default LIMITS;\n", true],
    ['lib/second-layer/u.ts', "import { LIMITS } from '../verify/limits';\n\nexport default LIMITS;\n", true],
    ['lib/verify/cms/l.ts', "import { readBer } from './ber';\n\nexport default readBer;\n", true],
  ];

  it('stop planted violations and let ordinary code pass', () => {
    const folder = mkdtempSync(`${tmpdir()}/fences-`);
    try {
      copyFileSync(`${root}biome.json`, `${folder}/biome.json`);
      for (const [path, code] of planted) {
        mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
        writeFileSync(`${folder}/${path}`, code);
      }
      const biome = `${root}node_modules/.bin/biome`;
      const lint = (path: string): number | null => spawnSync(biome, ['lint', '--vcs-enabled=false', path], { cwd: folder }).status;
      expect(planted.map(([path]) => [path, lint(path) === 0])).toEqual(planted.map(([path, , isAllowed]) => [path, isAllowed]));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});

it('reads no clock in the pure core', () => {
  const core = sources.filter((path) => /^lib\/(verify|ledger|bundle|intake|second-layer)\//.test(path));
  expect(core.filter((path) => /Date\.now\(|new Date\(\)|performance\.now\(/.test(read(path)))).toEqual([]);
});
