// Attacks by revocation lists and OCSP answers beside a genuine message: none makes a revoked certificate good, none condemns a good one.
import type { Verdict } from '../../lib/verify/report';
import type { SourceProblem } from '../../lib/verify/revocation/statement';
import { createAuthority, issueIntermediate } from '../pki/authority';
import type { Extension } from '../pki/certificate-extensions';
import { type CrlOptions, deltaIndicator, issueCrl, issuingPoint, toCrlPem } from '../pki/issue-crl';
import { issueDelegate, issueOcspResponse, type OcspOptions } from '../pki/issue-ocsp-response';
import { authority, provider } from '../verify/bench';
import { AFTER, answer, BEFORE, list, revocation, revoke, rootList, SIGNED_AT } from '../verify/revocation/bench';

export type RevocationAttack = {
  name: string;
  verdict: Verdict;
  /** Code of the check, or `passed`. */
  code: string;
  /** Why the source is not believed; null where it is. */
  problem: SourceProblem | null;
  build(): Promise<readonly Uint8Array[]>;
};

const row = (
  name: string,
  verdict: Verdict,
  code: string,
  problem: SourceProblem | null,
  build: () => Promise<Uint8Array> | Uint8Array,
): RevocationAttack => ({ name, verdict, code, problem, build: async () => [rootList, await build()] });

/** Says nothing: the verdict stays what it was, and revocation stays unknown. */
const ignored = (name: string, problem: SourceProblem, build: () => Promise<Uint8Array> | Uint8Array): RevocationAttack =>
  row(name, 'verified', 'no-usable-answer', problem, build);

const failing = (name: string, build: () => Promise<Uint8Array> | Uint8Array): RevocationAttack =>
  row(name, 'failed', 'revoked', null, build);

const strange: Extension = { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) };
/** The entry speaks of another issuer's certificate (RFC 5280 section 5.3.3). */
const otherIssuer: Extension = { oid: '2.5.29.29', critical: true, value: Uint8Array.of(0x30, 0) };

const namesake = () => createAuthority({ rootKeyLabel: 'namesake-root', keyLabel: 'namesake-ca' });
const sibling = () => issueIntermediate(authority.root, { keyLabel: 'sibling-ca', commonName: 'Sibling CA' });

const bent = (options: CrlOptions): Uint8Array => revocation({}, options);

const withSerial = (...octets: number[]): Uint8Array =>
  revocation({ serialOctets: Uint8Array.of(...octets, ...Buffer.from(provider.certificate.serial.toString(16), 'hex')) });

const setOctet = (bytes: Uint8Array, at: number, change: (octet: number) => number): Uint8Array =>
  bytes.map((octet, index) => (index === at ? change(octet) : octet));

const answerBy = async (responder: 'stranger' | 'no-purpose' | 'expired', options: OcspOptions = {}): Promise<Uint8Array> => {
  const delegates = {
    stranger: async () => issueDelegate((await namesake()).ca, { keyLabel: 'stranger' }),
    'no-purpose': () => issueDelegate(authority.ca, { keyLabel: 'no-purpose', purposes: ['1.3.6.1.5.5.7.3.4'] }),
    expired: () => issueDelegate(authority.ca, { keyLabel: 'expired', notAfter: SIGNED_AT }),
  };
  return answer({ responder: await delegates[responder](), ...options });
};

