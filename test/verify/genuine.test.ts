// Genuine messages of every kind, layout, line end, encoding and algorithm are verified, named and read correctly.
import { expect, it } from 'vitest';
import { verifyMessage } from '../../lib/verify/verify-message';
import { runAttack } from '../attacks/attack';
import { judge, judgeBytes, NOW, resultOf, sign, trust } from './bench';
import { findTwins } from './find-twins';
import { GENUINE_MESSAGES } from './genuine-messages';

it.each(GENUINE_MESSAGES.map((row) => [row.name, row] as const))('%s', async (_, { kind, build }) => {
  const { report } = await runAttack({ build });
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.verdict).toBe('verified');
  expect(report.kind).toBe(kind);
  expect(report.certified?.kind ?? 'anomalia').toBe(kind);
});

it('are at least fifty, each with its own name', () => {
  const names = GENUINE_MESSAGES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(50);
});

it('differ from each other, in their octets or in whom the user trusts', async () => {
  expect(await findTwins(GENUINE_MESSAGES)).toEqual([]);
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
