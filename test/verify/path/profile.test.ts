// What authorities must not write, refused by the command alone; and what is no certificate at all.
import { describe, expect, it } from 'vitest';
import { isEqualName } from '../../../lib/verify/cms/name';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { MalformedInput } from '../../../lib/verify/errors';
import { basicConstraints, type Extension, keyUsage, subjectAltName } from '../../pki/certificate-extensions';
import { bitString, explicit, implicit, integer, octetString, oid, sequence, time, tlv, truth, utf8String } from '../../pki/der';
import { OID } from '../../pki/oids';
import { constraints, type IssueOptions, issueAuthority, issueLeaf, pathOf, toFacts } from './chain';

const root = await issueAuthority('Root', null);
const middle = await issueAuthority('Middle', root);
const FOUND = 'Leaf < Middle < Root';
const IRREGULAR = 'irregular-certificate';

const critical = (extension: Extension): Extension => ({ ...extension, critical: true });
const own = (kind: string): Extension => {
  const found = middle.certificate.template.extensions.find((extension) => extension.oid === kind);
  if (!found) throw new Error(kind);
  return found;
};
const mail = (address: string): Extension => subjectAltName([address]);
const dns = (name: string): Extension => ({ ...mail(''), value: sequence(implicit(2, Buffer.from(name))) });
const withSerial = (serial: bigint): IssueOptions => ({ edit: (template) => ({ ...template, serial }) });

describe('a strict path refuses, and one for messages does not mind', () => {
  it.each<[string, IssueOptions]>([
    ['a serial number of zero', withSerial(0n)],
    ['a serial number of 21 octets', withSerial(1n << 160n)],
    ['no authority key identifier', { without: [OID.authorityKeyIdentifier] }],
    ['a critical key identifier', { extensions: [critical(own(OID.subjectKeyIdentifier))] }],
    ['the right to sign certificates without being an authority', { extensions: [keyUsage(['digitalSignature', 'keyCertSign'])] }],
    ['name constraints on a leaf', { extensions: [constraints([implicit(1, Buffer.from('host.example'))])] }],
    ['an empty subject and names that are not critical', { edit: (template) => ({ ...template, subject: [] }) }],
    ['an address with two at signs', { extensions: [mail('a@b@host.example')] }],
    ['a DNS name with an underscore', { extensions: [dns('a_b.example')] }],
    ['an IP address for a DNS name', { extensions: [dns('10.0.0.1')] }],
  ])('a leaf with %s', async (_, options) => {
    const leaf = await issueLeaf(middle, options);
    const setting = { anchors: [root], between: [middle] };
    expect(await pathOf(leaf, setting)).toBe(IRREGULAR);
    expect(await pathOf(leaf, { ...setting, isStrict: false })).toMatch(/ < Middle < Root$|^Middle < Root$/);
  });

  it('an authority without a key identifier, or without a name', async () => {
    const nameless = await issueAuthority('Middle', root, { without: [OID.subjectKeyIdentifier] });
    const setting = { anchors: [root], between: [nameless] };
    expect(await pathOf(await issueLeaf(nameless), setting)).toBe(IRREGULAR);
    expect(await pathOf(await issueLeaf(nameless), { ...setting, isStrict: false })).toBe(FOUND);
    const empty = await issueAuthority('Middle', root, { edit: (template) => ({ ...template, subject: [] }) });
    expect(await pathOf(await issueLeaf(empty), { anchors: [root], between: [empty] })).toBe('issuer-missing');
  });

  it('basic constraints that are not critical, on the anchor', async () => {
    const plain = { extensions: [{ ...basicConstraints(), critical: false }] };
    const loose = await issueAuthority('Root', null, plain);
    expect(await pathOf(await issueLeaf(loose), { anchors: [loose] })).toBe(IRREGULAR);
    const between = await issueAuthority('Middle', root, plain);
    expect(await pathOf(await issueLeaf(between), { anchors: [root], between: [between] })).toBe(FOUND);
  });
});

