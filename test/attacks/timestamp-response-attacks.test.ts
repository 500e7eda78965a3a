// Attacks by whoever answers a request for a time-stamp: each is refused with the reason that a person needs.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readTimestampResponse } from '../../lib/verify/timestamps/read-timestamp-response';
import { toResponse, toStampedData } from '../pki/create-timestamp';
import { bitString, integer, octetString, oid, sequence, tlv, utf8String } from '../pki/der';
import { issueTsa } from '../pki/issue-tsa';
import { OID } from '../pki/oids';
import { LATER, message, stamp, stampBy, trust } from '../verify/timestamps/bench';
import { TOKEN_ATTACKS } from './timestamp-attacks';
import { TIMESTAMP_FILE_ATTACKS } from './timestamp-file-attacks';

const sha256 = Uint8Array.from(createHash('sha256').update(message).digest());
/** What the test authority writes into its tokens. */
const NONCE = Uint8Array.of(77);
const POLICY = OID.bestPracticeTimestampPolicy;
const LONG_MS = 2000;

type Expected = Parameters<typeof readTimestampResponse>[1];
const read = (bytes: Uint8Array, change: Partial<Expected> = {}) =>
  readTimestampResponse(bytes, { sha256, nonce: NONCE, policy: POLICY, ...change }, trust, Date.parse(LATER));

const nonceIs = (value: Uint8Array | null) => (members: Uint8Array[]) =>
  members.flatMap((member, index) => (index === 6 ? (value === null ? [] : [value]) : [member]));
const withNonce = (value: Uint8Array | null): Uint8Array => toResponse(stamp({ tamper: { info: nonceIs(value) } }));

/** Where an answer differs from a file beside a message. */
const OTHERWISE: Readonly<Record<string, string>> = {
  // Nothing says when the octets were signed.
  'from before the signature': 'good',
  // SHA-256 was asked for.
  'from the years in which SHA-1 held': 'wrong-imprint',
};

const refusal = (status: number, ...more: Uint8Array[]): Uint8Array => sequence(sequence(integer(status), ...more));

it('keeps a good token, bare, and says from when', async () => {
  const token = stamp();
  const answer = await read(toResponse(token));
  expect(answer).toMatchObject({ ok: true, finding: { ok: true, time: Date.parse('2026-10-01T12:00:00Z'), policy: POLICY } });
  expect(answer.ok && Buffer.compare(answer.token, token)).toBe(0);
});

it('keeps a token of an authority that nobody knows, and tells it', async () => {
  const unknown = await stampBy({ rootKeyLabel: 'unknown-tsa-root', rootCommonName: 'Ignota' });
  expect(await read(toResponse(unknown))).toMatchObject({
    ok: true,
    finding: { ok: false, problem: 'unknown-authority', path: { issuer: expect.stringContaining('Ignota') } },
  });
});

it('a file brought from elsewhere has no nonce to be compared, and any policy', async () => {
  for (const file of [stamp(), toResponse(stamp()), toStampedData(message, [stamp()]), withNonce(null)])
    expect(await read(file, { nonce: null, policy: null })).toMatchObject({ ok: true, finding: { ok: true } });
});

