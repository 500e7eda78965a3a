// Attacks by time-stamp tokens on a genuine message, each with the code that must say why it proves nothing.
import { type Certificate, signCertificate } from '../pki/certificate';
import type { Attribute, SignedData, SignerInfo } from '../pki/cms';
import {
  algorithm,
  createTimestamp,
  genTime,
  imprintOf,
  signingCertificateAttribute,
  type TimestampOptions,
} from '../pki/create-timestamp';
import { explicit, implicit, integer, nothing, octetString, oid, sequence, tlv, truth } from '../pki/der';
import { encodeName } from '../pki/distinguished-name';
import { issueTsa, type TsaOptions } from '../pki/issue-tsa';
import { toBytes, toOctets } from '../pki/mime-text';
import { OID } from '../pki/oids';
import { authority, provider } from '../verify/bench';
import { message, stamp, stampBy, tsa } from '../verify/timestamps/bench';

export type TimestampAttack = { name: string; code: string; build(): Promise<Uint8Array> };

const bend = (name: string, code: string, options: Partial<TimestampOptions>): TimestampAttack => ({
  name,
  code,
  build: async () => stamp(options),
});

const by = (name: string, code: string, profile: TsaOptions): TimestampAttack => ({
  name: `certificate: ${name}`,
  code,
  build: () => stampBy({ keyLabel: 'bent-tsa', ...profile }),
});

/** Signed as bent: what the authority itself would have had to write. */
const info = (name: string, code: string, edit: (members: Uint8Array[]) => Uint8Array[]): TimestampAttack =>
  bend(`TSTInfo: ${name}`, code, { tamper: { info: edit } });

const put = (index: number, value: Uint8Array) => (members: Uint8Array[]) =>
  members.map((member, position) => (position === index ? value : member));

const time = (name: string, written: string, code = 'unreadable'): TimestampAttack => info(`time ${name}`, code, put(4, genTime(written)));

const attributes = (name: string, code: string, edit: (attributes: readonly Attribute[]) => readonly Attribute[] | null) =>
  bend(`attributes: ${name}`, code, { tamper: { signedAttributes: edit } });

const data = (name: string, code: string, edit: (data: SignedData) => SignedData): TimestampAttack =>
  bend(`CMS: ${name}`, code, { tamper: { signedData: edit } });

const signer = (edit: (info: SignerInfo) => Partial<SignerInfo>) => (bent: SignedData) => ({
  ...bent,
  signerInfos: bent.signerInfos.map((each) => ({ ...each, ...edit(each) })),
});

const without = (type: string) => (all: readonly Attribute[]) => all.filter((each) => each.oid !== type);
const instead = (type: string, value: Uint8Array) => (all: readonly Attribute[]) =>
  all.map((each) => (each.oid === type ? { ...each, values: [value] } : each));

const other: Certificate = (await issueTsa({ commonName: 'Ceralacca Test TSU 9' })).certificate;
const twin: Certificate = signCertificate({ ...tsa.certificate.template, serial: 99n }, tsa.root.key);
const forged = Buffer.from('what was not stamped');
const withLf = toBytes(toOctets(message).replaceAll('\r\n', '\n'));
const WRONG_LENGTH = 'wrong-imprint-length';
const NOT_NAMED = 'signing-certificate-mismatch';