/** A certificate put together by hand from the parts of a good one. */
const parts = async () => {
  const { certificate } = await issueLeaf(middle);
  const { template } = certificate;
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const name = (text: string): Uint8Array => sequence(tlv(0x31, sequence(oid(OID.commonName), utf8String(text))));
  const validity = sequence(time(template.notBefore), time(template.notAfter));
  const extensions = explicit(3, sequence(sequence(oid(OID.basicConstraints), truth, octetString(sequence()))));
  const fields = {
    version: explicit(0, integer(2)),
    serial: integer(1),
    algorithm,
    issuer: name('Middle'),
    validity,
    subject: name('Leaf'),
  };
  return { ...fields, spki: template.spki, extensions };
};

type Parts = Awaited<ReturnType<typeof parts>>;

const assemble = async (edit: (good: Parts) => Partial<Record<keyof Parts, Uint8Array>>): Promise<Uint8Array> => {
  const good = await parts();
  const all = { ...good, ...edit(good) };
  const signature = bitString(sequence(integer(1), integer(1)));
  return sequence(sequence(...Object.values(all)), good.algorithm, signature);
};

const nothing = new Uint8Array();

describe('a certificate', () => {
  it('is read when it is one', async () => {
    expect((await parseCertificate(await assemble(() => ({})))).version).toBe(3);
    expect((await parseCertificate(await assemble(() => ({ version: nothing, extensions: nothing })))).version).toBe(1);
  });

  it.each<[string, (good: Parts) => Partial<Record<keyof Parts, Uint8Array>>]>([
    ['extensions in version 1', () => ({ version: nothing })],
    ['extensions in version 2', () => ({ version: explicit(0, integer(1)) })],
    ['version 4', () => ({ version: explicit(0, integer(3)) })],
    ['a serial number that is not minimal', () => ({ serial: tlv(2, Uint8Array.of(0, 1)) })],
    ['an empty serial number', () => ({ serial: tlv(2) })],
    ['an empty list of extensions', () => ({ extensions: explicit(3, sequence()) })],
    [
      'a truth that is neither',
      () => ({ extensions: explicit(3, sequence(sequence(oid(OID.basicConstraints), tlv(1, Uint8Array.of(1)), octetString(sequence())))) }),
    ],
    ['a date that does not exist', () => ({ validity: sequence(tlv(0x17, Buffer.from('200230000000Z')), time(new Date('2040-01-01'))) })],
    [
      'a date of another time zone',
      () => ({ validity: sequence(tlv(0x17, Buffer.from('200101000000+0100')), time(new Date('2040-01-01'))) }),
    ],
    ['a name that is no sequence', () => ({ subject: utf8String('Leaf') })],
    ['an empty part of a name', () => ({ subject: sequence(tlv(0x31)) })],
    ['text that is no UTF-8', () => ({ subject: sequence(tlv(0x31, sequence(oid(OID.commonName), tlv(12, Uint8Array.of(0xff))))) })],
    ['a key with unused bits', ({ spki }) => ({ spki: sequence(spki.subarray(2, 23), bitString(spki.subarray(26), 1)) })],
    ['a field too many', ({ spki }) => ({ spki: Buffer.concat([spki, integer(1)]) })],
    ['an unreadable extension', () => ({ extensions: explicit(3, sequence(sequence(oid(OID.subjectAltName), octetString(sequence())))) })],
  ])('with %s is malformed', async (_, edit) => {
    await expect(parseCertificate(await assemble(edit))).rejects.toThrow(MalformedInput);
  });

  it('is malformed in any other encoding than DER', async () => {
    const { der } = (await issueLeaf(middle)).certificate;
    await expect(parseCertificate(Buffer.concat([der, Uint8Array.of(0)]))).rejects.toThrow(MalformedInput);
    await expect(parseCertificate(der.subarray(0, -1))).rejects.toThrow(MalformedInput);
    const open = Buffer.concat([Uint8Array.of(0x30, 0x80), der.subarray(4), Uint8Array.of(0, 0)]);
    await expect(parseCertificate(open)).rejects.toThrow(MalformedInput);
    const long = Buffer.concat([Uint8Array.of(0x30, 0x83, 0), der.subarray(2)]);
    await expect(parseCertificate(long)).rejects.toThrow(MalformedInput);
  });
});

