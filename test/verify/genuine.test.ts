// Genuine messages of every kind, layout, line end, encoding and algorithm are verified, named and read correctly.
import { describe, expect, it } from 'vitest';
import { verifyMessage } from '../../lib/verify/verify-message';
import { issueProvider } from '../pki/issue-provider';
import { PEC_VARIANTS } from '../pki/pec-kinds';
import { authority, judge, judgeBytes, NOW, provider, resultOf, sign, trust } from './bench';

describe.each(['openpec', 'javamail'] as const)('layout %s', (layout) => {
  it.each(PEC_VARIANTS)('$name is verified and named', async ({ kind, reason, receiptType }) => {
    const report = await judge({ kind, layout, ...(reason ? { reason } : {}), ...(receiptType ? { receiptType } : {}) });
    expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(report.verdict).toBe('verified');
    expect(report.kind).toBe(kind);
    expect(report.certified?.kind ?? 'anomalia').toBe(kind);
  });

  it.each(['crlf', 'lf'] as const)('line ends %s', async (lineEnding) => {
    expect((await judge({ layout, lineEnding })).verdict).toBe('verified');
  });
});

it.each([
  { digest: 'sha1', scheme: 'rsa' },
  { digest: 'sha256', scheme: 'rsa' },
  { digest: 'sha384', scheme: 'rsa' },
  { digest: 'sha512', scheme: 'rsa' },
  { digest: 'sha256', scheme: 'pss' },
  { digest: 'sha512', scheme: 'pss' },
] as const)('RSA $scheme with $digest is verified', async ({ digest, scheme }) => {
  expect((await judge({ digest, scheme })).verdict).toBe('verified');
});

it.each([
  { curve: 'P-256', digest: 'sha256' },
  { curve: 'P-384', digest: 'sha384' },
] as const)('ECDSA $curve is verified', async ({ curve, digest }) => {
  const signer = await issueProvider(authority, { keySpec: { type: 'ec', curve }, keyLabel: curve });
  expect((await judge({ provider: signer, digest })).verdict).toBe('verified');
});

it.each(['der', 'ber'] as const)('encoding %s is verified', async (encoding) => {
  expect((await judge({ encoding })).verdict).toBe('verified');
});

it('judges a certificate that expired since at the signing time, with a note', async () => {
  const report = await judgeBytes(await sign(), trust);
  const later = await verifyMessage(await sign(), { trust, now: '2045-01-01T00:00:00Z' });
  expect(resultOf(report, 'signer-certificate')).toMatchObject({ notes: [] });
  expect(later.verdict).toBe('verified');
  expect(resultOf(later, 'signer-certificate')).toMatchObject({
    notes: ['signer-certificate.expired-since', 'signer-certificate.no-time-proof'],
  });
});

it('judges at certified time where signing time is absent', async () => {
  const report = await judge({ signingTime: null });
  expect(report.verdict).toBe('verified');
  expect(report.judgedAt).toBe('2026-09-19T13:41:19.000Z');
});

it('tries every cross-certificate of the same authority key', async () => {
  const notYetValid = authority.issueCrossCertificate({ notBefore: new Date('2026-11-01T00:00:00Z') });
  const expired = authority.issueCrossCertificate({ notAfter: new Date('2025-01-01T00:00:00Z') });
  const withOthers = { ...provider, intermediates: [notYetValid, expired, ...provider.intermediates] };
  expect((await judge({ provider: withOthers })).verdict).toBe('verified');
});

it('accepts what mailbox formats put before the first header', async () => {
  const message = await sign();
  for (const lead of ['\ufeff', '\r\n\r\n', 'From mailer@client.example Sat Sep 19 15:41:20 2026\n']) {
    const report = await judgeBytes(Buffer.concat([Buffer.from(lead), message]));
    expect(report.verdict).toBe('verified');
    expect(resultOf(report, 'message-structure')).toMatchObject({ notes: ['message-structure.leading-text-skipped'] });
  }
});

it('answers facts only, as JSON', async () => {
  const report = await judge();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report.certified).toMatchObject({ kind: 'avvenuta-consegna', error: 'nessuno', time: '2026-09-19T15:41:19+02:00' });
  expect(Date.parse(report.judgedAt)).toBeLessThan(Date.parse(NOW));
});
