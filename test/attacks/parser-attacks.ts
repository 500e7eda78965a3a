// Attacks that live on two readers of mail disagreeing: one would show the words of a stranger under our seal.
import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { replaceIn, sign } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const B = 'outer-limit';
const BOUNDARIES = { outer: B, mixed: 'mixed-limit', alternative: 'alternative-limit' };
const MALFORMED = 'message-structure.malformed';
const UNREADABLE = 'message-structure.unreadable-headers';
const REMOVED = 'message-structure.signature-removed';

const inMessage = (from: string | RegExp, to: string): Partial<PecOptions> => ({
  boundaries: BOUNDARIES,
  tamper: { message: replaceIn(from, to) },
});

/** The words that another reader would show, framed by the boundary that it sees. */
const evil = (boundary: string): string =>
  `--${boundary}${CRLF}Content-Type: text/plain${CRLF}${CRLF}Bonifico urgente${CRLF}--${boundary}--${CRLF}`;

/** A root whose Content-Type names our boundary for us and another for somebody else, whose parts stand in the preamble. */
const twoBoundaries = (name: string, parameter: string, other: string): Attack =>
  bend(`two boundaries: ${name}`, 'failed', MALFORMED, {
    boundaries: BOUNDARIES,
    tamper: {
      message: (bytes) => {
        const octets = toOctets(bytes).replace(`boundary="${B}"`, parameter);
        const at = octets.indexOf(CRLF + CRLF) + 4;
        return toBytes(octets.slice(0, at) + evil(other) + octets.slice(at));
      },
    },
  });

/** Unfolded to a space by some and to a tab by others: each finds delimiters of its own. */
const foldedBoundary = bend('two boundaries: folded inside its quotes with a tab', 'failed', MALFORMED, {
  boundaries: BOUNDARIES,
  tamper: {
    message: (bytes) => {
      const octets = toOctets(bytes).replaceAll(`--${B}`, '--outer limit').replace(`boundary="${B}"`, `boundary="outer${CRLF}\tlimit"`);
      const at = octets.indexOf(CRLF + CRLF) + 4;
      return toBytes(octets.slice(0, at) + evil('outer\tlimit') + octets.slice(at));
    },
  },
});

/** The delimiter lines and the parameter both renamed. */
const renamed = (name: string, verdict: Attack['verdict'], code: Attack['code'], written: string, line: string): Attack =>
  bend(`boundary: ${name}`, verdict, code, {
    boundaries: BOUNDARIES,
    tamper: {
      message: (bytes) => toBytes(toOctets(bytes).replace(`boundary="${B}"`, `boundary=${written}`).replaceAll(`--${B}`, `--${line}`)),
    },
  });

const withHeader = (line: string): Partial<PecOptions> => inMessage(/^/, `${line}${CRLF}`);

const headerLine = (name: string, line: string): Attack => bend(`header: ${name}`, 'inconclusive', UNREADABLE, withHeader(line));

const signaturePart = (type: string): Partial<PecOptions> =>
  inMessage('Content-Type: application/x-pkcs7-signature', `Content-Type: ${type}`);

const PREAMBLE = 'openssl skips the preamble; a reader that sees another boundary would show it';
const READERS_DIFFER = 'openssl reads on where readers of mail disagree';

/** A line long enough for a reader with a buffer of 1024 octets to see a boundary in its middle. */
const buildLongLine = async (): Promise<{ bytes: Uint8Array }> => ({
  bytes: await sign({
    kind: 'posta-certificata',
    boundaries: BOUNDARIES,
    tamper: { postacert: () => toBytes(`From: a@pec.alfa.example${CRLF}${CRLF}${'x'.repeat(1023)}--${B}${CRLF}`) },
  }),
});