describe('refuses', () => {
  it.each([
    ['a good token with another nonce', withNonce(integer(78)), 'wrong-nonce'],
    ['a good token with the negative of the nonce', withNonce(tlv(2, Uint8Array.of(0xb3))), 'wrong-nonce'],
    ['a good token with the nonce and an octet before', withNonce(tlv(2, Uint8Array.of(1, 77))), 'wrong-nonce'],
    ['a good token with a padded nonce', withNonce(tlv(2, Uint8Array.of(0, 77))), 'wrong-nonce'],
    ['a good token without nonce', withNonce(null), 'wrong-nonce'],
    ['two tokens', toStampedData(message, [stamp(), stamp({ genTime: '20261002120000Z' })]), 'several-tokens'],
    ['other data with their token', toStampedData(Buffer.from('x'), [stamp({ of: Buffer.from('x') })]), 'other-content'],
    ['a token over other octets', toResponse(stamp({ of: message.subarray(1) })), 'wrong-imprint'],
    ['a token over the digest in place of the data', toResponse(stamp({ of: sha256 })), 'wrong-imprint'],
    ['a digest that was not asked for', toResponse(stamp({ digest: 'sha512' })), 'wrong-imprint'],
    ['a page', Buffer.from('<!doctype html><title>Login</title>'), 'unreadable'],
    ['nothing', new Uint8Array(), 'unreadable'],
    ['more than a token can be', toResponse(octetString(new Uint8Array(1024 * 1024))), 'limit-reached'],
  ])('%s', async (_, bytes, problem) => {
    expect(await read(bytes)).toEqual({ ok: false, problem, refusal: null });
  });

  it('another policy than was asked for', async () => {
    expect(await read(toResponse(stamp()), { policy: '1.2.3' })).toEqual({ ok: false, problem: 'wrong-policy', refusal: null });
  });

  it('a certificate that is not for time-stamps', async () => {
    const mail = await issueTsa({ extendedKeyUsage: [OID.emailProtection], keyLabel: 'mail-tsa' });
    expect(await read(toResponse(stamp({ tsa: mail })))).toEqual({ ok: false, problem: 'wrong-extended-usage', refusal: null });
  });

  it.each([...TOKEN_ATTACKS, ...TIMESTAMP_FILE_ATTACKS])('$name', async ({ name, code, build }) => {
    const bent = await build();
    const started = performance.now();
    const answer = await read(bent);
    expect(performance.now() - started).toBeLessThan(LONG_MS);
    const outcome = OTHERWISE[name] ?? code;
    expect(answer.ok ? (answer.finding.ok ? 'good' : answer.finding.problem) : answer.problem).toBe(outcome);
    expect(answer.ok).toBe(outcome === 'good' || outcome === 'unknown-authority');
  });
});

describe('tells why the authority refused', () => {
  it.each([
    [2, 'rejection'],
    [3, 'waiting'],
    [4, 'revocation-warning'],
    [5, 'revocation-notification'],
    [9, 'unknown'],
  ])('status %i', async (status, name) => {
    expect(await read(refusal(status))).toEqual({ ok: false, problem: 'refused', refusal: { status: name, failures: [], text: '' } });
  });

  it.each([
    [[0x80], 'bad-algorithm'],
    [[0x20], 'bad-request'],
    [[0x04], 'bad-data-format'],
    [[0, 0x02], 'time-not-available'],
    [[0, 0x01], 'unaccepted-policy'],
    [[0, 0, 0x80], 'unaccepted-extension'],
    [[0, 0, 0x40], 'information-not-available'],
    [[0, 0, 0, 0x40], 'system-failure'],
  ])('failure %j', async (octets, failure) => {
    const answer = await read(refusal(2, bitString(Uint8Array.from(octets))));
    expect(answer).toMatchObject({ problem: 'refused', refusal: { failures: [failure] } });
  });

  it('in its own words, cut where they become a text', async () => {
    const words = sequence(utf8String('Credito esaurito.'), utf8String(` ${'x'.repeat(5000)}`));
    const answer = await read(refusal(2, words, bitString(Uint8Array.of(0xa0, 0, 0, 0x40))));
    expect(answer).toMatchObject({ refusal: { failures: ['bad-algorithm', 'bad-request', 'system-failure'] } });
    expect(answer.ok === false && answer.refusal?.text).toMatch(/^Credito esaurito\. x{482}$/);
  });

  it.each([
    ['words that are none', sequence(sequence(integer(2), sequence(oid('1.2.3'))))],
    ['a failure that is none', sequence(sequence(integer(2), bitString(new Uint8Array(), 7)))],
    ['octets that are no UTF-8', sequence(sequence(integer(2), sequence(tlv(0x0c, Uint8Array.of(0xff, 0xfe)))))],
  ])('%s leave the refusal', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ problem: 'refused', refusal: { status: 'rejection', failures: [] } });
  });
});