const LISTS: readonly RevocationAttack[] = [
  ignored('a list signed by another key of the same name', 'wrong-signature', async () =>
    issueCrl((await namesake()).ca, { entries: [revoke()] }),
  ),
  ignored('a clean list signed by another key of the same name', 'wrong-signature', async () => issueCrl((await namesake()).ca)),
  ignored('a list of a sibling authority', 'other-certificates', async () => issueCrl(await sibling(), { entries: [revoke()] })),
  ignored('a list of a sibling that takes the issuer’s name', 'wrong-signature', async () =>
    issueCrl(await sibling(), { entries: [revoke()], issuerName: authority.ca.certificate.template.subject }),
  ),
  ignored('a list of the provider about itself', 'other-certificates', () => issueCrl(provider)),
  ignored('a list signed with MD5', 'forbidden-algorithm', () => bent({ digest: 'md5' })),
  ignored('a list whose two algorithms disagree', 'forbidden-algorithm', () => bent({ innerDigest: 'sha512' })),
  ignored('a list with one bit changed', 'wrong-signature', () => {
    const octets = revocation();
    return setOctet(octets, octets.length - 1, (octet) => octet ^ 1);
  }),
  ignored('a critical extension that nobody knows', 'critical-extension', () => bent({ extensions: [strange] })),
  ignored('an entry with a critical extension that nobody knows', 'critical-extension', () =>
    list({ entries: [{ serial: 5n, revokedAt: BEFORE, extraExtensions: [strange] }] }),
  ),
  ignored('an entry about another issuer’s certificate', 'critical-extension', () => revocation({ extraExtensions: [otherIssuer] })),
  ignored('an indirect list', 'indirect-list', () => bent({ extensions: [issuingPoint({ indirect: true })] })),
  ignored('a delta list', 'delta-list', () => bent({ extensions: [deltaIndicator] })),
  ignored('a list of authorities only', 'other-scope', () => bent({ extensions: [issuingPoint({ authoritiesOnly: true })] })),
  ignored('a list of attribute certificates only', 'other-scope', () => bent({ extensions: [issuingPoint({ attributesOnly: true })] })),
  ignored('a list that ends before it begins', 'impossible-dates', () => bent({ nextUpdate: new Date('2026-09-30T00:00:00Z') })),
  ignored('a list without its next date', 'unreadable', () => bent({ nextUpdate: null })),
  ignored('a list cut short', 'unreadable', () => revocation().subarray(0, 300)),
  ignored('a list with something behind it', 'unreadable', () => Buffer.concat([revocation(), Uint8Array.of(0)])),
  ignored('a list of indefinite length', 'unreadable', () => setOctet(revocation(), 1, () => 0x80)),
  ignored('nothing but noise', 'unreadable', () => Uint8Array.from({ length: 5000 }, (_, index) => (index * 197) % 256)),
  ignored('an empty file', 'unreadable', () => new Uint8Array()),
  ignored('PEM whose body is no base64', 'unreadable', () => Buffer.from('-----BEGIN X509 CRL-----\n*\n-----END X509 CRL-----\n')),
  ignored('PEM of another kind', 'unreadable', () => Buffer.from(authority.ca.certificate.pem)),
  ignored('forty megabytes', 'too-large', () => new Uint8Array(41 * 1024 * 1024).fill(0x30)),
  failing('PEM among other words', () => Buffer.from(`ciao\n${authority.ca.certificate.pem}${toCrlPem(revocation())}fine`)),
  failing('a serial number with zeros in front', () => withSerial(0, 0)),
  failing('a serial number as it is', () => withSerial()),
  failing('revoked at the very second', () => revocation({ revokedAt: SIGNED_AT })),
  failing('a key lost before, told later', () => revocation({ revokedAt: AFTER, invalidityDate: BEFORE, reason: 1 })),
  failing('a suspension', () => revocation({ reason: 6 })),
  failing('two entries, the later one first', () => list({ entries: [revoke({ revokedAt: AFTER, reason: 4 }), revoke()] })),
  failing('a list of some reasons only', () => bent({ extensions: [issuingPoint({ someReasons: true })] })),
  failing('an old list: who was revoked stays so', () => bent({ thisUpdate: new Date('2026-09-02T00:00:00Z') })),
  row('a second before the message: the list is too old', 'verified', 'older-than-message', null, () =>
    list({ thisUpdate: new Date(SIGNED_AT.getTime() - 1000) }),
  ),
  row('a clean list of some reasons only', 'verified', 'no-usable-answer', null, () =>
    list({ extensions: [issuingPoint({ someReasons: true })] }),
  ),
  row('a clean list for another place', 'verified', 'no-usable-answer', null, () =>
    list({ extensions: [issuingPoint({ url: 'http://autorita.example/pezzo-2.crl' })] }),
  ),
  row('a removal on a whole list', 'verified', 'passed', null, () => revocation({ reason: 8 })),
  row('an entry about another number', 'verified', 'passed', null, () => revocation({ serial: provider.certificate.serial + 1n })),
  row('a number that only ends alike', 'verified', 'passed', null, () => withSerial(1)),
  row('a key lost afterwards', 'inconclusive', 'compromised-since', null, () => revocation({ revokedAt: AFTER, reason: 1 })),
  row('the authority lost its key afterwards', 'inconclusive', 'compromised-since', null, () =>
    revocation({ revokedAt: AFTER, reason: 2 }),
  ),
  row('revoked afterwards, nobody says why', 'inconclusive', 'unexplained-since', null, () => revocation({ revokedAt: AFTER })),
  row('suspended afterwards', 'inconclusive', 'unexplained-since', null, () => revocation({ revokedAt: AFTER, reason: 6 })),
  row('a reason that does not exist', 'inconclusive', 'unexplained-since', null, () => revocation({ revokedAt: AFTER, reason: 99 })),
];