export const PARSER_ATTACKS: readonly Attack[] = [
  ...ofClass(
    ['E1.T1', 'I3.repeated-parameter'],
    bend('boundary twice, once in capitals', 'failed', MALFORMED, inMessage('boundary=', 'BOUNDARY="altro"; boundary=')),
    ...stricter(
      READERS_DIFFER,
      bend('boundary twice', 'failed', MALFORMED, inMessage('boundary=', `boundary="${B}"; boundary=`)),
      bend('a name twice in a part', 'failed', MALFORMED, {
        boundaries: BOUNDARIES,
        tamper: {
          parts: (parts) => parts.map((part) => part.replace('xml; name="daticert.xml"', 'xml; name="altro.xml"; name="daticert.xml"')),
        },
      }),
    ),
  ),
  ...ofClass(
    ['E1.T1', 'E2.M1'],
    foldedBoundary,
    twoBoundaries('in a comment', `boundary="${B}" (boundary=evil)`, 'evil'),
    ...stricter(
      PREAMBLE,
      twoBoundaries('in the writing of RFC 2231', `boundary="${B}"; boundary*0="evil"`, 'evil'),
      twoBoundaries('another parameter that looks alike', `boundary="${B}"; x-boundary="evil"`, 'evil'),
      twoBoundaries('cut by a NUL', `boundary="${B}"`, 'outer'),
      twoBoundaries('of nobody', `boundary="${B}"`, 'evil'),
    ),
  ),
  renamed('of octets beyond ASCII', 'verified', null, '"lim\xe8te"', 'lim\xe8te'),
  renamed('with a space inside', 'verified', null, '"un limite"', 'un limite'),
  renamed('with characters of patterns', 'verified', null, '"a+(b)?=.*"', 'a+(b)?=.*'),
  renamed('in words of RFC 2231', 'failed', REMOVED, `"";boundary*=us-ascii''${B}`, B),
  renamed('in pieces of RFC 2231', 'failed', REMOVED, `"x"; boundary*0="outer"; boundary*1="-limit"`, B),
  renamed('quoted with a backslash', 'inconclusive', UNREADABLE, '"outer\\-limit"', B),
  ...stricter(
    'RFC 2046 allows seventy octets; openssl any number',
    renamed('of seventy-one octets', 'failed', REMOVED, `"${'b'.repeat(71)}"`, 'b'.repeat(71)),
  ),
  renamed('empty', 'failed', REMOVED, '""', ''),
  ...ofClass(
    ['E1.T1', 'E2.I3'],
    ...stricter(
      READERS_DIFFER,
      headerLine('a second From behind a bare CR', 'X-A: b\rFrom: ladro@posta.example'),
      headerLine('a NUL in a value', 'X-A: b\0From: ladro@posta.example'),
      bend('header: a second From with a space before its colon', 'inconclusive', UNREADABLE, withHeader('From : ladro@posta.example')),
      bend(
        'header: the type with a space before its colon',
        'inconclusive',
        UNREADABLE,
        inMessage('Content-Type: multipart/signed', 'Content-Type : multipart/signed'),
      ),
      bend(
        'header: a line of spaces that some take for the end',
        'inconclusive',
        UNREADABLE,
        inMessage('MIME-Version: 1.0', `X-A: b${CRLF} ${CRLF}MIME-Version: 1.0`),
      ),
      headerLine('a line without a colon', 'Bonifico urgente'),
    ),
    ...stricter(
      'openssl compares no subject',
      bend('header: a subject with a NUL', 'inconclusive', UNREADABLE, inMessage('Subject: CONSEGNA: ', 'Subject: CONSEGNA: \0')),
    ),
  ),
  ...ofClass(
    ['E1.T1', 'E2.M3'],
    bend('a signature that calls itself HTML', 'inconclusive', 'message-structure.signature-type', signaturePart('text/html')),
    bend('a signature that calls itself a picture', 'inconclusive', 'message-structure.signature-type', signaturePart('image/png')),
  ),
  bend(
    'a signature that calls itself octets',
    'inconclusive',
    'message-structure.signature-type',
    signaturePart('application/octet-stream'),
  ),
  bend('genuine: odd case in every type', 'verified', null, {
    ...inMessage(
      /multipart\/signed; protocol="application\/x-pkcs7-signature"/,
      'MultiPart/SIGNED; PROTOCOL="Application/X-PKCS7-Signature"',
    ),
  }),
  ...[
    ['folded before its first word', 'Content-Type: multipart', `Content-Type:${CRLF}\tmultipart`],
    ['with a quote that never ends', 'micalg=', 'micalg="'],
  ].map(([name = '', from = '', to = '']) => bend(`a type ${name}`, 'inconclusive', UNREADABLE, inMessage(from, to))),
  bend(
    'a signature whose type is folded before its first word',
    'inconclusive',
    UNREADABLE,
    signaturePart(`${CRLF} application/x-pkcs7-signature`),
  ),
  bend('comments in the header', 'inconclusive', UNREADABLE, inMessage('multipart/signed;', 'multipart/signed (firmato dal gestore);')),
  bend('genuine: parameters over several lines', 'verified', null, inMessage('; protocol=', `;${CRLF}\tprotocol=`)),
  bend('genuine: a delimiter with spaces behind', 'verified', null, inMessage(`--${B}${CRLF}`, `--${B}  \t${CRLF}`)),
  {
    name: 'the signed part is itself a message',
    verdict: 'inconclusive',
    code: 'certification-data.missing',
    stricter: 'openssl reads no certification data',
    build: async () => ({
      bytes: await sign({
        boundaries: BOUNDARIES,
        tamper: { signedEntity: (entity) => toBytes(`Content-Type: message/rfc822${CRLF}${CRLF}${toOctets(entity)}`) },
      }),
    }),
  },
  {
    name: 'the signed part is the daticert.xml alone',
    verdict: 'inconclusive',
    code: 'certification-data.missing',
    stricter: 'openssl reads no certification data',
    build: async () => ({
      bytes: await sign({
        boundaries: BOUNDARIES,
        tamper: {
          signedEntity: (entity) =>
            toBytes(/Content-Type: application\/xml[\s\S]*?(?=\r\n--mixed-limit)/.exec(toOctets(entity))?.[0] ?? ''),
        },
      }),
    }),
  },
  ...stricter(
    'openssl looks at no boundary inside of what is signed',
    bend('a boundary inside that is quoted by half', 'inconclusive', UNREADABLE, {
      boundaries: BOUNDARIES,
      tamper: { signedEntity: replaceIn('boundary="mixed-limit"', 'boundary= mixed-limit"') },
    }),
  ),
  bend(
    'an octet A0 taken for white space before the type',
    'failed',
    'message-structure.unsigned-claim',
    inMessage('Content-Type: multipart/signed', 'Content-Type:\xa0multipart/signed'),
  ),
  { name: 'a line that a short buffer cuts at a boundary', verdict: 'failed', code: MALFORMED, build: buildLongLine },
];
