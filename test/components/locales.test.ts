// The texts themselves: the same keys in every language, a text for every code, no word that promises too much.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAUTION, INFORMATIVE, REQUIRED, VETO } from '../../components/message/meaning';
import { CHECKS } from '../../lib/verify/checks/all';
import { CERTIFIED_KINDS, CHECK_IDS, type Code, type Verdict } from '../../lib/verify/report';
import { PROBLEM_CODES } from '../../lib/view';
import { codeKey, type Locale, toKey } from '../../lib/wording';
import { MESSAGES } from './draw';

const LOCALES: Locale[] = ['it', 'en'];
const keys = (locale: Locale): string[] => Object.keys(MESSAGES[locale]);
const values = (locale: Locale): [string, string][] => Object.entries(MESSAGES[locale]).map(([key, { message }]) => [key, message]);
const has = (locale: Locale, key: string): boolean => (MESSAGES[locale][key]?.message ?? '').trim() !== '';

const CODES: Code[] = [...CHECKS.flatMap(({ codes }) => codes), ...CHECK_IDS.map((check): Code => `${check}.internal-error`)];
const VERDICTS: Verdict[] = ['verified', 'failed', 'inconclusive', 'not-pec'];
const KINDS = [...CERTIFIED_KINDS, 'preavviso-errore-consegna-final', 'anomalia', 'none'].map(toKey);

const placeholders = (text: string): string[] => [...new Set(text.match(/\$[1-9]/g) ?? [])].sort();

describe('parity', () => {
  it('has the same keys in every language, sorted', () => {
    expect(keys('en')).toEqual(keys('it'));
    expect(keys('it')).toEqual([...keys('it')].sort());
  });
  it('uses only letters, digits and underscore in keys, and no two that differ by case alone', () => {
    for (const key of keys('it')) expect(key).toMatch(/^\w+$/);
    expect(new Set(keys('it').map((key) => key.toLowerCase())).size).toBe(keys('it').length);
  });
  it('fills in the same values in every language', () => {
    const read = (locale: Locale, key: string): string[] => placeholders(MESSAGES[locale][key]?.message ?? '');
    expect(keys('it').filter((key) => read('it', key).join() !== read('en', key).join())).toEqual([]);
  });
});

describe.each(LOCALES)('completeness in %s', (locale) => {
  it('has a text for every code of every check', () => {
    expect(CODES.length).toBeGreaterThan(100);
    expect(CODES.filter((code) => !has(locale, codeKey(code)))).toEqual([]);
  });
  it.each(PROBLEM_CODES)('problem %s says what happened and what to do', (code) => {
    expect([has(locale, `problem_${toKey(code)}_what`), has(locale, `problem_${toKey(code)}_next`)]).toEqual([true, true]);
  });
  it.each(KINDS)('kind %s has its name, its sentences and its lead', (kind) => {
    const names = ['kind', 'sentence_verified', 'sentence_inconclusive', 'sentence_altered', 'sentence_unsound', 'lead', 'covers'];
    expect(names.filter((name) => !has(locale, `${name}_${kind}`))).toEqual([]);
  });
  it('names every check and every verdict', () => {
    const names = [
      ...CHECK_IDS.flatMap((id) => [`check_${toKey(id)}`, `check_${toKey(id)}_passed`]),
      ...VERDICTS.map((name) => `verdict_${toKey(name)}`),
    ];
    expect(names.filter((name) => !has(locale, name))).toEqual([]);
  });
});

// A check that only had nothing to look at repeats no advice: the one that failed gives it.
const CONSEQUENCES = /\.(not-available|no-signature|no-outer-header|no-instant|no-signing-time|not-checked)$/;

it('says what to do next after every failure', () => {
  const notes = keys('it').filter((key) => key.endsWith('_next'));
  const required = CHECKS.filter(({ weight }) => weight !== 'informative').flatMap(({ codes }) => codes);
  const silent = required.filter((code) => !CONSEQUENCES.test(code) && !notes.includes(`${codeKey(code)}_next`));
  // What is left are notes of checks that passed.
  expect(silent.sort()).toEqual([
    'certification-data.delivery-unlisted',
    'certification-data.none-due',
    'header-agreement.receipt-type-differs',
    'header-agreement.recipient-differs',
    'header-agreement.reference-missing',
    'header-agreement.reply-differs',
    'header-agreement.subject-differs',
    'header-agreement.type-header-missing',
    'message-structure.leading-text-skipped',
    'message-structure.line-endings-restored',
    'provider-trust.added-authority',
    'provider-trust.historic-authority',
    'provider-trust.managed-authority',
    'revocation.proven-before',
    'revocation.revoked-since',
    'signature-integrity.sha1-digest',
    'signer-certificate.expired-since',
    'signer-certificate.no-time-proof',
    'time-coherence.date-header-missing',
  ]);
});

