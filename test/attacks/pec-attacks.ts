// Attacks that only this field knows: inner certification data, types by part of a word, errors that contradict, headers that move.
import { issueProvider } from '../pki/issue-provider';
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { authority, inXml, judgeBytes, replaceIn, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const BOUNDARIES = { outer: 'outer-limit', mixed: 'mixed-limit', alternative: 'alternative-limit' };
const DATA = `Content-Type: application/xml; name="daticert.xml"${CRLF}Content-Disposition: inline; filename="daticert.xml"${CRLF}${CRLF}<postacert tipo="accettazione"/>${CRLF}`;
const CLAIM = `From: posta-certificata@pec.provider.example${CRLF}`;

const isData = (part: string): boolean => part.includes('filename="daticert.xml"');
const inParts = (edit: (part: string) => string[]): Partial<PecOptions> => ({
  tamper: { parts: (parts) => parts.flatMap((part) => (isData(part) ? edit(part) : [part])) },
});
const setHeader = (name: string, value: string | null, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: {
    headers: (headers) => [
      ...headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
      ...(value === null ? [] : ([[name, value]] as [string, string][])),
    ],
  },
});
const claim = (name: string, headers: string, verdict: Attack['verdict'], code: Attack['code']): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: toBytes(`${CLAIM}${headers}${CRLF}${CRLF}testo${CRLF}`) }),
});

const originalWith = (parts: string): Partial<PecOptions> => ({
  tamper: {
    postacert: () =>
      toBytes(
        `From: ladro@pec.alfa.example${CRLF}Content-Type: multipart/mixed; boundary=s${CRLF}${CRLF}--s${CRLF}${parts}${CRLF}--s--${CRLF}`,
      ),
  },
});

/** A whole genuine receipt of another matter, sent as the original of an envelope. */
const buildReceiptInside = async (): Promise<{ bytes: Uint8Array }> => {
  const receipt = await sign({ kind: 'avvenuta-consegna' });
  return { bytes: await sign({ kind: 'posta-certificata', tamper: { postacert: () => receipt } }) };
};

/** The signature of one genuine message under the content of another. */
const buildForeignSignature = async (): Promise<{ bytes: Uint8Array }> => {
  const split = async (kind: 'accettazione' | 'avvenuta-consegna') =>
    toOctets(await sign({ kind, boundaries: BOUNDARIES })).split(/(?=--outer-limit)/);
  const [head = '', content = '', , end = ''] = await split('avvenuta-consegna');
  const [, , signature = ''] = await split('accettazione');
  return { bytes: toBytes(head + content + signature + end) };
};

const selfNamed = await issueProvider(authority, { organisation: 'Aruba PEC S.p.A.', keyLabel: 'self-named' });
const OPENSSL_READS_NO_DATA = 'openssl reads no certification data';
const OPENSSL_READS_NO_HEADER = 'openssl compares no header with what is signed';

