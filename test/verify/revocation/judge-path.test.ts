// Revocation of any sound path, without a message: who may sign lists, large lists, broken entries, what is kept between calls.
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../lib/verify/cms/certificate';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { judgePathRevocation } from '../../../lib/verify/revocation/find-revocation';
import { signatureIdentifier, signBytes } from '../../pki/algorithms';
import { createAuthority } from '../../pki/authority';
import { signCertificate } from '../../pki/certificate';
import { keyUsage } from '../../pki/certificate-extensions';
import { bitString, concat, integer, sequence, time, tlv } from '../../pki/der';
import { encodeName } from '../../pki/distinguished-name';
import { issueCrl } from '../../pki/issue-crl';
import { issueDelegate } from '../../pki/issue-ocsp-response';
import { issueProvider } from '../../pki/issue-provider';
import { authority, provider } from '../bench';
import { AFTER, answer, BEFORE, list, revoke, SIGNED_AT } from './bench';

const PROBLEM = 'unusable';
const instant = SIGNED_AT.getTime();
const path: readonly Certificate[] = await Promise.all(
  [provider.certificate, authority.ca.certificate].map(({ der }) => parseCertificate(der)),
);

const judge = async (data: readonly Uint8Array[], certificates = path) => {
  const finding = await judgePathRevocation(certificates, data, instant);
  return finding.status === 'judged'
    ? { states: finding.certificates.map(({ state }) => state), [PROBLEM]: finding.unusable }
    : { states: [finding.status], [PROBLEM]: [] };
};

/** A list of the bench's authority whose entries are given as octets. */
const listOf = (entries: Uint8Array): Uint8Array => {
  const { certificate, key } = authority.ca;
  const algorithm = signatureIdentifier('rsa', 'sha256');
  const name = encodeName(certificate.template.subject);
  const tbs = sequence(integer(1), algorithm, name, time(AFTER), time(new Date('2027-01-01T00:00:00Z')), tlv(0x30, entries));
  return sequence(tbs, algorithm, bitString(signBytes('rsa', 'sha256', tbs, key.privateKey)));
};

const entry = (serial: bigint, ...more: readonly Uint8Array[]): Uint8Array => sequence(integer(serial), time(BEFORE), ...more);

describe('a bare path', () => {
  it('is not checked without lists, and judged with them', async () => {
    expect(await judge([])).toEqual({ states: ['not-checked'], unusable: [] });
    expect(await judge([list()])).toEqual({ states: ['good'], unusable: [] });
    expect(await judge([list({ entries: [revoke()] })])).toEqual({ states: ['revoked'], unusable: [] });
  });

  it('of the anchor alone has nothing to judge', async () => {
    expect(await judge([list()], path.slice(1))).toEqual({ states: [], unusable: [] });
  });

  it('names nobody revoked when the list is the anchor’s own', async () => {
    const entries = [{ serial: authority.ca.certificate.serial, revokedAt: BEFORE }];
    expect(await judge([issueCrl(authority.root, { entries })])).toEqual({
      states: ['no-usable-answer'],
      unusable: ['other-certificates'],
    });
  });
});

describe('who may sign', () => {
  it('a list: no authority whose certificate leaves that out', async () => {
    const { template } = authority.ca.certificate;
    const usage = keyUsage(['keyCertSign']);
    const extensions = template.extensions.map((extension) => (extension.oid === usage.oid ? usage : extension));
    const limited = await parseCertificate(signCertificate({ ...template, extensions }, authority.root.key).der);
    expect(await judge([list()], [...path.slice(0, 1), limited])).toEqual({ states: ['no-usable-answer'], unusable: ['not-entitled'] });
  });

  it('an answer: nobody with a short key', async () => {
    const responder = await issueDelegate(authority.ca, { keyLabel: 'short', keySpec: { type: 'rsa', bits: 1024 } });
    expect(await judge([answer({ responder })])).toEqual({ states: ['no-usable-answer'], unusable: ['forbidden-algorithm'] });
  });

  it('a list of an authority with an elliptic key', async () => {
    const keySpec = { type: 'ec', curve: 'P-256' } as const;
    const other = await createAuthority({ keySpec, keyLabel: 'ec-ca', rootKeyLabel: 'ec-root', rootKeySpec: keySpec });
    const signer = await issueProvider(other, { keyLabel: 'under-ec' });
    const pair = await Promise.all([signer.certificate, other.ca.certificate].map(({ der }) => parseCertificate(der)));
    expect(await judge([issueCrl(other.ca)], pair)).toEqual({ states: ['good'], unusable: [] });
    const entries = [{ serial: signer.certificate.serial, revokedAt: BEFORE }];
    expect(await judge([issueCrl(other.ca, { entries })], pair)).toEqual({ states: ['revoked'], unusable: [] });
  });
});

describe('entries', () => {
  it.each([
    ['that are no structures', tlv(0x04, Uint8Array.of(1, 2, 3))],
    ['without a date', sequence(integer(5))],
    ['whose number is no number', sequence(tlv(0x04, Uint8Array.of(5)), time(BEFORE))],
    ['with something behind the extensions', entry(5n, sequence(), sequence())],
    ['of indefinite length', Uint8Array.of(0x30, 0x80, 0, 0)],
    ['longer than the list', Uint8Array.of(0x30, 0x20, 2, 1, 5)],
    ['ours, with a date that does not exist', sequence(integer(provider.certificate.serial), tlv(0x17, Buffer.from('260230000000Z')))],
  ])('%s spoil the list', async (_, octets) => {
    expect(await judge([listOf(octets)])).toEqual({ states: ['no-usable-answer'], unusable: ['unreadable'] });
  });

  it('after ours are looked at too', async () => {
    const strange = sequence(sequence(tlv(0x06, Uint8Array.of(0x2a, 3)), tlv(0x01, Uint8Array.of(0xff)), tlv(0x04, Uint8Array.of(5, 0))));
    const octets = concat(entry(provider.certificate.serial), entry(5n, strange));
    expect(await judge([listOf(octets)])).toEqual({ states: ['no-usable-answer'], unusable: ['critical-extension'] });
  });

  it('half a million of them: the last one is found, in little time and memory', async () => {
    const one = Buffer.from(entry(0x40_0000_0000_0000_0000n));
    const many = Buffer.alloc(one.length * 500_000);
    for (let index = 0; index < 500_000; index++) {
      one.copy(many, index * one.length);
      many.writeUInt32BE(index, index * one.length + 6);
    }
    const large = listOf(concat(many, entry(provider.certificate.serial)));
    expect(large.length).toBeGreaterThan(14_000_000);
    const [started, before] = [performance.now(), process.memoryUsage().arrayBuffers];
    expect(await judge([large])).toEqual({ states: ['revoked'], unusable: [] });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    const again = performance.now();
    expect(await judge([large])).toEqual({ states: ['revoked'], unusable: [] });
    expect(performance.now() - again).toBeLessThan(2000);
  });
});
