import { CRLF, toBytes, toOctets } from '../pki/mime-text';
import { createTransmission } from '../pki/transmission';
import { replaceIn, sign } from '../verify/bench';
import { type Attack, bend, enclosing, ofClass, stricter } from './attack';

const BOUNDARIES = { outer: 'outer-limit', mixed: 'mixed-limit', alternative: 'alternative-limit' };
const ALTERED = 'signature-integrity.digest-mismatch';

const made = (name: string, verdict: Attack['verdict'], code: Attack['code'], text: () => Promise<string>): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: toBytes(await text()) }),
});

const octetsOf = async (...options: Parameters<typeof sign>): Promise<string> => toOctets(await sign(...options));
const bodyOf = (message: string): string => message.slice(message.indexOf(CRLF + CRLF));
const typeOf = (message: string): string => /^Content-Type: .*(?:\r\n[ \t].*)*/m.exec(message)?.[0] ?? '';
const signedPart = (message: string): string => typeOf(message) + bodyOf(message);

const mixed = (head: string, ...parts: readonly string[]): string =>
  [
    `${head}MIME-Version: 1.0`,
    'Content-Type: multipart/mixed; boundary=lista',
    '',
    ...parts.map((part) => `--lista${CRLF}${part}`),
    '--lista--',
    '',
  ].join(CRLF);

const LIST_HEAD = [
  'From: posta-certificata@pec.provider.example',
  'Subject: [lista] POSTA CERTIFICATA: Diffida',
  'X-Trasporto: posta-certificata',
  '',
].join(CRLF);
const FRIEND_HEAD = ['From: collega@posta.example', 'Subject: I: ricevuta', ''].join(CRLF);
const FOOTER = `Content-Type: text/plain${CRLF}${CRLF}in calce della lista`;

const originalOf = (envelope: string): string => {
  const start = envelope.indexOf('filename="postacert.eml"');
  return envelope.slice(envelope.indexOf(CRLF + CRLF, start) + 4, envelope.lastIndexOf('--mixed-limit--') - 2);
};

const attached = (message: string): string => `Content-Type: message/rfc822${CRLF}${CRLF}${message}`;

const requoted = (part: string): string =>
  part.replace(/Content-Transfer-Encoding: quoted-printable\r\n/, `Content-Transfer-Encoding: 8bit${CRLF}`);