const ANSWERS: readonly RevocationAttack[] = [
  ignored('OCSP by a stranger', 'not-entitled', () => answerBy('stranger')),
  ignored('OCSP by a namesake of the authority', 'wrong-signature', async () => answer({ responder: (await namesake()).ca })),
  ignored('OCSP by a delegate without the purpose', 'not-entitled', () => answerBy('no-purpose')),
  ignored('OCSP by a delegate that had expired', 'not-entitled', () => answerBy('expired')),
  ignored('OCSP by a delegate that was not yet valid', 'not-entitled', async () =>
    answer({ responder: await issueDelegate(authority.ca, { keyLabel: 'early' }), producedAt: new Date('2025-12-01T00:00:00Z') }),
  ),
  ignored('OCSP by the provider about itself', 'not-entitled', () => answer({ responder: provider })),
  ignored('OCSP about another number', 'other-certificates', () => answer({ serial: 5n })),
  ignored('OCSP about another authority’s name', 'other-certificates', () => answer({ nameOf: authority.root })),
  ignored('OCSP about another authority’s key', 'other-certificates', () => answer({ keyOf: authority.root })),
  ignored('OCSP with MD5 identifiers', 'other-certificates', () => answer({ identifierDigest: 'md5' })),
  ignored('OCSP signed with MD5', 'forbidden-algorithm', () => answer({ digest: 'md5' })),
  ignored('OCSP that answers nothing', 'no-answer', () => answer({ responseStatus: 3 })),
  ignored('OCSP with a critical extension that nobody knows', 'critical-extension', () => answer({ singleExtensions: [strange] })),
  ignored('OCSP response with a critical extension that nobody knows', 'critical-extension', () =>
    answer({ responseExtensions: [strange] }),
  ),
  ignored('OCSP that knows more than when it was made', 'impossible-dates', () =>
    answer({ producedAt: BEFORE, thisUpdate: AFTER, nextUpdate: null }),
  ),
  ignored('OCSP that ends before it begins', 'impossible-dates', () => answer({ nextUpdate: BEFORE })),
  ignored('OCSP with one bit changed', 'wrong-signature', () => {
    const octets = answer();
    return setOctet(octets, octets.length - 1, (octet) => octet ^ 1);
  }),
  row('OCSP made before the message', 'verified', 'older-than-message', null, () => answer({ producedAt: BEFORE })),
  row('OCSP that does not know', 'verified', 'responder-unknown', null, () => answer({ status: { type: 'unknown' } })),
  row('OCSP about the root’s own', 'verified', 'no-usable-answer', 'other-certificates', () =>
    issueOcspResponse(authority.root.certificate, authority.root),
  ),
  failing('OCSP: revoked', () => answer({ status: { type: 'revoked', revokedAt: BEFORE, reason: 4 } })),
  failing('OCSP: revoked, made before the message', () => answer({ producedAt: BEFORE, status: { type: 'revoked', revokedAt: BEFORE } })),
  row('OCSP: a key lost afterwards', 'inconclusive', 'compromised-since', null, () =>
    answer({ status: { type: 'revoked', revokedAt: AFTER, reason: 1 } }),
  ),
];

/** Several sources at once: the worst believed word stands. */
const TOGETHER: readonly RevocationAttack[] = [
  { ...failing('a clean list after one that revokes', list), build: async () => [rootList, revocation(), list()] },
  { ...failing('a good answer beside a list that revokes', list), build: async () => [rootList, answer(), revocation()] },
  { ...failing('a revocation behind noise', list), problem: 'unreadable', build: async () => [new Uint8Array(9), revocation(), rootList] },
  {
    name: 'an answer by a delegate that a list revokes',
    verdict: 'verified',
    code: 'no-usable-answer',
    problem: 'not-entitled',
    build: async () => {
      const delegate = await issueDelegate(authority.ca, { keyLabel: 'revoked-delegate' });
      const entries = [{ serial: delegate.certificate.serial, revokedAt: AFTER, reason: 1 }];
      const some = list({ entries, extensions: [issuingPoint({ someReasons: true })] });
      return [rootList, some, answer({ responder: delegate })];
    },
  },
  {
    name: 'five hundred lists, the last of which revokes',
    verdict: 'verified',
    code: 'limit-reached',
    problem: null,
    build: async () => [rootList, ...Array.from({ length: 500 }, () => list()), revocation()],
  },
  {
    name: 'five hundred lists in one PEM',
    verdict: 'verified',
    code: 'limit-reached',
    problem: null,
    build: async () => [Buffer.from(toCrlPem(list()).repeat(500))],
  },
  {
    name: 'an authority that was revoked',
    verdict: 'failed',
    code: 'authority-revoked',
    problem: null,
    build: async () => [issueCrl(authority.root, { entries: [{ serial: authority.ca.certificate.serial, revokedAt: BEFORE }] }), list()],
  },
  { name: 'nothing about the authority', verdict: 'verified', code: 'partly-known', problem: null, build: async () => [list()] },
];

export const REVOCATION_ATTACKS: readonly RevocationAttack[] = [...LISTS, ...ANSWERS, ...TOGETHER];
