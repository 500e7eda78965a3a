// Every hook bends the stage it names, and openssl sees the difference where it can.
import { beforeAll, expect, test } from 'vitest';
import { digestOf } from './algorithms';
import { type Authority, createAuthority } from './authority';
import { createSignerInfo, type SignedData } from './cms';
import { octetString, oid } from './der';
import { issueProvider, type Provider } from './issue-provider';
import { toBytes, toOctets } from './mime-text';
import { OID } from './oids';
import { verifyWithOpenssl } from './openssl';
import { signPec, type Tamper } from './sign-pec';

const CLOCK = new Date('2026-09-19T13:41:19Z');

let authority: Authority;
let provider: Provider;

beforeAll(async () => {
  authority = await createAuthority();
  provider = await issueProvider(authority);
});

const sign = (tamper: Tamper) => signPec({ provider, kind: 'accettazione', clock: CLOCK, tamper });
const verify = (message: Uint8Array) => verifyWithOpenssl(message, authority.root.certificate.pem, CLOCK);
const changed = (from: string, to: string) => (bytes: Uint8Array) => toBytes(toOctets(bytes).replace(from, to));

const withSigners = (edit: (data: SignedData) => SignedData['signerInfos']): Tamper => ({
  signedData: (data) => ({ ...data, signerInfos: edit(data) }),
});

const digestAttribute = (bytes: Uint8Array) => ({ oid: OID.messageDigest, values: [octetString(bytes)] });

/** `valid` is what openssl says; it lets a wrong content type and a content of its own pass, where a stricter reader must not. */
const CASES: { name: string; tamper: Tamper; valid: boolean; output?: string }[] = [
  { name: 'before signing: other words', tamper: { signedEntity: changed('preso', 'perso') }, valid: true },
  { name: 'before signing: other data', tamper: { daticertXml: (xml) => xml.replace('accettazione', 'non-accettazione') }, valid: true },
  { name: 'before signing: no data', tamper: { daticertXml: () => null }, valid: true },
  { name: 'before signing: parts in another order', tamper: { parts: (parts) => parts.toReversed() }, valid: true },
  { name: 'outer headers, which nobody signs', tamper: { headers: (headers) => [...headers, ['X-Ricevuta', 'consegna']] }, valid: true },
  { name: 'after signing: other words', tamper: { message: changed('preso', 'perso') }, valid: false },
  { name: 'after signing: a space removed', tamper: { message: changed('inline\r\n', 'inline \r\n') }, valid: false },
  { name: 'no signed attributes', tamper: { signedAttributes: () => null }, valid: true },
  {
    name: 'content type attribute of another kind',
    tamper: {
      signedAttributes: (all) => all.map((one) => (one.oid === OID.contentType ? { ...one, values: [oid(OID.signedData)] } : one)),
    },
    valid: true,
  },
  {
    name: 'digest of something else, signed',
    tamper: {
      signedAttributes: (all) =>
        all.map((one) => (one.oid === OID.messageDigest ? digestAttribute(digestOf('sha1', toBytes('altro'))) : one)),
    },
    valid: false,
  },
  {
    name: 'digest attribute missing',
    tamper: { signedAttributes: (all) => all.filter((one) => one.oid !== OID.messageDigest) },
    valid: false,
  },
  { name: 'no signer', tamper: withSigners(() => []), valid: false },
  {
    name: 'second signer who signed something else',
    tamper: withSigners(({ signerInfos }) => [...signerInfos, otherSigner()]),
    valid: false,
  },
  {
    name: 'own certificate missing',
    tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.slice(1) }) },
    valid: false,
  },
  {
    name: 'intermediate missing',
    tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.slice(0, 1) }) },
    valid: false,
  },
  {
    name: 'certificate twice',
    tamper: {
      signedData: (data) => ({ ...data, certificates: [...data.certificates, ...data.certificates] }),
    },
    valid: true,
  },
  { name: 'content of its own that differs', tamper: { signedData: (data) => ({ ...data, content: toBytes('altro') }) }, valid: true },
  { name: 'CMS cut short', tamper: { cms: (bytes) => bytes.subarray(0, 200) }, valid: false },
  {
    name: 'certificate of another time',
    tamper: {
      certificate: (template) => ({ ...template, notAfter: new Date('2026-01-01T00:00:00Z') }),
    },
    valid: false,
    output: 'certificate has expired',
  },
];

const otherSigner = () =>
  createSignerInfo(toBytes('altro'), {
    certificate: provider.certificate,
    key: provider.key,
    digest: 'sha1',
    scheme: 'rsa',
    signingTime: CLOCK,
    algorithmProtection: false,
    plainRsa: true,
  });

test.each(CASES)('$name', async ({ tamper, valid, output = '' }) => {
  const untouched = await sign({});
  const bent = await sign(tamper);
  expect(bent).not.toEqual(untouched);
  const verdict = await verify(bent);
  expect(verdict.valid).toBe(valid);
  expect(verdict.output).toContain(output);
});

test('MD5 can be signed with, for readers that must refuse it', async () => {
  const message = toOctets(await signPec({ provider, kind: 'accettazione', clock: CLOCK, digest: 'md5' }));
  expect(message).toContain('micalg="md5"');
});

test('the original can be changed before it is wrapped', async () => {
  const tamper: Tamper = { postacert: () => toBytes('Subject: altro\r\n\r\naltro\r\n') };
  const message = await signPec({ provider, kind: 'posta-certificata', clock: CLOCK, tamper });
  expect(toOctets(message)).toContain('7bit\r\n\r\nSubject: altro\r\n');
  expect((await verify(message)).valid).toBe(true);
});