const INFO: readonly TimestampAttack[] = [
  bend('of another file', 'wrong-imprint', { of: forged }),
  bend('of the message with other line ends', 'wrong-imprint', { of: withLf }),
  bend('of the message with one more octet', 'wrong-imprint', { of: Buffer.concat([message, Buffer.from('\n')]) }),
  bend('imprint by MD5', 'forbidden-digest', { digest: 'md5' }),
  bend('imprint by SHA-1 of today', 'forbidden-digest', { digest: 'sha1' }),
  bend('signed with SHA-1 of today', 'forbidden-digest', { signatureDigest: 'sha1' }),
  bend('SHA-1 at the first instant of 2017', 'forbidden-digest', { digest: 'sha1', genTime: '20170101000000Z' }),
  bend('from before the signature', 'earlier-than-signature', { genTime: '20260919133600Z' }),
  bend('from the years in which SHA-1 held', 'earlier-than-signature', { digest: 'sha1', genTime: '20161231235959Z' }),
  bend('of a time to come', 'in-future', { genTime: '20350101000000Z' }),
  info('unknown digest', 'unknown-algorithm', put(2, sequence(algorithm('2.16.840.1.101.3.4.2.8'), octetString(new Uint8Array(32))))),
  info('imprint cut', WRONG_LENGTH, put(2, sequence(algorithm('2.16.840.1.101.3.4.2.1'), octetString(new Uint8Array(31))))),
  info('imprint empty', WRONG_LENGTH, put(2, sequence(algorithm('2.16.840.1.101.3.4.2.1'), octetString(new Uint8Array())))),
  info(
    'a short imprint under a long name',
    WRONG_LENGTH,
    put(2, sequence(algorithm('2.16.840.1.101.3.4.2.3'), octetString(new Uint8Array(32)))),
  ),
  info('two imprints', 'unreadable', put(2, sequence(...Array(2).fill(imprintOf('sha256', message))))),
  info('version 2', 'unreadable', put(0, integer(2))),
  info('no serial', 'unreadable', (members) => members.filter((_, index) => index !== 3)),
  info('one member too many', 'unreadable', (members) => [...members, nothing]),
  info('accuracy of a thousand milliseconds', 'unreadable', put(5, sequence(implicit(0, Uint8Array.of(3, 0xe8))))),
  info('negative accuracy', 'unreadable', put(5, sequence(tlv(2, Uint8Array.of(0xff))))),
  info('unknown critical extension', 'critical-extension', (members) => [
    ...members,
    explicit(1, sequence(oid('1.2.3.4'), truth, octetString(nothing))),
  ]),
  info('another name', 'name-mismatch', put(7, explicit(0, explicit(4, encodeName(other.template.subject))))),
  info('a web address as name', 'name-mismatch', put(7, explicit(0, implicit(6, Buffer.from('http://tsa.example'))))),
  time('without zone', '20261001120000'),
  time('with an offset', '20261001120000+0200'),
  time('with a comma', '20261001120000,5Z'),
  time('with a final zero', '20261001120000.50Z'),
  time('with a bare point', '20261001120000.Z'),
  time('without seconds', '202610011200Z'),
  time('of a day that does not exist', '20270230120000Z'),
  time('of a leap second', '20261231235960Z'),
];

const CMS: readonly TimestampAttack[] = [
  bend('the imprint changed after signing', 'digest-mismatch', {
    of: forged,
    tamper: {
      eContent: () =>
        sequence(integer(1), oid(OID.bestPracticeTimestampPolicy), imprintOf('sha256', message), integer(1), genTime('20261001120000Z')),
    },
  }),
  bend('the time changed after signing', 'digest-mismatch', {
    tamper: { eContent: (bytes) => toBytes(toOctets(bytes).replace('20261001120000Z', '20261002120000Z')) },
  }),
  data(
    'an attribute added after signing',
    'signature-mismatch',
    signer(({ signedAttributes }) => ({ signedAttributes: [...(signedAttributes ?? []), { oid: '1.2.3', values: [nothing] }] })),
  ),
  data(
    'signature of nothing',
    'signature-mismatch',
    signer(() => ({ signature: new Uint8Array(256) })),
  ),
  data('no signer', 'not-one-signer', (bent) => ({ ...bent, signerInfos: [] })),
  data('two signers', 'not-one-signer', (bent) => ({ ...bent, signerInfos: [...bent.signerInfos, ...bent.signerInfos] })),
  data('no certificate', 'certificate-missing', (bent) => ({ ...bent, certificates: [] })),
  data('content type of plain data', 'wrong-content-type', (bent) => ({ ...bent, contentType: OID.data })),
  data('content left out', 'unreadable', (bent) => ({ ...bent, content: null })),
  data('digest not listed', 'algorithm-mismatch', (bent) => ({ ...bent, digestAlgorithms: [] })),
  data(
    'signature algorithm of another digest',
    'algorithm-mismatch',
    signer(() => ({ signatureAlgorithm: algorithm('1.2.840.113549.1.1.13') })),
  ),
  data(
    'MD5 as digest',
    'forbidden-digest',
    signer(() => ({ digestAlgorithm: algorithm('1.2.840.113549.2.5') })),
  ),
  attributes('none', 'attribute-missing', () => null),
  attributes('no digest', 'attribute-missing', without(OID.messageDigest)),
  attributes('no content type', 'attribute-missing', without(OID.contentType)),
  attributes('content type of plain data', 'wrong-content-type', instead(OID.contentType, oid(OID.data))),
  attributes('digest twice', 'unreadable', (all) => [...all, ...all.filter((each) => each.oid === OID.messageDigest)]),
  bend('no certificate named', 'signing-certificate-missing', { signingCertificate: null }),
  bend('another certificate named', NOT_NAMED, { named: other }),
  bend('another certificate of the same key named', NOT_NAMED, { named: twin }),
  bend('another certificate named by SHA-1', NOT_NAMED, { signingCertificate: 1, named: other }),
  attributes('one version right, the other wrong', NOT_NAMED, (all) => [...all, signingCertificateAttribute(1, other)]),
  attributes('the right digest, another serial', NOT_NAMED, (all) => [
    ...without(OID.signingCertificateV2)(all),
    signingCertificateAttribute(2, { ...tsa.certificate, serial: 99n }),
  ]),
  attributes('the right digest, another issuer', NOT_NAMED, (all) => [
    ...without(OID.signingCertificateV2)(all),
    signingCertificateAttribute(2, { ...tsa.certificate, issuerDer: authority.root.certificate.issuerDer }),
  ]),
  attributes('algorithms that another signature had', 'algorithm-mismatch', (all) => [
    ...all,
    { oid: OID.algorithmProtection, values: [sequence(algorithm('2.16.840.1.101.3.4.2.3'), explicit(1, oid('1.2.840.113549.1.1.13')))] },
  ]),
  attributes('a name that is none', NOT_NAMED, instead(OID.signingCertificateV2, sequence(sequence()))),
  data('another certificate of the same key enclosed', NOT_NAMED, (bent) => ({
    ...signer(({ issuerDer }) => ({ issuerDer, serial: 99n }))(bent),
    certificates: [twin.der],
  })),
];

