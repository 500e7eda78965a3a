// @vitest-environment jsdom
// The words that the built page carries are all that it can be made to ask for.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BundleReport } from '../../components/proofs/BundleReport';
import type { BundleFindings, BundleProof } from '../../lib/bundle/bundle-findings';
import { App } from '../../lib/verifica/app';
import { checkGiven } from '../../lib/verifica/check-given';
import type { PageTexts } from '../../lib/verifica/page-texts';
import { CHECKS } from '../../lib/verify/checks/all';
import { CERTIFIED_KINDS, type Code, type Kind, type Verdict } from '../../lib/verify/report';
import { createWording, type Locale } from '../../lib/wording';
import { click, draw, MESSAGES } from '../components/draw';
import { certify, createReport, fail, leaveOpen, NOW, toHash, withChecks } from '../components/sample-data';
import { ALTERED_BUNDLE, createFindings, SENT_COPY, toProof } from '../components/sample-findings';
import { LEDGER } from '../components/sample-ledger';

const BUILD = join(import.meta.dirname, '../../lib/verifica/build.mjs');
const LOCALES: Locale[] = ['it', 'en'];
let texts: PageTexts;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-words-'));
  try {
    // In a process of its own: the builder does not run where there is a DOM.
    execFileSync(process.execPath, [BUILD, join(folder, 'verifica.html')]);
    const page = readFileSync(join(folder, 'verifica.html'), 'utf8');
    texts = JSON.parse(/const CERALACCA_TEXTS=(.*);\n/.exec(page)?.[1] ?? '') as PageTexts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

/** The texts of the page, and which keys were asked for that the locales have and the page has not. */
const watch = (locale: Locale): { texts: Record<string, string>; missed: Set<string> } => {
  const missed = new Set<string>();
  const get = (own: Record<string, string>, key: string): string | undefined => {
    if (own[key] === undefined && MESSAGES[locale][key] !== undefined) missed.add(key);
    return own[key];
  };
  return { texts: new Proxy(texts[locale], { get }), missed };
};

const VERDICTS: Verdict[] = ['verified', 'failed', 'inconclusive', 'not-pec'];
const KINDS: Kind[] = [...CERTIFIED_KINDS, 'anomalia', 'none'];

/** Every kind with every verdict, and every code of every check both as a failure and as what stays open. */
const createProofs = (): BundleProof[] => {
  const kinds = KINDS.flatMap((kind) => VERDICTS.map((verdict) => createReport({ kind, verdict })));
  const final = certify({ kind: 'preavviso-errore-consegna', errorCode: '5.1.1', error: 'altro' });
  const longest = Math.max(...CHECKS.map(({ codes }) => codes.length));
  const codes = Array.from({ length: longest }, (_, index) => CHECKS.flatMap((check): Code[] => check.codes.slice(index, index + 1)));
  const byCode = codes.flatMap((row) => [
    createReport({ verdict: 'failed', checks: withChecks(...row.map((code) => fail(code))) }),
    createReport({ verdict: 'inconclusive', checks: withChecks(...row.map((code) => leaveOpen(code))) }),
  ]);
  const reports = [...kinds, createReport({ kind: 'preavviso-errore-consegna', certified: final }), ...byCode];
  return reports.map((report, index) => toProof(`${index}.eml`, { ...report, sha256: toHash(`${index}f`) }));
};

const open = (root: HTMLElement): void => {
  for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded="false"]')) click(button);
};

describe.each(LOCALES)('in %s', (locale) => {
  const missedBy = (findings: BundleFindings): string[] => {
    const { texts: watched, missed } = watch(locale);
    open(draw(<BundleReport name="x" findings={findings} wording={createWording(locale, watched)} />));
    return [...missed];
  };

  it('nothing is missing for any proof, whatever came out', () => {
    const proofs = createProofs();
    expect(proofs.length).toBeGreaterThan(60);
    expect(missedBy(createFindings({ proofs: proofs.slice(0, 60) }))).toEqual([]);
    expect(missedBy(createFindings({ proofs: proofs.slice(60) }))).toEqual([]);
  });

  it('nothing is missing for any message, file, time-stamp or seal', () => {
    const seals = [
      {
        name: 's',
        existedBefore: null,
        included: [],
        signers: [{ subject: 'CN=Maria Bianchi', issuer: 'CN=Ente' }],
        problem: 'wrong-imprint',
      },
    ];
    expect(missedBy(createFindings({ messages: LEDGER, seals, checkPage: 'differs', report: 'unreadable' }))).toEqual([]);
    expect(missedBy({ ...ALTERED_BUNDLE, proofs: [SENT_COPY], timestamp: { status: 'unproven', problem: 'weak-key' } })).toEqual([]);
  });

  it('nothing is missing before a bundle was given', () => {
    const { texts: watched, missed } = watch(locale);
    draw(<App texts={{ ...texts, [locale]: watched }} locale={locale} check={checkGiven} readNow={() => NOW} />);
    expect([...missed]).toEqual([]);
  });

  it('a missing word would be noticed', () => {
    const { texts: watched, missed } = watch(locale);
    createWording(locale, watched).text('popup_title_that_is_nowhere');
    createWording(locale, watched).text('action_backup');
    expect([...missed]).toEqual(['action_backup']);
  });
});