describe('names (RFC 5280 section 7.1)', () => {
  const named = async (subject: Uint8Array) => (await parseCertificate(await assemble(() => ({ subject })))).subject;
  const single = (value: Uint8Array, type: string = OID.commonName): Uint8Array => sequence(oid(type), value);
  const alone = (value: Uint8Array, type?: string): Uint8Array => sequence(tlv(0x31, single(value, type)));
  const wide = tlv(0x1e, Buffer.from('\0P\0r\0o\0v\0a'));

  it.each([
    ['case and spaces', alone(utf8String('La  PROVA ')), alone(utf8String('la prova')), true],
    ['string types', alone(utf8String('Prova')), alone(tlv(0x13, Buffer.from('prova'))), true],
    ['two octets a character', alone(wide), alone(utf8String('prova')), true],
    ['another text', alone(utf8String('Prova')), alone(utf8String('Prove')), false],
    ['another attribute', alone(utf8String('Prova')), alone(utf8String('Prova'), OID.organizationName), false],
    ['values that are no text', alone(bitString(Uint8Array.of(1))), alone(bitString(Uint8Array.of(2))), false],
    ['text that looks like such a value', alone(bitString(Uint8Array.of(1))), alone(utf8String('#03020001')), false],
    [
      'the same attributes in one part or in two',
      sequence(tlv(0x31, single(utf8String('a')), single(utf8String('b')))),
      sequence(tlv(0x31, single(utf8String('a'))), tlv(0x31, single(utf8String('b')))),
      false,
    ],
    [
      'one part in another order',
      sequence(tlv(0x31, single(utf8String('a')), single(utf8String('b')))),
      sequence(tlv(0x31, single(utf8String('b')), single(utf8String('a')))),
      true,
    ],
    ['two empty ones', sequence(), sequence(), false],
  ])('%s', async (_, left, right, isEqual) => {
    expect(isEqualName(await named(left), await named(right))).toBe(isEqual);
  });
});

it('an extension says where lists and answers are', async () => {
  const point = (url: string): Uint8Array => sequence(explicit(0, explicit(0, implicit(6, Buffer.from(url)))));
  const leaf = await issueLeaf(middle, {
    extensions: [
      { oid: '2.5.29.31', critical: false, value: sequence(point('http://a.example/crl'), point('ldap://b.example')) },
      {
        oid: '1.3.6.1.5.5.7.1.1',
        critical: false,
        value: sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), implicit(6, Buffer.from('http://ocsp.example')))),
      },
    ],
  });
  const { crlUrls, ocspUrls, authorityKeyIdentifier } = await toFacts(leaf);
  expect(crlUrls).toEqual(['http://a.example/crl', 'ldap://b.example']);
  expect(ocspUrls).toEqual(['http://ocsp.example']);
  expect(authorityKeyIdentifier).toBe((await toFacts(middle)).subjectKeyIdentifier);
});

describe('extensions that are not what they are defined as', () => {
  const qualifier = (...more: Uint8Array[]): Uint8Array => sequence(oid('1.3.6.1.5.5.7.2.1'), tlv(0x16, Buffer.from('x')), ...more);
  const policyWith = (...qualifiers: Uint8Array[]): Uint8Array => sequence(sequence(oid('1.2.3.1'), sequence(...qualifiers)));
  it.each<[string, string, Uint8Array, boolean]>([
    ['a usage', '2.5.29.15', Uint8Array.of(3, 2, 7, 0x80), true],
    ['no usage at all', '2.5.29.15', Uint8Array.of(3, 2, 7, 0), false],
    ['usages beside those that are counted', '2.5.29.15', Uint8Array.of(3, 2, 7, 0x81), false],
    ['a qualifier', '2.5.29.32', policyWith(qualifier()), true],
    ['an empty list of qualifiers', '2.5.29.32', policyWith(), false],
    ['a qualifier with more in it', '2.5.29.32', policyWith(qualifier(Uint8Array.of(5, 0))), false],
  ])('%s', async (_, type, value, isSound) => {
    const root = await issueAuthority('Root', null);
    const leafWith = () => issueLeaf(root, { extensions: [{ oid: type, critical: false, value }] });
    const outcome = await leafWith().then((leaf) => pathOf(leaf, { anchors: [root] }).catch(() => 'malformed'));
    expect(outcome).toBe(isSound ? 'Leaf < Root' : 'malformed');
  });
});
