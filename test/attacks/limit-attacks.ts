// Attacks by size: parts, depth, headers and BER that would keep a reader busy, or let it give up without a word.
import { concat, octetString, oid, sequence, tlv } from '../pki/der';
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import { OID } from '../pki/oids';
import { sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const CLAIM = `From: posta-certificata@pec.provider.example${CRLF}X-Ricevuta: accettazione${CRLF}`;
const LIMIT = 'message-structure.limit-reached';
const UNREADABLE = 'signature-integrity.unreadable';
const B = 'limite';

const mail = (name: string, verdict: Attack['verdict'], code: Attack['code'], text: () => string | Promise<string>): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: toBytes(await text()) }),
});

const multipart = (subtype: string, body: string): string =>
  `${CLAIM}Content-Type: multipart/${subtype}; boundary=${B}${CRLF}${CRLF}${body}--${B}--${CRLF}`;

const cms = (name: string, bytes: () => Uint8Array, code: Attack['code'] = UNREADABLE, verdict: Attack['verdict'] = 'failed'): Attack =>
  bend(`BER: ${name}`, verdict, code, { tamper: { cms: bytes } });

const deep = (depth: number): Uint8Array => {
  let value: Uint8Array = Uint8Array.of(5, 0);
  for (let level = 0; level < depth; level++) value = sequence(value);
  return value;
};

const wrap = (...members: readonly Uint8Array[]): Uint8Array => sequence(oid(OID.signedData), tlv(0xa0, sequence(...members)));

