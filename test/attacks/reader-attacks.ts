// Attacks on readers: what two readers would take for different things, and what would keep one busy for ever.
import { octetString } from '../pki/der';
import { CRLF, toBytes } from '../pki/mime-text';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { judgeBytes, replaceIn, sign } from '../verify/bench';
import { type Attack, bend, stricter } from './attack';

const CLAIM = 'From: posta-certificata@pec.example';

const mail = (name: string, verdict: Attack['verdict'], code: Attack['code'], text: () => string): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: toBytes(text()) }),
});

const setHeader = (name: string, value: string): Partial<PecOptions> => ({
  tamper: { headers: (headers) => headers.map(([known, old]) => [known, known === name ? value : old]) },
});

const addHeader = (name: string, value: string): Partial<PecOptions> => ({
  tamper: { headers: (headers) => [...headers, [name, value]] },
});

const xml = (from: string | RegExp, to: string): Partial<PecOptions> => ({
  tamper: { daticertXml: (text) => text.replace(from, to) },
});

const envelopeFrom = (name: string): Partial<PecOptions> => ({
  kind: 'posta-certificata',
  ...setHeader('From', `"${name}" <posta-certificata@pec.provider.example>`),
});

/** Eighteen multiparts in each other, with megabytes of empty lines inside. */
const nest = (): string => {
  const frames = Array.from(
    { length: 18 },
    (_, depth) => `Content-Type: multipart/mixed; boundary=n${depth}${CRLF}${CRLF}--n${depth}${CRLF}`,
  );
  return `${CLAIM}${CRLF}X-Ricevuta: accettazione${CRLF}${frames.join('')}${CRLF}${'\n'.repeat(8_000_000)}`;
};

const attachCopies = async (message: Uint8Array, count: number): Promise<Uint8Array> => {
  const part = Buffer.concat([toBytes(`--m${CRLF}Content-Type: message/rfc822${CRLF}${CRLF}`), message, toBytes(CRLF)]);
  const head = toBytes(`From: a@posta.example${CRLF}Content-Type: multipart/mixed; boundary=m${count}${message.length}${CRLF}${CRLF}`);
  const parts = Array.from({ length: count }, () =>
    Buffer.from(part.toString('latin1').replace('--m', `--m${count}${message.length}`), 'latin1'),
  );
  return Buffer.concat([head, ...parts, toBytes(`--m${count}${message.length}--${CRLF}`)]);
};

const MISMATCH = 'header-agreement.sender-mismatch';
const MALFORMED = 'certification-data.malformed';