const CERTIFICATES: readonly TimestampAttack[] = [
  by('usage not critical', 'wrong-extended-usage', { isUsageCritical: false }),
  by('another usage beside', 'wrong-extended-usage', { extendedKeyUsage: [OID.timeStamping, OID.emailProtection] }),
  by('the same usage twice', 'wrong-extended-usage', { extendedKeyUsage: [OID.timeStamping, OID.timeStamping] }),
  by('mail only', 'wrong-extended-usage', { extendedKeyUsage: [OID.emailProtection] }),
  by('any usage', 'wrong-extended-usage', { extendedKeyUsage: ['2.5.29.37.0'] }),
  by('no usage', 'wrong-extended-usage', { extendedKeyUsage: null }),
  by('a key that signs certificates', 'wrong-key-usage', { keyUsage: ['digitalSignature', 'keyCertSign'] }),
  by('a key that enciphers', 'wrong-key-usage', { keyUsage: ['keyEncipherment'] }),
  by('an authority', 'is-authority', { isAuthority: true }),
  by('a short key', 'weak-key', { keySpec: { type: 'rsa', bits: 1024 } }),
  by('expired at that time', 'outside-validity', { notAfter: new Date('2026-10-01T11:59:59Z') }),
  by('not yet valid at that time', 'outside-validity', { notBefore: new Date('2026-10-01T12:00:01Z') }),
  by('unknown critical extension', 'unsound-path', { extraExtensions: [{ oid: '1.2.3.4', critical: true, value: nothing }] }),
  by('same names, another root key', 'impostor', { rootKeyLabel: 'other-tsa-root' }),
  {
    name: 'certificate: an issuer that is none',
    code: 'unsound-path',
    build: () =>
      stampBy(
        { issuer: { certificate: tsa.certificate, key: tsa.key }, keyLabel: 'below-tsa' },
        { tamper: { signedData: (bent) => ({ ...bent, certificates: [...bent.certificates, tsa.certificate.der] }) } },
      ),
  },
  by('an authority that nobody knows', 'unknown-authority', { rootKeyLabel: 'unknown-tsa-root', rootCommonName: 'Ignota' }),
  {
    name: 'certificate: of a PEC provider',
    code: 'wrong-extended-usage',
    build: async () => createTimestamp({ tsa: { root: authority.ca, certificate: provider.certificate, key: provider.key }, of: message }),
  },
];

export const TOKEN_ATTACKS: readonly TimestampAttack[] = [...INFO, ...CMS, ...CERTIFICATES];
