// Every regular expression of the product runs in linear time, or on a text whose length is capped; recheck says which, and names the attack.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { findSingleAddress, toDisplayName, toHeaderText, withoutNames } from '../lib/verify/mime/header-text';
import { parseParameters } from '../lib/verify/mime/parse-parameters';
import { findClaim } from '../lib/verify/pec/find-claim';
import { findSubjectPrefix } from '../lib/verify/pec/kinds';
import { parseDaticert } from '../lib/verify/pec/parse-daticert';
import { collectRegexes } from './collect-regexes';
import { minimumTime } from './minimum-time';

// The checker in plain JavaScript: it ships native programs too, which not every machine can run.
process.env.RECHECK_BACKEND = 'pure';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'lib', 'components', 'entrypoints'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.endsWith('.d.ts') && existsSync(`${root}${path}`));

const collected = [...new Set(files)].map((path) => ({ path, ...collectRegexes(path, readFileSync(`${root}${path}`, 'utf8')) }));
const withRegexes = collected.filter(({ regexes }) => regexes.length > 0);

/** Not linear by themselves, but the text is cut to so many characters before; worst text: what recheck found, repeated. */
const CAPPED: readonly { path: string; source: string; characters: number; worst: string }[] = [
  { path: 'lib/verify/mime/header-text.ts', source: '"(?:[^"\\\\]|\\\\.)*"', characters: 2000, worst: '\0\\"\\' },
  {
    path: 'lib/verify/find-ambiguity.ts',
    source: '^[^\\s;()",\\\\/]+\\/[^\\s;()",\\\\/]+(?:\\s*;\\s*[^\\s;()",\\\\=]+\\s*=\\s*(?:"[^"\\\\]*"|[^\\s;()",\\\\]+))*\\s*;?\\s*$',
    characters: 2000,
    worst: '\0/=\t',
  },
  { path: 'lib/bundle/file-names.ts', source: '^[-.]+|[-.]+$', characters: 80, worst: '-' },
];

const findCap = (path: string, source: string) => CAPPED.find((cap) => cap.path === path && cap.source === source);

/** A second for a text of any size is a hang; this much for the worst one of its cap is none, on a busy machine too. */
const CAPPED_MS = 20;

describe('every expression is linear or runs on a capped text', () => {
  it('is found by its syntax, in every file', () => {
    const sample = "// /no+/\nconst text = '/no/';\nexport default [/a+/gi, new RegExp('b'), RegExp(text, 'g'), text.split(/c/)];\n";
    expect(collectRegexes('sample.ts', sample)).toEqual({
      regexes: expect.arrayContaining([
        { line: 3, source: 'a+', flags: 'gi' },
        { line: 3, source: 'b', flags: '' },
        { line: 3, source: 'c', flags: '' },
      ]),
      dynamic: [3],
    });
    expect(collected.reduce((sum, { regexes }) => sum + regexes.length, 0)).toBeGreaterThan(50);
  });

  it('is never built from a text that only the running program knows', () => {
    expect(collected.flatMap(({ path, dynamic }) => dynamic.map((line) => `${path}:${line}`))).toEqual([]);
  });

  it.each(withRegexes.map((file) => [file.path, file] as const))('%s', { timeout: 120_000 }, async (path, { regexes }) => {
    const problems: string[] = [];
    for (const { line, source, flags } of regexes) {
      // Beyond 2,000 states the proof takes seconds: recheck then searches for an attack instead.
      const result = await check(source, flags, { timeout: 30_000, maxNFASize: 2000 });
      if (result.status === 'safe' || findCap(path, source)) continue;
      const attack = result.status === 'vulnerable' ? `${result.complexity.summary}: ${result.attack.pattern}` : result.error.kind;
      problems.push(`${path}:${line} /${source}/${flags} ${attack}`);
    }
    expect(problems).toEqual([]);
  });

  it.each(CAPPED)('/$source/ in $path takes no time on the $characters characters it gets', ({ path, source, characters, worst }) => {
    const regex = withRegexes.find((file) => file.path === path)?.regexes.find((found) => found.source === source);
    expect(regex, 'an exception for an expression that is no more').toBeDefined();
    const expression = new RegExp(source, regex?.flags);
    const text = `${worst.repeat(characters).slice(0, characters - 1)}\0`;
    expect(minimumTime(() => text.replace(expression, ''))).toBeLessThan(CAPPED_MS);
  });
});

/** Longer than any cap and long enough for a quadratic reader to need minutes. */
const HUGE = 1_000_000;
const REPEATED = ['"\\', '"', '(', '<', '=?', '=?a?q?', ';a="', ';a=', ' ', '\t', 'a@', ',', '\\', ':', '.', '\u00e9'];
const LINEAR_MS = 1000;

describe('readers of hostile text cut or walk it once', () => {
  const readers: readonly [string, (text: string) => unknown][] = [
    ['withoutNames', withoutNames],
    ['findSingleAddress', findSingleAddress],
    ['toDisplayName', toDisplayName],
    ['toHeaderText', toHeaderText],
    ['parseParameters', (text) => parseParameters(`multipart/signed${text}`)],
    ['findSubjectPrefix', findSubjectPrefix],
    [
      'findClaim',
      (text) =>
        findClaim([
          { name: 'from', value: `posta-certificata@${text}` },
          { name: 'subject', value: text },
        ]),
    ],
    ['parseDaticert', (text) => parseDaticert(new TextEncoder().encode(`<?xml ${text}`).subarray(0, 256 * 1024))],
  ];

  it.each(readers)('%s', (_, read) => {
    const slow = REPEATED.filter((text) => minimumTime(() => read(text.repeat(HUGE / text.length))) > LINEAR_MS);
    expect(slow).toEqual([]);
  });
});