export const LIMIT_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['I3.parts', 'E1.T1'],
    mail('ten thousand parts', 'inconclusive', LIMIT, () => multipart('mixed', `--${B}${CRLF}${CRLF}x${CRLF}`.repeat(10_000))),
    mail('ten thousand parts that are signed', 'inconclusive', LIMIT, () =>
      multipart('signed', `--${B}${CRLF}${CRLF}x${CRLF}`.repeat(10_000)),
    ),
    mail('a million delimiters', 'inconclusive', LIMIT, () => multipart('mixed', `--${B}\n`.repeat(1_000_000))),
    ...stricter(
      'openssl has no such limit',
      bend('ten thousand parts inside what was signed', 'inconclusive', LIMIT, {
        boundaries: { mixed: 'misto' },
        tamper: { parts: (parts) => [...parts, ...Array.from({ length: 10_000 }, () => `${CRLF}x`)] },
      }),
    ),
  ),
  ...ofClass(
    ['I3.nesting', 'E1.T1'],
    ...[21, 400].map((depth) =>
      mail(
        `multiparts ${depth} deep`,
        'inconclusive',
        LIMIT,
        () =>
          CLAIM +
          Array.from(
            { length: depth },
            (_, level) => `Content-Type: multipart/mixed; boundary=n${level}${CRLF}${CRLF}--n${level}${CRLF}`,
          ).join(''),
      ),
    ),
    mail(
      'mails in mails, two hundred deep',
      'failed',
      'message-structure.unsigned-claim',
      () => CLAIM + `Content-Type: message/rfc822${CRLF}${CRLF}`.repeat(200),
    ),
  ),
  ...ofClass(
    ['I3.headers', 'E1.T1'],
    mail('a header of two megabytes', 'inconclusive', LIMIT, () => `X-A: ${'y'.repeat(2_000_000)}${CRLF}${CLAIM}${CRLF}x`),
    mail('a header folded into two megabytes', 'inconclusive', LIMIT, () => `${CLAIM}X-A: y${`${CRLF} y`.repeat(500_000)}${CRLF}${CRLF}x`),
    mail('a hundred thousand headers', 'inconclusive', LIMIT, () => `${`A:b${CRLF}`.repeat(100_000)}${CLAIM}${CRLF}x`),
    mail('megabytes of headers in a part', 'inconclusive', LIMIT, () =>
      multipart('signed', `--${B}${CRLF}X-A: ${'y'.repeat(2_000_000)}${CRLF}${CRLF}x${CRLF}`),
    ),
    mail(
      'a megabyte of a parameter',
      'inconclusive',
      LIMIT,
      () => `${CLAIM}Content-Type: multipart/signed; boundary="${'b'.repeat(1_000_000)}"${CRLF}${CRLF}x`,
    ),
    mail(
      'a hundred thousand parameters',
      'inconclusive',
      LIMIT,
      () => `${CLAIM}Content-Type: multipart/signed${';a=b'.repeat(100_000)}${CRLF}${CRLF}x`,
    ),
  ),
  ...ofClass(
    ['I3.ber-bomb', 'E2.crash', 'E1.T1'],
    cms(
      'a hundred thousand levels without length',
      () => Uint8Array.from({ length: 200_000 }, (_, at) => (at % 2 === 0 ? 0x30 : 0x80)),
      'signature-integrity.limit-reached',
      'inconclusive',
    ),
    cms('two thousand levels', () => deep(2000)),
    cms('levels where the signers should be', () => wrap(Uint8Array.of(2, 1, 1), tlv(0x31), sequence(oid(OID.data)), deep(1000))),
    cms('three hundred thousand members', () => sequence(new Uint8Array(600_000).fill(5).map((byte, at) => (at % 2 === 0 ? byte : 0)))),
    cms('a length beyond the file', () => Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 2, 1, 1)),
    cms('a length beyond all numbers', () => concat(Uint8Array.of(0x30, 0x8a), new Uint8Array(10).fill(0xff), new Uint8Array(20))),
    cms('a length of a hundred octets', () => concat(Uint8Array.of(0x30, 0xe4), new Uint8Array(100))),
    cms('the forbidden length FF', () => concat(Uint8Array.of(0x30, 0xff), new Uint8Array(200))),
    cms('a tag number without end', () => concat(Uint8Array.of(0x3f), new Uint8Array(10_000).fill(0xff))),
    cms('an identifier without end', () => sequence(tlv(6, new Uint8Array(50_000).fill(0xff)))),
    cms(
      'strings in strings without length',
      () => concat(new Uint8Array(40_000).map((_, at) => (at % 2 === 0 ? 0x24 : 0x80))),
      'signature-integrity.limit-reached',
      'inconclusive',
    ),
    cms('ends without beginnings', () => new Uint8Array(40_000)),
    cms('no octet', () => new Uint8Array()),
    cms('one octet', () => Uint8Array.of(0x30)),
    cms(
      'a signature of a megabyte and more',
      () => octetString(new Uint8Array(1024 * 1024 + 1)),
      'signature-integrity.limit-reached',
      'inconclusive',
    ),
    bend('BER: ten thousand certificates of no octets', 'inconclusive', 'signature-integrity.limit-reached', {
      tamper: { signedData: (data) => ({ ...data, certificates: Array.from({ length: 10_000 }, () => Uint8Array.of(0x30, 0)) }) },
    }),
    bend('BER: twenty-one certificates', 'inconclusive', 'signature-integrity.limit-reached', {
      tamper: {
        signedData: (data) => ({ ...data, certificates: Array.from({ length: 21 }, () => data.certificates[0] ?? new Uint8Array()) }),
      },
    }),
    ...stricter(
      'openssl verifies each of several signers; a reader would have to choose one',
      bend('BER: ten thousand signers', 'failed', 'signature-integrity.not-one-signer', {
        tamper: { signedData: (data) => ({ ...data, signerInfos: Array.from({ length: 1000 }, () => data.signerInfos).flat() }) },
      }),
    ),
  ),
  ...stricter(
    'openssl has no such limit',
    bend('certification data beyond their limit', 'inconclusive', 'certification-data.limit-reached', {
      tamper: { daticertXml: (text) => text.replace('<dati>', `<!--${'-+'.repeat(140_000)}--><dati>`) },
    }),
  ),
  ...stricter(
    'openssl has no such limit',
    bend('ten thousand recipients', 'inconclusive', 'certification-data.limit-reached', {
      tamper: { daticertXml: (text) => text.replace('<risposte>', `${'<destinatari>a@b.example</destinatari>'.repeat(10_000)}<risposte>`) },
    }),
  ),
  ...stricter(
    'openssl has no such limit',
    mail('a name of a file of half a megabyte', 'inconclusive', LIMIT, async () =>
      toOctets(await sign()).replace('name="smime.p7s"', `name="${'s'.repeat(500_000)}"`),
    ),
  ),
];