export const PEC_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['P1', 'D10.8', 'I3.daticert-inside'],
    bend('genuine: a daticert.xml inside the original counts for nothing', 'verified', null, originalWith(DATA)),
    bend('genuine: a signature inside the original counts for nothing', 'verified', null, {
      ...originalWith(`Content-Type: application/pkcs7-signature; name=smime.p7s${CRLF}${CRLF}MIIB`),
    }),
  ),
  ...ofClass(['P1', 'D10.7'], {
    name: 'genuine: a receipt inside an envelope does not speak for it, the kind is that of the outer data',
    verdict: 'verified',
    code: null,
    build: async () => {
      const built = await buildReceiptInside();
      const report = await judgeBytes(built.bytes);
      if (report.kind !== 'posta-certificata' || report.enclosed.some(({ verdict }) => verdict === 'failed'))
        throw new Error('wrong layer');
      return built;
    },
  }),
  ...ofClass(
    ['P2', 'I3.constraint-name'],
    bend('a certificate that names another company', 'failed', 'provider-trust.name-constraints', { provider: selfNamed }),
  ),
  ...ofClass(
    ['P3', 'E1.T1'],
    ...['non-accettazione-mai', 'accettazione2', 'la-accettazione', 'mancata-consegna', 'consegna'].map((value) =>
      claim(`X-Ricevuta: ${value} is no claim`, `X-Ricevuta: ${value}`, 'not-pec', null),
    ),
    claim('a refusal is no acceptance', 'X-Ricevuta: non-accettazione', 'failed', 'message-structure.unsigned-claim'),
    ...stricter(
      OPENSSL_READS_NO_HEADER,
      bend('a refusal dressed as an acceptance', 'inconclusive', 'header-agreement.type-mismatch', {
        ...setHeader('X-Ricevuta', 'accettazione', { kind: 'non-accettazione' }),
      }),
    ),
    ...stricter(
      OPENSSL_READS_NO_DATA,
      bend('a type that only contains the word', 'inconclusive', 'certification-data.unknown-type', {
        ...inXml('tipo="accettazione"', 'tipo="accettazione-parziale"', { kind: 'accettazione' }),
      }),
    ),
  ),
  ...stricter(
    OPENSSL_READS_NO_HEADER,
    ...ofClass(
      ['P4', 'I3.repeated-header'],
      ...['accettazione', 'avvenuta-consegna'].map((value) =>
        bend(`X-Ricevuta again: ${value}`, 'failed', 'message-structure.duplicate-header', {
          tamper: { headers: (headers) => [['X-Ricevuta', value], ...headers] },
        }),
      ),
      bend('X-Trasporto twice', 'failed', 'message-structure.duplicate-header', {
        kind: 'posta-certificata',
        tamper: { headers: (headers) => [['x-trasporto', 'errore'], ...headers] },
      }),
    ),
    ...ofClass(
      ['P5', 'D10.24', 'I3.daticert-contradicts'],
      bend('a receipt for another message, by its reference', 'inconclusive', 'header-agreement.reference-mismatch', {
        ...setHeader('X-Riferimento-Message-ID', '<altro@client.example>'),
      }),
      bend('an envelope under another identifier', 'inconclusive', 'header-agreement.identifier-mismatch', {
        ...setHeader('Message-ID', '<opec000.altro@pec.provider.example>', { kind: 'posta-certificata' }),
      }),
      bend('a receipt for another matter, by its subject', 'inconclusive', 'header-agreement.subject-mismatch', {
        ...setHeader('Subject', 'CONSEGNA: Ricorso in appello'),
      }),
      bend(
        'a delivery dressed as an acceptance',
        'inconclusive',
        'header-agreement.type-mismatch',
        setHeader('X-Ricevuta', 'accettazione'),
      ),
    ),
    ...ofClass(
      ['P10', 'D10.32'],
      bend('a date moved by a week', 'inconclusive', 'time-coherence.date-header-differs', {
        ...setHeader('Date', 'Sat, 12 Sep 2026 15:41:19 +0200'),
      }),
      bend(
        'a virus told by a header alone',
        'inconclusive',
        'header-agreement.security-mismatch',
        setHeader('X-VerificaSicurezza', 'errore'),
      ),
    ),
  ),
  ...ofClass(
    ['P10', 'D10.24'],
    bend('genuine: no header of the rules', 'verified', 'header-agreement.type-header-missing', setHeader('X-Ricevuta', null)),
    bend('genuine: another To, with a note', 'verified', 'header-agreement.recipient-differs', setHeader('To', 'altro@pec.alfa.example')),
    bend('genuine: headers in another order', 'verified', null, { tamper: { headers: (headers) => headers.toReversed() } }),
  ),
  ...ofClass(
    ['P6', 'D10.30'],
    bend('genuine: a summary receipt proves transport alone', 'verified', 'original-message.not-due', { receiptType: 'sintetica' }),
    bend('genuine: a complete receipt without the original says so', 'verified', 'original-message.missing', {
      tamper: { postacert: () => null },
    }),
    bend('a summary receipt dressed as complete, with a note', 'verified', 'header-agreement.receipt-type-differs', {
      ...setHeader('X-TipoRicevuta', 'completa', { receiptType: 'sintetica' }),
    }),
  ),
  ...stricter(
    OPENSSL_READS_NO_DATA,
    ...ofClass(
      ['P7', 'D10.25'],
      ...(['accettazione', 'avvenuta-consegna', 'posta-certificata', 'presa-in-carico'] as const).map((kind) =>
        bend(`${kind} with an error`, 'failed', 'certification-data.contradictory-error', { kind, daticert: { error: 'no-dest' } }),
      ),
      ...(['non-accettazione', 'errore-consegna', 'rilevazione-virus'] as const).map((kind) =>
        bend(`${kind} without an error`, 'failed', 'certification-data.contradictory-error', { kind, daticert: { error: 'nessuno' } }),
      ),
      bend('an error left out means none', 'failed', 'certification-data.contradictory-error', {
        kind: 'errore-consegna',
        daticert: { error: null },
      }),
    ),
    ...ofClass(
      ['I3.daticert-twice', 'D10.9'],
      bend(
        'the same daticert.xml twice',
        'inconclusive',
        'certification-data.more-than-one',
        inParts((part) => [part, part]),
      ),
      bend(
        'two daticert.xml that differ',
        'failed',
        'certification-data.contradictory-copies',
        inParts((part) => [part, DATA]),
      ),
      bend('a second one by its other name', 'failed', 'certification-data.contradictory-copies', {
        ...inParts((part) => [
          part,
          DATA.replace('name="daticert.xml"', "name*=utf-8''daticert%2Exml").replace('filename="daticert.xml"', ''),
        ]),
      }),
    ),
    ...ofClass(
      ['I3.daticert-nested'],
      bend('a daticert.xml one level down', 'inconclusive', 'certification-data.missing', {
        ...inParts((part) => [`Content-Type: multipart/mixed; boundary=n${CRLF}${CRLF}--n${CRLF}${part}${CRLF}--n--`]),
      }),
      bend('a daticert.xml behind the original', 'inconclusive', 'certification-data.after-original', {
        tamper: { parts: ([words = '', data = '', original = '']) => [words, original, data] },
      }),
    ),
    bend('no daticert.xml', 'inconclusive', 'certification-data.missing', { tamper: { daticertXml: () => null } }),
    bend('a delivery to nobody', 'inconclusive', 'certification-data.delivery-missing', { daticert: { delivery: null } }),
    bend('a day that does not exist', 'inconclusive', 'certification-data.impossible-date', { daticert: { day: '29/02/2026' } }),
  ),
  ...ofClass(['P1', 'E2.C2'], {
    name: 'the signature of another message of the same provider',
    verdict: 'failed',
    code: 'signature-integrity.digest-mismatch',
    build: buildForeignSignature,
  }),
  ...ofClass(
    ['D10.13', 'E1.T1'],
    bend('one letter of the words changed', 'failed', 'signature-integrity.digest-mismatch', {
      tamper: { message: replaceIn('Gestore', 'gestore') },
    }),
  ),
];
