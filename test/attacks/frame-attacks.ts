// Attacks on the frame: boundaries, line ends, labels and places that two readers could take for different messages.
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { replaceIn, sign } from '../verify/bench';
import { type Attack, bend, enclosing, stricter } from './attack';

const BOUNDARIES = { outer: 'outer-limit', mixed: 'mixed-limit', alternative: 'alternative-limit' };

const inMessage = (from: string | RegExp, to: string): Partial<PecOptions> => ({
  boundaries: BOUNDARIES,
  tamper: { message: replaceIn(from, to) },
});

const FORGED_DATA = ['Content-Type: application/xml; name="daticert.xml"', '', '<postacert tipo="accettazione"/>', ''].join(CRLF);

/** The sender knows the provider's boundary and writes parts of the provider's multipart into his own text. */
const inOriginal = (kind: 'posta-certificata' | 'anomalia', text: string): Partial<PecOptions> => ({
  kind,
  boundaries: BOUNDARIES,
  tamper: { postacert: (message) => toBytes(`${toOctets(message)}${CRLF}--mixed-limit${CRLF}${text}`) },
});

const headerOf = (octets: string, name: string): string => new RegExp(`^${name}: .*(?:\\r\\n[ \\t].*)*`, 'm').exec(octets)?.[0] ?? '';

/** A genuine signed message whose two parts have changed places. */
const buildSwappedParts = async (): Promise<{ bytes: Uint8Array }> => {
  const [head = '', content = '', signature = ''] = toOctets(await sign({ boundaries: BOUNDARIES })).split(/--outer-limit(?:--)?\r\n/);
  const parts = [head, signature, content.trimEnd(), ''].join(`${CRLF}--outer-limit${CRLF}`);
  return { bytes: toBytes(`${parts.slice(0, -CRLF.length)}--${CRLF}`) };
};

/** The provider's signature over a multipart/signed that was signed before: the inner data are not the outer's own. */
const buildSignedTwice = async (): Promise<{ bytes: Uint8Array }> => {
  const inner = toOctets(await sign({ kind: 'accettazione' }));
  const body = inner.slice(inner.indexOf(CRLF + CRLF));
  const entity = toBytes(`${headerOf(inner, 'Content-Type')}${body}`);
  return { bytes: await sign({ kind: 'accettazione', boundaries: BOUNDARIES, tamper: { signedEntity: () => entity } }) };
};

/** A mail that claims to be a receipt and carries one whose content was changed: nothing in it is proven. */
const buildForgeryAroundForgery = async (): Promise<{ bytes: Uint8Array }> => {
  const broken = toOctets(await sign({ tamper: { message: replaceIn('Gestore', 'gestore') } }));
  const head = `From: posta-certificata@pec.provider.example${CRLF}X-Ricevuta: avvenuta-consegna${CRLF}`;
  const parts = `--m${CRLF}Content-Type: message/rfc822${CRLF}${CRLF}${broken}${CRLF}--m--${CRLF}`;
  return { bytes: toBytes(`${head}Content-Type: multipart/mixed; boundary=m${CRLF}${CRLF}${parts}`) };
};

/** A claim without its signature that carries a genuine receipt: what is inside proves nothing about what is around it. */
const buildClaimAroundGenuine = async (): Promise<{ bytes: Uint8Array }> => {
  const head = `From: posta-certificata@pec.provider.example${CRLF}X-Ricevuta: accettazione${CRLF}`;
  const parts = [`Content-Type: message/rfc822${CRLF}${CRLF}${toOctets(await sign())}`, `${CRLF}firma`];
  const body = `${parts.map((part) => `--s${CRLF}${part}${CRLF}`).join('')}--s--${CRLF}`;
  return { bytes: toBytes(`${head}Content-Type: multipart/signed; boundary=s${CRLF}${CRLF}${body}`) };
};

const buildWithoutLineFeeds = async (): Promise<{ bytes: Uint8Array }> => ({
  bytes: toBytes(toOctets(await sign()).replaceAll(CRLF, '\r')),
});

