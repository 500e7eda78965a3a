// The printed report: harmless whatever the mail says, complete, and clear about what it is not.
import { describe, expect, it } from 'vitest';
import { type BundleContent, PACKS } from '../../lib/bundle/bundle-source';
import { toFilePaths } from '../../lib/bundle/file-names';
import { toFilingTable } from '../../lib/bundle/filing-table';
import { toReadmeText } from '../../lib/bundle/readme-text';
import { toReportHtml } from '../../lib/bundle/report-html';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { toOrderedEvidence } from '../../lib/ledger/proof';
import { isReady, toReadiness } from '../../lib/ledger/readiness';
import { CHECKS } from '../../lib/verify/checks/all';
import type { CheckResult } from '../../lib/verify/report';
import { createWording, type Wording } from '../../lib/wording';
import { ANNA, accepted, BRUNO, buildBareEvidence, delivered, failed, NOW, noticed } from '../ledger/build-evidence';
import { readTexts, wordingIn } from './build-source';

const toContent = (evidence: readonly Evidence[]): BundleContent => {
  const message = toLedgerMessage(evidence, NOW);
  const readiness = toReadiness(message, evidence, { now: NOW });
  const messages = [{ message, evidence: toOrderedEvidence(evidence), readiness, isComplete: isReady(readiness), sealed: {}, sent: null }];
  return { pack: 'case', at: NOW, messages, paths: toFilePaths(messages, 'case') };
};

const reportOf = (evidence: readonly Evidence[], wording: Wording = wordingIn('it')): string => toReportHtml(toContent(evidence), wording);

const withChecks = (evidence: Evidence, checks: CheckResult[]): Evidence => ({ ...evidence, report: { ...evidence.report, checks } });

describe('the report', () => {
  it('renders hostile text as text', () => {
    const subject = '</h2><script>alert(1)</script><img src=x onerror="a()">\u202egnp.exe\u0007';
    const html = reportOf([accepted({ facts: { subject, sender: '"><b>@x.example', messageId: "'&" } })]);
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('⟨U+202E⟩gnp.exe⟨U+0007⟩');
    expect(html).toContain('&#39;&amp;');
  });

  it('loads nothing and runs nothing', () => {
    const html = reportOf([accepted()]);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/\b(?:src|href)=|@import|url\(/i);
  });

  it('says on top of every printed page that it is a courtesy copy', () => {
    const wording = wordingIn('it');
    const html = reportOf([accepted()]);
    expect(html).toContain(`<table class="sheet" role="presentation"><thead><tr><td>${wording.text('bundle_courtesy')}</td></tr></thead>`);
    expect(html).toContain('size: A4');
  });

  it('shows each recipient, its state, its code and its remarks', () => {
    const wording = wordingIn('it');
    const html = reportOf([accepted(), delivered(ANNA), failed(ANNA, 3), failed(BRUNO, 1, '5.2.2'), delivered('alias@pec.example')]);
    for (const key of [
      'recipient_delivered',
      'recipient_not_delivered',
      'recipient_no_proof_due',
      'bundle_contradicted',
      'bundle_unlisted',
    ]) {
      expect(html).toContain(wording.text(key).replaceAll("'", '&#39;'));
    }
    expect(html).toContain(wording.text('bundle_code', '5.2.2'));
  });

  it('tells what was checked, what failed and what was not checked', () => {
    const wording = wordingIn('it');
    const html = reportOf([
      withChecks(buildBareEvidence('failed', { shownSubject: 'POSTA CERTIFICATA: x' }), [
        { check: 'signature-integrity', status: 'failed', facts: {}, reason: 'signature-integrity.digest-mismatch' },
        { check: 'signer-certificate', status: 'passed', facts: {}, notes: ['signer-certificate.expired-since'] },
        { check: 'revocation', status: 'undetermined', facts: {}, reason: 'revocation.not-checked' },
      ]),
    ]);
    const keys = [
      'bundle_check_failed',
      'bundle_checked',
      'bundle_not_checked',
      'code_signature_integrity__digest_mismatch',
      'code_revocation__not_checked',
    ];
    for (const key of [...keys, 'code_signer_certificate__expired_since', 'bundle_no_recipients']) {
      expect(html).toContain(wording.text(key).replaceAll("'", '&#39;'));
    }
  });
});

describe('texts', () => {
  const evidence = [
    accepted(),
    noticed(ANNA, 12, { errorCode: '4.4.1' }),
    noticed(BRUNO, 24, { errorCode: '5.4.1' }),
    delivered(ANNA, 30, { facts: { extendedError: 'x' } }),
    failed(ANNA, 40),
    withChecks(
      buildBareEvidence('inconclusive'),
      CHECKS.map(({ id }) => ({ check: id, status: 'undetermined', facts: {}, reason: `${id}.internal-error` })),
    ),
    withChecks(
      delivered('alias@pec.example'),
      CHECKS.map(({ id }) => ({ check: id, status: 'passed', facts: { provider: 'P' }, notes: [] })),
    ),
  ];

  it.each(['it', 'en'] as const)('are all there in %s', (locale) => {
    const texts = readTexts(locale);
    const missing = new Set<string>();
    const known = createWording(locale, texts);
    const wording: Wording = {
      ...known,
      text: (key, ...values) => {
        if (!(key in texts)) missing.add(key);
        return known.text(key, ...values);
      },
    };
    for (const group of [evidence, [buildBareEvidence('failed', { shownSubject: null })]]) {
      const content = toContent(group);
      toReportHtml(content, wording);
      toReadmeText(content, { stamped: [], seals: [] }, wording);
      toFilingTable(content, wording);
    }
    for (const pack of PACKS) wording.text(`bundle_pack_${pack}`);
    for (const origin of ['own_copy', 'enclosed']) wording.text(`bundle_sent_${origin}`);
    for (const key of ['bundle_complete', 'bundle_envelope_missing', 'bundle_all_complete']) wording.text(key);
    for (const state of ['sent', 'accepted', 'not_accepted', 'received']) wording.text(`bundle_state_${state}`);
    expect([...missing]).toEqual([]);
  });
});
