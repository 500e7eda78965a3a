// What of the ledger serves as the original of a brief receipt: whole content, verified, of the same message; nothing else.
import { describe, expect, it } from 'vitest';
import { findOriginals, holdsContent, isBriefReceipt } from '../../lib/ledger/find-originals';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { accepted, buildEvidence, delivered, type EvidenceOptions } from './build-evidence';

const ANNA = 'anna.verdi@pec.one.example';

const withProof = (item: Evidence, proves: string): Evidence => ({
  ...item,
  report: {
    ...item.report,
    checks: [...item.report.checks, { check: 'original-message', status: 'passed', facts: { proves }, notes: [] }],
  },
});

const deliver = (receiptType: 'completa' | 'breve' | 'sintetica', options: EvidenceOptions = {}): Evidence =>
  withProof(
    delivered(ANNA, 0.1, { ...options, facts: { ...options.facts, receiptType } }),
    { completa: 'full-content', breve: 'content-by-hash', sintetica: 'transport' }[receiptType],
  );

const brief = deliver('breve');
const complete = deliver('completa');
const envelope = withProof(buildEvidence('posta-certificata'), 'full-content');

describe('findOriginals', () => {
  it('finds envelopes first, then complete receipts', () => {
    expect(findOriginals(brief, [accepted(), complete, brief, envelope])).toEqual([envelope, complete]);
  });

  it.each([
    ['a receipt of another sender under the same identifier', deliver('completa', { facts: { sender: 'altri@pec.two.example' } })],
    ['a receipt of another original under the same identifier', deliver('completa', { facts: { messageId: 'altro@studio.example' } })],
    ['a receipt of another message', deliver('completa', { facts: { identifier: 'opec9@pec.provider.example' } })],
    ['a complete receipt that is not verified', deliver('completa', { verdict: 'inconclusive' })],
    ['a complete receipt that lost its original', withProof(delivered(ANNA), 'transport')],
    ['a summary receipt', deliver('sintetica')],
    ['another brief receipt', deliver('breve', { salt: 'x' })],
    ['the receipt itself', brief],
  ])('does not take %s', (_, item) => {
    expect(findOriginals(brief, [item])).toEqual([]);
  });

  it('takes a few of many', () => {
    const many = Array.from({ length: 50 }, (_, index) => deliver('completa', { salt: String(index) }));
    expect(findOriginals(brief, many)).toHaveLength(3);
  });
});

it('knows which evidence can be compared at all', () => {
  expect([brief, complete, envelope, deliver('sintetica'), accepted()].map(holdsContent)).toEqual([true, true, true, false, false]);
  expect([brief, complete].map(isBriefReceipt)).toEqual([true, false]);
});
