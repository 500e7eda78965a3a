// Octets of a token and of the files that carry it, changed one at a time: nothing more is ever proven, nothing crashes.
import { expect, it } from 'vitest';
import { parseTimestampFile } from '../../../lib/verify/cms/parse-timestamp-file';
import { LimitReached, MalformedInput } from '../../../lib/verify/errors';
import { createCoveredBytes } from '../../../lib/verify/timestamps/covered-bytes';
import { judgeToken } from '../../../lib/verify/timestamps/judge-token';
import type { TimestampFinding } from '../../../lib/verify/timestamps/timestamp-finding';
import { toResponse, toStampedData } from '../../pki/create-timestamp';
import { message, stamp, stampBy, trust } from './bench';

const context = { trust, now: Date.parse('2026-11-21T12:00:00Z'), instant: null };
const covered = createCoveredBytes('message', message);
const judge = (token: Uint8Array): Promise<TimestampFinding> => judgeToken(token, covered, context);

const flip = (bytes: Uint8Array, at: number, mask: number): Uint8Array =>
  bytes.map((octet, index) => (index === at ? octet ^ mask : octet));

/** What a finding lets anybody conclude. */
const toProof = (finding: TimestampFinding): unknown =>
  finding.ok && [
    finding.time,
    finding.accuracyMs,
    finding.serial,
    finding.policy,
    finding.authority,
    finding.path.map(({ fingerprint }) => fingerprint),
  ];

it.each(['der', 'ber'] as const)(
  'a token in %s',
  async (encoding) => {
    const token = await stampBy({ keySpec: { type: 'ec', curve: 'P-256' } }, { encoding });
    const proof = toProof(await judge(token));
    expect(proof).not.toBe(false);
    const passed: number[] = [];
    for (let at = 0; at < token.length; at++) {
      const found = toProof(await judge(flip(token, at, 1 << (at % 8))));
      if (found === false) continue;
      expect(found).toEqual(proof);
      passed.push(at);
    }
    // Versions and parameters that nobody reads; all that counts is signed or named.
    expect(passed.length).toBeLessThan(token.length / 50);
  },
  60_000,
);

it('a token cut at any place is none', async () => {
  const token = stamp();
  for (let length = 0; length < token.length; length += 7) expect(await judge(token.subarray(0, length))).toMatchObject({ ok: false });
}, 60_000);

it.each([
  ['an answer', toResponse(stamp())],
  ['stamped data', toStampedData(Buffer.from('a short message'), [stamp()])],
  ['stamped data in pieces', toStampedData(message, [stamp()], { inPieces: true })],
])('%s is parsed, or refused in one of two ways', (_, file) => {
  let refused = 0;
  for (let at = 0; at < file.length; at++) {
    try {
      parseTimestampFile(flip(file, at, 1 << (at % 8)));
    } catch (error) {
      expect(error instanceof MalformedInput || error instanceof LimitReached).toBe(true);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
});