it('weighs the checks as the core does', () => {
  const byWeight = (weight: string): string[] => CHECKS.filter((check) => check.weight === weight).map(({ id }) => id);
  expect([REQUIRED, CAUTION, VETO, INFORMATIVE]).toEqual(['required', 'caution', 'veto', 'informative'].map(byWeight));
});

describe('words', () => {
  const FORBIDDEN: Record<Locale, RegExp> = {
    it: /\bsicur[aoie]\b|\bsicurezza\b|affidabil|verificato il mittente|mittente verificato|è stat[oa] lett[oa]/i,
    en: /\bsafe\b|\bsecure\b|\bsecurity\b|\btrusted\b|trustworthy|reliable|sender verified|verified sender|has been read/i,
  };
  /** What a signature of transport never says: that the sender is what he seems, that what he writes is so. */
  const ASSERTED: Record<Locale, readonly RegExp[]> = {
    it: [
      /\b(?:mittent|contenut)[eio]\b[^.;:,]{0,25}\b(?:valid|ver|autentic|cert|genuin|onest|veritier)[aeio]\b/i,
      /\b(?:valid|ver|autentic|cert|genuin|onest|veritier)[aeio] (?:mittent|contenut)[eio]\b/i,
    ],
    en: [
      /\b(?:senders?|contents?)\b[^.;:,]{0,25}\b(?:valid|true|genuine|authentic|certain|honest|truthful)\b/i,
      /\b(?:valid|true|genuine|authentic|certain|honest|truthful) (?:senders?|contents?)\b/i,
    ],
  };
  /** Texts that deny it, and the words by which they do; the rest of each may assert no more than any other text. */
  const DENIED = ['bundle_limits', 'bundle_readme_limits', 'layer_small', 'limits_content', 'transport_small', 'verifica_proves'];
  const DENIAL: Record<Locale, RegExp> = {
    it: /\bnon (?:prova )?che il contenuto sia vero\b|^Se il contenuto è vero:/i,
    en: /\bnot (?:prove )?that (?:the|its) content is true\b|^Whether the content is true:/i,
  };
  const isAsserting = (locale: Locale, text: string): boolean => ASSERTED[locale].some((words) => words.test(text));

  it.each(LOCALES)('promises nothing in %s', (locale) => {
    expect(values(locale).filter(([, text]) => FORBIDDEN[locale].test(text))).toEqual([]);
  });
  it.each(LOCALES)('asserts nothing about sender and content in %s, and denies it where it is named', (locale) => {
    const texts = values(locale).map(([key, text]) => [key, DENIED.includes(key) ? text.replace(DENIAL[locale], '') : text] as const);
    expect(texts.filter(([, text]) => isAsserting(locale, text))).toEqual([]);
    expect(DENIED.filter((key) => !DENIAL[locale].test(MESSAGES[locale][key]?.message ?? ''))).toEqual([]);
  });
  it('would notice a promise', () => {
    expect(['PEC sicura', 'mittente affidabile'].every((text) => FORBIDDEN.it.test(text))).toBe(true);
    expect(['a safe message', 'trusted sender'].every((text) => FORBIDDEN.en.test(text))).toBe(true);
  });
  it.each<[Locale, string]>([
    ['it', 'mittente valido'],
    ['it', 'Il mittente è autentico'],
    ['it', 'contenuto vero'],
    ['it', 'Il contenuto di questa PEC è certo.'],
    ['it', 'Prova che il contenuto sia vero.'],
    ['en', 'valid sender'],
    ['en', 'The sender of this PEC is genuine.'],
    ['en', 'content is true'],
    ['en', 'It proves that the content is true.'],
    ['en', 'true content'],
  ])('would notice in %s: %s', (locale, text) => {
    expect(isAsserting(locale, text.replace(DENIAL[locale], ''))).toBe(true);
  });
  it.each(LOCALES)('is plain text in %s', (locale) => {
    expect(values(locale).filter(([key, text]) => /[<>]|\s{2}|^\s|\s$/.test(text) && !/^cli_/.test(key))).toEqual([]);
  });
});

it('has a text for every key written out in a view, in both plural forms where it counts', () => {
  const folder = new URL('../../components/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const used = sources.flatMap((source) =>
    [...source.matchAll(/wording\.(text|count)\(\s*'(\w+)'/g)].flatMap(([, kind, key = '']) =>
      kind === 'count' ? [`${key}_one`, `${key}_other`] : [key],
    ),
  );
  expect(used.length).toBeGreaterThan(60);
  expect(used.filter((key) => !has('it', key))).toEqual([]);
});