export const READER_ATTACKS: readonly Attack[] = [
  mail(
    'a claim in a folded header',
    'failed',
    'message-structure.unsigned-claim',
    () => `${CLAIM}${CRLF}X-Ricevuta:${CRLF} accettazione${CRLF}${CRLF}x`,
  ),
  mail(
    'a claim behind headers too long to read',
    'inconclusive',
    'message-structure.limit-reached',
    () => `X-A: ${`y${CRLF} `.repeat(90_000)}${CRLF}${CLAIM}${CRLF}X-Ricevuta: accettazione${CRLF}${CRLF}x`,
  ),
  mail(
    'a claim in the second subject',
    'failed',
    'message-structure.unsigned-claim',
    () => `${CLAIM}${CRLF}Subject: ciao${CRLF}Subject: ACCETTAZIONE: x${CRLF}${CRLF}x`,
  ),
  mail(
    'a claim behind a comment',
    'failed',
    'message-structure.unsigned-claim',
    () => `From: (c)posta-certificata@pec.example${CRLF}Subject: ACCETTAZIONE: x${CRLF}${CRLF}x`,
  ),
  ...['Subject', 'Date', 'Message-ID', 'X-Riferimento-Message-ID'].map((name) => ({
    ...bend(`a second ${name}`, 'inconclusive', 'header-agreement.repeated-header', addHeader(name, 'CONSEGNA: altro')),
    stricter: 'openssl compares no header with what is signed',
  })),
  ...stricter(
    'openssl compares no header with what is signed',
    bend('on behalf of somebody, with two spaces', 'inconclusive', MISMATCH, envelopeFrom('Per  conto di: ladro@posta.example')),
  ),
  ...stricter(
    'openssl compares no header with what is signed',
    bend('on behalf of somebody, behind another word', 'inconclusive', MISMATCH, envelopeFrom('Banca; Per conto di: ladro@posta.example')),
  ),
  ...stricter(
    'openssl compares no header with what is signed',
    bend(
      'on behalf of somebody and somebody else',
      'inconclusive',
      MISMATCH,
      envelopeFrom('Per conto di: studio@pec.alfa.example (ladro@posta.example)'),
    ),
  ),
  ...stricter(
    'openssl compares no header with what is signed',
    bend(
      'an address outside the brackets',
      'inconclusive',
      'sender-identity.address-unreadable',
      setHeader('From', 'posta-certificata@pec.provider.example <ladro>'),
    ),
  ),
  ...stricter(
    'openssl compares no header with what is signed',
    bend(
      'an encoded address beside ours',
      'inconclusive',
      'sender-identity.address-unreadable',
      setHeader('From', 'posta-certificata@pec.provider.example =?utf-8?q?a=40b?='),
    ),
  ),
  ...stricter(
    'openssl compares no header with what is signed',
    bend(
      'a comment that never ends',
      'inconclusive',
      'sender-identity.address-unreadable',
      setHeader('From', 'posta-certificata@pec.provider.example (evil'),
    ),
  ),
  ...stricter(
    'openssl knows no writing of RFC 2231, others do',
    bend('a boundary in the writing of RFC 2231', 'failed', 'message-structure.malformed', {
      tamper: { message: replaceIn('boundary=', "boundary*=us-ascii''evil; boundary=") },
    }),
  ),
  ...stricter('openssl reads no certification data', bend('two dati', 'inconclusive', MALFORMED, xml('</dati>', '</dati><dati></dati>'))),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'two intestazione',
      'inconclusive',
      MALFORMED,
      xml('</intestazione>', '</intestazione><intestazione><destinatari>altro@pec.example</destinatari></intestazione>'),
    ),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend('two ricevuta', 'inconclusive', MALFORMED, xml(/<ricevuta [^>]*>/, '<ricevuta tipo="completa"/><ricevuta tipo="sintetica"/>')),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend('two data', 'inconclusive', MALFORMED, xml('<data ', '<data zona="+0000"/><data ')),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend('an element inside an address', 'inconclusive', MALFORMED, xml('<mittente>', '<mittente><b/>')),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend('two addresses in one', 'inconclusive', MALFORMED, xml(/<consegna>[^<]*/, '<consegna>a@pec.example, b@pec.example')),
  ),
  bend('message digest among what is not signed', 'failed', 'signature-integrity.unreadable', {
    tamper: {
      signedData: (data) => ({
        ...data,
        signerInfos: data.signerInfos.map((info) => ({
          ...info,
          unsignedAttributes: [{ oid: OID.messageDigest, values: [octetString(new Uint8Array(20))] }],
        })),
      }),
    },
  }),
  bend('genuine: a line break behind the signature', 'verified', null, { tamper: { cms: (cms) => Buffer.concat([cms, toBytes('\n')]) } }),
  bend('a bystander that is no certificate', 'failed', 'signature-integrity.unreadable', {
    tamper: { signedData: (data) => ({ ...data, certificates: [...data.certificates, Uint8Array.of(0x30, 0)] }) },
  }),
  ...stricter(
    'openssl compares no header with what is signed',
    bend(
      'a From of quotes that never end',
      'inconclusive',
      'sender-identity.address-unreadable',
      setHeader('From', `posta-certificata@pec.provider.example ${'"\\'.repeat(60_000)}`),
    ),
  ),
  mail(
    'a signature of quoted-printable lines',
    'failed',
    'message-structure.unsigned-claim',
    () =>
      `${CLAIM}${CRLF}X-Ricevuta: accettazione${CRLF}Content-Type: multipart/signed; boundary=q${CRLF}${CRLF}--q${CRLF}${CRLF}x${CRLF}--q${CRLF}Content-Type: application/pkcs7-signature${CRLF}Content-Transfer-Encoding: quoted-printable${CRLF}${CRLF}${`a=${CRLF}`.repeat(300_000)}${CRLF}--q--${CRLF}`,
  ),
  mail('multiparts nested around megabytes', 'inconclusive', 'message-structure.limit-reached', nest),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'certification data of long names',
      'inconclusive',
      MALFORMED,
      xml('<risposte>', `${`<${'n'.repeat(100)}/>`.repeat(2000)}<risposte>`),
    ),
  ),
  {
    name: 'copies of copies enclosed',
    verdict: 'not-pec',
    code: null,
    build: async () => ({ bytes: await attachCopies(await attachCopies(await attachCopies(await sign(), 6), 6), 6) }),
  },
  {
    name: 'a stranger whose authority did not come along certifies nothing',
    verdict: 'inconclusive',
    code: 'provider-trust.issuer-missing',
    build: async () => {
      const bytes = await sign({ tamper: { signedData: (data) => ({ ...data, certificates: data.certificates.slice(0, 1) }) } });
      if ((await judgeBytes(bytes)).certified !== null) throw new Error('a stranger certified something');
      return { bytes };
    },
  },
];