export const FRAME_ATTACKS: readonly Attack[] = [
  ...stricter(
    'openssl takes a line that only begins like a delimiter for one',
    bend(
      'a delimiter with a stray CR',
      'failed',
      'message-structure.malformed',
      inMessage(`--outer-limit${CRLF}`, `--outer-limit\r${CRLF}`),
    ),
  ),
  ...stricter(
    'openssl takes a line that only begins like a delimiter for one',
    bend('a delimiter with a NUL', 'failed', 'message-structure.malformed', inMessage(`--outer-limit${CRLF}`, `--outer-limit\0${CRLF}`)),
  ),
  bend('no closing delimiter', 'failed', 'message-structure.malformed', inMessage(/--outer-limit--\s*$/, '')),
  ...stricter(
    'openssl takes a line that only begins like a delimiter for one',
    bend('text on the closing delimiter', 'failed', 'message-structure.unsigned-claim', inMessage('--outer-limit--', '--outer-limit--x')),
  ),
  ...stricter(
    'openssl does not look at the encoding of the root',
    bend('a root that says it is base64', 'failed', 'message-structure.malformed', {
      tamper: { headers: (headers) => [...headers, ['Content-Transfer-Encoding', 'base64']] },
    }),
  ),
  bend(
    'a second boundary hidden in a comment',
    'failed',
    'message-structure.unsigned-claim',
    inMessage('multipart/signed;', 'multipart/signed (a; boundary=evil);'),
  ),
  ...stricter(
    'openssl takes any octets for the name of a header',
    bend('a header name beyond ASCII', 'inconclusive', 'message-structure.unreadable-headers', {
      tamper: { headers: (headers) => [...headers, ['X-\xe8', 'a']] },
    }),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'guessed boundary, second daticert.xml, end',
      'failed',
      'message-structure.trailing-parts',
      inOriginal('posta-certificata', `${FORGED_DATA}${CRLF}--mixed-limit--${CRLF}`),
    ),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'guessed boundary, second daticert.xml',
      'failed',
      'certification-data.contradictory-copies',
      inOriginal('posta-certificata', FORGED_DATA),
    ),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'guessed boundary, the only daticert.xml of an anomaly',
      'inconclusive',
      'certification-data.after-original',
      inOriginal('anomalia', FORGED_DATA),
    ),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend(
      'guessed boundary, daticert.xml two levels down',
      'inconclusive',
      'certification-data.missing',
      inOriginal('anomalia', `Content-Type: multipart/mixed; boundary=z${CRLF}${CRLF}--z${CRLF}${FORGED_DATA}${CRLF}--z--${CRLF}`),
    ),
  ),
  ...stricter(
    'openssl reads no certification data',
    bend('a daticert.xml that calls itself a message', 'inconclusive', 'certification-data.malformed', {
      tamper: { parts: (parts) => parts.map((part) => part.replace('application/xml', 'message/rfc822')) },
    }),
  ),
  ...stricter(
    'openssl takes the first of two encodings',
    bend(
      'a signature whose encoding is given twice',
      'failed',
      'message-structure.not-two-parts',
      inMessage(/(smime\.p7s"\r\n)(Content-Transfer-Encoding: base64\r\n)/, '$1$2$2'),
    ),
  ),
  ...enclosing(['verified'], {
    name: 'a claim without its signature around a genuine receipt',
    verdict: 'failed',
    code: 'message-structure.signature-removed',
    build: buildClaimAroundGenuine,
  }),
  { name: 'signature before content', verdict: 'failed', code: 'message-structure.not-two-parts', build: buildSwappedParts },
  {
    name: 'signed twice',
    stricter: 'openssl reads no certification data',
    verdict: 'inconclusive',
    code: 'certification-data.missing',
    build: buildSignedTwice,
  },
  { name: 'a forgery around a forgery', verdict: 'failed', code: 'message-structure.unsigned-claim', build: buildForgeryAroundForgery },
  { name: 'CR alone as line end', verdict: 'not-pec', code: null, build: buildWithoutLineFeeds },
];