export const CASE_ATTACKS: readonly Attack[] = [
  ...ofClass(
    'D10.1',
    bend('genuine: every line end a bare LF', 'verified', 'message-structure.line-endings-restored', { lineEnding: 'lf' }),
  ),
  ...ofClass(
    'D10.2',
    made('genuine: some line ends a bare LF', 'verified', 'message-structure.line-endings-restored', async () =>
      (await octetsOf()).replace(/\r\n/g, (end, at: number) => (at % 3 === 0 ? '\n' : end)),
    ),
    bend('a blank line added before the boundary', 'failed', ALTERED, {
      boundaries: BOUNDARIES,
      tamper: {
        message: replaceIn(
          `${CRLF}--outer-limit${CRLF}Content-Type: application`,
          `${CRLF}${CRLF}--outer-limit${CRLF}Content-Type: application`,
        ),
      },
    }),
    bend('a trailing space removed', 'failed', ALTERED, {
      layout: 'javamail',
      boundaries: BOUNDARIES,
      tamper: { message: replaceIn(`mixed; ${CRLF}`, `mixed;${CRLF}`) },
    }),
    ...stricter(
      'openssl drops every CR before a line end; the rule repairs a bare LF and nothing else',
      bend('a line end doubled to CR CR LF', 'failed', ALTERED, {
        tamper: { message: replaceIn(`binary${CRLF}MIME`, `binary\r${CRLF}MIME`) },
      }),
    ),
  ),
  ...ofClass(
    'D10.3',
    ...[
      '\xef\xbb\xbf',
      '\r\n\r\n',
      'From mailer@client.example Sat Sep 19 15:41:20 2026\r\n',
      '\xef\xbb\xbf\r\nFrom a@b Sat Sep 19 2026\r\n',
    ].map((lead) =>
      made(
        `genuine: ${JSON.stringify(lead.slice(0, 8))} in front`,
        'verified',
        'message-structure.leading-text-skipped',
        async () => lead + (await octetsOf()),
      ),
    ),
  ),
  ...ofClass(
    ['D10.4', 'P9', 'D10.10'],
    ...enclosing(
      ['verified'],
      made('an envelope wrapped by a list', 'inconclusive', 'message-structure.wrapped', async () =>
        mixed(LIST_HEAD, signedPart(await octetsOf({ kind: 'posta-certificata' })), FOOTER),
      ),
    ),
    ...stricter(
      'openssl leaves what stands behind the end',
      made(
        'a banner of a gateway behind the end',
        'inconclusive',
        'message-structure.trailing-text',
        async () => `${await octetsOf()}${CRLF}Controllato${CRLF}`,
      ),
    ),
    ...enclosing(
      ['failed'],
      made('a changed envelope wrapped by a list', 'failed', 'message-structure.unsigned-claim', async () =>
        mixed(LIST_HEAD, signedPart((await octetsOf({ kind: 'posta-certificata' })).replace('Gestore', 'gestore')), FOOTER),
      ),
    ),
  ),
  ...ofClass(
    ['D10.5', 'E2.M4'],
    ...enclosing(
      ['verified'],
      made('a PEC attached to ordinary mail', 'not-pec', null, async () => mixed(FRIEND_HEAD, attached(await octetsOf()))),
    ),
    ...enclosing(
      ['failed'],
      made('a changed PEC attached to ordinary mail', 'not-pec', null, async () =>
        mixed(FRIEND_HEAD, attached((await octetsOf()).replace('Gestore', 'gestore'))),
      ),
    ),
    ...enclosing(
      ['verified', 'failed'],
      made('a genuine PEC and a changed one attached to ordinary mail', 'not-pec', null, async () =>
        mixed(FRIEND_HEAD, attached(await octetsOf()), attached((await octetsOf()).replace('Gestore', 'gestore'))),
      ),
    ),
  ),
  ...ofClass(
    'D10.6',
    made('the original alone', 'inconclusive', 'message-structure.original-without-envelope', async () =>
      originalOf(await octetsOf({ kind: 'posta-certificata', boundaries: BOUNDARIES })),
    ),
    made('the parts alone', 'inconclusive', 'message-structure.loose-parts', async () =>
      mixed(FRIEND_HEAD, `Content-Type: application/xml; name="daticert.xml"${CRLF}${CRLF}<postacert/>`),
    ),
  ),
  ...ofClass(
    'D10.7',
    made("an anomaly around a PEC of one's own", 'verified', 'certification-data.none-due', async () => {
      const envelope = await sign({ kind: 'posta-certificata' });
      return octetsOf({ kind: 'anomalia', tamper: { postacert: () => envelope } });
    }),
  ),
  ...ofClass(
    ['D10.9', 'D10.10'],
    made('two signed siblings', 'failed', 'message-structure.unsigned-claim', async () => {
      const forged = signedPart((await octetsOf()).replace('Gestore', 'gestore'));
      return mixed(LIST_HEAD, forged, forged);
    }),
  ),
  ...ofClass(
    ['D10.11'],
    bend('a third part behind the signature', 'failed', 'message-structure.not-two-parts', {
      boundaries: BOUNDARIES,
      tamper: { message: replaceIn('--outer-limit--', `--outer-limit${CRLF}${CRLF}terza${CRLF}--outer-limit--`) },
    }),
    ...(['protocol="application/pkcs7-signature"; micalg=sha-1', 'protocol="text/plain"; micalg=md5'] as const).map((labels) =>
      bend(`genuine: labels that are wrong: ${labels}`, 'verified', null, {
        tamper: { message: replaceIn(/protocol="[^"]*"; micalg="[^"]*"/, labels) },
      }),
    ),
  ),
  ...ofClass(
    'D10.12',
    bend('the signature stripped', 'failed', 'message-structure.signature-removed', {
      boundaries: BOUNDARIES,
      tamper: { message: replaceIn(/--outer-limit\r\nContent-Type: application[\s\S]*?(?=--outer-limit--)/, '') },
    }),
  ),
  ...ofClass(
    'D10.13',
    made('words decoded by a server', 'failed', ALTERED, async () => requoted(await octetsOf())),
    made('base64 in other lines', 'failed', ALTERED, async () =>
      (await octetsOf()).replace(/(daticert\.xml"\r\n[\s\S]*?\r\n\r\n[^\r]*)\r\n/, '$1'),
    ),
    made('a header of a part folded anew', 'failed', ALTERED, async () => (await octetsOf()).replace('xml; name=', `xml;${CRLF} name=`)),
  ),
  ...ofClass('D10.14', {
    name: 'Latin-1 pasted as UTF-8',
    verdict: 'failed',
    code: ALTERED,
    build: async () => ({
      bytes: Buffer.from(
        await octetsOf({
          kind: 'posta-certificata',
          transmission: createTransmission({ original: toBytes(`From: a@pec.alfa.example${CRLF}${CRLF}perch\xe9${CRLF}`) }),
        }),
        'utf8',
      ),
    }),
  }),
  ...ofClass(
    'E1.T3',
    made('the page gives half of the message', 'failed', 'message-structure.signature-removed', async () =>
      (await octetsOf()).slice(0, -4500),
    ),
  ),
  ...ofClass(
    ['E1.T7'],
    made('a file cut in its signature', 'failed', 'message-structure.unsigned-claim', async () => (await octetsOf()).slice(0, -400)),
  ),
];
