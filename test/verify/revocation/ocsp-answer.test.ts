// What comes back for a question, before it is kept: only the answer to it, by whoever may give it, of today; then judged like a given one.
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { findOcspProblem } from '../../../lib/verify/revocation/read-ocsp-answer';
import { createAuthority } from '../../pki/authority';
import { sequence, tlv } from '../../pki/der';
import { issueDelegate, type OcspOptions, ocspNonce } from '../../pki/issue-ocsp-response';
import { issueProvider } from '../../pki/issue-provider';
import { authority, outcomeOf, provider } from '../bench';
import { AFTER, answer, BEFORE, judgeWith, list, message, rootList } from './bench';

const nonce = new Uint8Array(32).fill(7);
const now = AFTER.getTime();
const DAY = 86_400_000;
const subject = {
  certificate: await parseCertificate(provider.certificate.der),
  issuer: await parseCertificate(authority.ca.certificate.der),
};
const impostor = await createAuthority({ rootKeyLabel: 'impostor-root', keyLabel: 'impostor-ca' });
const other = await issueProvider(authority, { host: 'pec.other.example', keyLabel: 'other-provider' });

const timely = (options: OcspOptions = {}): Uint8Array => answer({ producedAt: AFTER, responseExtensions: [ocspNonce(nonce)], ...options });

const problemOf = (bytes: Uint8Array, at = now): Promise<string | null> => findOcspProblem(bytes, subject, nonce, at);

describe('is kept', () => {
  it.each([
    ['good', timely()],
    ['revoked', timely({ status: { type: 'revoked', revokedAt: BEFORE, reason: 1 } })],
    ['without a nonce but with an end', timely({ responseExtensions: [] })],
    ['without an end but with the nonce', timely({ nextUpdate: null })],
    ['two minutes ahead of our clock', timely({ producedAt: new Date(now + 120_000) })],
  ])('what is %s', async (_, bytes) => {
    expect(await problemOf(bytes)).toBeNull();
  });

  it.each(['name', 'key'] as const)('what a delegate says, known by its %s', async (responderId) => {
    expect(await problemOf(timely({ responder: await issueDelegate(authority.ca), responderId }))).toBeNull();
  });

  it('and judged at the signing time', async () => {
    const bytes = timely();
    expect(outcomeOf(await judgeWith([rootList]), 'revocation')).toBe('revocation.no-usable-answer');
    expect(outcomeOf(await judgeWith([rootList, bytes]), 'revocation')).toBe('passed');
    const revoked = timely({ status: { type: 'revoked', revokedAt: BEFORE, reason: 1 } });
    expect(await judgeWith([revoked], message)).toMatchObject({ verdict: 'failed' });
  });
});

describe('is not kept', () => {
  it.each([
    ['an answer about another certificate', timely({ serial: other.certificate.serial }), 'other-certificate'],
    ['one about another authority of the same name', timely({ keyOf: impostor.ca }), 'other-certificate'],
    ['one about another name', timely({ nameOf: authority.root }), 'other-certificate'],
    ['one signed by the same name with another key', timely({ responder: impostor.ca }), 'not-believed'],
    ['one signed by another provider of the same authority', timely({ responder: other }), 'not-believed'],
    ['one signed by the authority above', timely({ responder: authority.root }), 'not-believed'],
    ['one from before its own beginning', timely({ thisUpdate: new Date(now + DAY), nextUpdate: null }), 'not-believed'],
    [
      'one with something critical that nobody knows',
      timely({ responseExtensions: [{ ...ocspNonce(nonce), oid: '1.2.3', critical: true }] }),
      'not-believed',
    ],
    ['yesterday’s', timely({ thisUpdate: new Date(now - 2 * DAY) }), 'not-fresh'],
    ['tomorrow’s', timely({ producedAt: new Date(now + DAY) }), 'not-fresh'],
    ['one without nonce and end', timely({ responseExtensions: [], nextUpdate: null }), 'not-fresh'],
    ['the answer to another question', timely({ responseExtensions: [ocspNonce(new Uint8Array(32).fill(8))] }), 'replayed'],
    ['one with half of the nonce', timely({ responseExtensions: [ocspNonce(nonce.subarray(16))] }), 'replayed'],
    [
      'one whose nonce cannot be read',
      timely({ responseExtensions: [{ ...ocspNonce(nonce), value: tlv(0x02, Uint8Array.of(5)) }] }),
      'replayed',
    ],
    ['one that knows nothing', timely({ status: { type: 'unknown' } }), 'unknown'],
    ['tryLater', timely({ responseStatus: 3 }), 'try-later'],
    ['unauthorized', timely({ responseStatus: 6 }), 'unauthorized'],
    ['malformedRequest', timely({ responseStatus: 1 }), 'refused'],
    ['internalError', timely({ responseStatus: 2 }), 'refused'],
    ['sigRequired', timely({ responseStatus: 5 }), 'refused'],
    ['a status that does not exist', timely({ responseStatus: 4 }), 'unreadable'],
    ['success without an answer', sequence(tlv(0x0a, Uint8Array.of(0))), 'unreadable'],
    ['a list', list(), 'unreadable'],
    ['a page', new TextEncoder().encode('<html>captive portal</html>'), 'unreadable'],
    ['nothing', new Uint8Array(), 'unreadable'],
    ['10 MB of zeros', new Uint8Array(10_000_000), 'unreadable'],
    ['10 MB behind a good answer', Uint8Array.from([...timely(), ...new Uint8Array(2_000_000)]), 'unreadable'],
  ] as const)('%s', async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });

  it.each([
    ['without that purpose', { purposes: null }],
    ['for other purposes', { purposes: ['1.3.6.1.5.5.7.3.4'] }],
    ['for any purpose', { purposes: ['2.5.29.37.0'] }],
    ['that has expired', { notAfter: BEFORE }],
  ])('what a delegate says %s', async (_, options) => {
    expect(await problemOf(timely({ responder: await issueDelegate(authority.ca, options) }))).toBe('not-believed');
  });

  it('what the delegate of another authority says', async () => {
    expect(await problemOf(timely({ responder: await issueDelegate(authority.root) }))).toBe('not-believed');
    expect(await problemOf(timely({ responder: await issueDelegate(impostor.ca) }))).toBe('not-believed');
  });

  it('an answer with any octet changed', async () => {
    const bytes = timely();
    const changed: string[] = [];
    for (let at = 0; at < bytes.length; at += 7) {
      const bent = bytes.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      if ((await problemOf(bent)) === null) changed.push(String(at));
    }
    expect(changed).toEqual([]);
  });
});
