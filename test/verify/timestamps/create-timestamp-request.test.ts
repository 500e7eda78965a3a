// Our requests for time-stamps: what openssl reads in them is what was asked.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTimestampRequest, isPolicy } from '../../../lib/verify/timestamps/create-timestamp-request';
import { readTimestampResponse } from '../../../lib/verify/timestamps/read-timestamp-response';
import { answerWithOpenssl, readRequestWithOpenssl, verifyAnswerWithOpenssl } from '../../pki/openssl-timestamp';
import { message, trust, tsa } from './bench';

const sha256 = Uint8Array.from(createHash('sha256').update(message).digest());
const NONCE = Uint8Array.of(0xf1, 2, 3, 4, 5, 6, 7, 8);
const request = (change: Partial<Parameters<typeof createTimestampRequest>[0]> = {}): Uint8Array =>
  createTimestampRequest({ sha256, nonce: NONCE, policy: null, ...change });

describe('openssl reads', () => {
  it('version, digest, imprint, nonce, and that the certificate is wanted', async () => {
    const text = await readRequestWithOpenssl(request());
    expect(text).toContain('Version: 1');
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toContain('Policy OID: unspecified');
    expect(text).toContain('Nonce: 0xF102030405060708');
    expect(text).toContain('Certificate required: yes');
    const dump = [...text.matchAll(/^ {4}\d{4} - ([0-9a-f -]{48})/gm)].map(([, octets = '']) => octets.replace(/[ -]/g, '')).join('');
    expect(dump).toBe(Buffer.from(sha256).toString('hex'));
  });

  it.each(['0.4.0.2023.1.1', '1.3.6.1.4.1.13762.3', '2.999.4294967296.1', '2.25.329800735698586629295641978511506172918'])(
    'the policy %s',
    async (policy) => {
      expect(await readRequestWithOpenssl(request({ policy }))).toMatch(new RegExp(`Policy OID: ${policy.replaceAll('.', '\\.')}$`, 'm'));
    },
  );

  it.each([
    [[0, 0, 0x7f], '0x7F'],
    [[0x80], '0x80'],
    [[0, 0], '0x0'],
    [Array(20).fill(0xff), `0x${'FF'.repeat(20)}`],
  ])('the nonce of %j', async (octets, shown) => {
    expect(await readRequestWithOpenssl(request({ nonce: Uint8Array.from(octets) }))).toContain(`Nonce: ${shown}`);
  });
});

it('openssl answers it and takes its own answer for it', async () => {
  const query = request({ policy: '1.2.3.4.1' });
  expect(await verifyAnswerWithOpenssl(query, await answerWithOpenssl(query, tsa), tsa.root.certificate.pem)).toBe(true);
});

describe('the answer of openssl to it', () => {
  const ask = async (policy: string | null, expected: string | null = policy) => {
    const answer = await answerWithOpenssl(request({ policy }), tsa);
    return readTimestampResponse(answer, { sha256, nonce: NONCE, policy: expected }, trust, Date.now());
  };
  it.each([null, '1.2.3.4.1'])('is taken, under the policy %s', async (policy) => {
    expect(await ask(policy)).toMatchObject({ ok: true, finding: { ok: true, policy: policy ?? '0.4.0.2023.1.1', accuracyMs: 1501 } });
  });
  it('is refused under another policy', async () => {
    expect(await ask('1.2.3.4.1', '0.4.0.2023.1.1')).toMatchObject({ ok: false, problem: 'wrong-policy' });
  });
  it('is no token where openssl does not know the policy', async () => {
    expect(await ask('1.2.3.4.2')).toEqual({
      ok: false,
      problem: 'refused',
      refusal: { status: 'rejection', failures: ['unaccepted-policy'], text: expect.stringMatching(/policy/i) },
    });
  });
});

it.each(['', '1', '3.1', '1.40.1', '1.2.', '.1.2', '1.02', '1.2 ', '1.2.x', '1,2', `1.2.${'9'.repeat(300)}`])(
  '%j is no policy',
  (policy) => {
    expect(isPolicy(policy)).toBe(false);
    expect(() => request({ policy })).toThrow();
  },
);

it('asks for nothing but a SHA-256', () => {
  expect(() => request({ sha256: new Uint8Array(20) })).toThrow();
});
