// Quirks of real providers and mailboxes, one line each: headers, labels, parts, certification data, what saving adds.

import { CRLF } from '../pki/mime-text';
import { createTransmission } from '../pki/transmission';
import { inXml } from './bench';
import { type GenuineMessage, genuine, inHeaders, inMessage, inParts, rewritten } from './genuine-row';

const EXTRA = `Content-Type: text/plain; name="info.txt"${CRLF}Content-Disposition: attachment; filename="info.txt"${CRLF}${CRLF}Servizio del gestore${CRLF}`;
const DOCTYPE = '<!DOCTYPE postacert PUBLIC "posta certificata" "https://gestore.example/dtd/postacert.dtd">';
const STYLE = '<?xml-stylesheet type="text/xsl" href="https://gestore.example/daticert.xsl"?>';
const FOLDED = `=?UTF-8?Q?Diffida_perch=C3=A9?=${CRLF} =?UTF-8?Q?_inadempiente?=`;

const isData = (part: string): boolean => part.includes('filename="daticert.xml"');
const inData = (from: string | RegExp, to: string) => inParts((part) => (isData(part) ? part.replace(from, to) : part));
const inOriginal = (from: string | RegExp, to: string) =>
  inParts((part) => (part.startsWith('Content-Type: message/rfc822') ? part.replace(from, to) : part));

const HEADERS: readonly GenuineMessage[] = [
  genuine(
    'names in other case',
    'X-Tiporicevuta, X-TipoRicevuta',
    inHeaders((name, value) => [[name.toLowerCase(), value]]),
  ),
  genuine(
    'values in other case',
    'seen on old platforms',
    inHeaders((name, value) => [[name, name === 'X-Ricevuta' ? 'Avvenuta-Consegna' : value]]),
  ),
  genuine(
    'a comment behind the date',
    'the Java platform names the zone',
    inHeaders((name, value) => [[name, name === 'Date' ? `${value} (CEST)` : value]]),
  ),
  genuine(
    'a date without its day of the week',
    'optional by RFC 5322',
    inHeaders((name, value) => [[name, name === 'Date' ? value.replace(/^\w+, /, '') : value]]),
  ),
  genuine(
    'a date in GMT',
    'an obsolete name of the zone',
    inHeaders((name, value) => [[name, name === 'Date' ? 'Sat, 19 Sep 2026 13:41:19 GMT' : value]]),
  ),
  genuine(
    'no date',
    'removed by a mail system',
    inHeaders((name, value) => (name === 'Date' ? [] : [[name, value]])),
  ),
  genuine(
    'parameters folded with a space before',
    'the Java platform',
    inMessage('; boundary="outer-limit"', `; ${CRLF}\tboundary="outer-limit"`),
  ),
  genuine('Received and DKIM in front', 'any mail system adds them', {
    tamper: {
      headers: (headers) => [
        ['Received', `from a.example (a.example [192.0.2.1])${CRLF}\tby b.example; Sat, 19 Sep 2026 15:41:20 +0200`],
        ['DKIM-Signature', 'v=1; a=rsa-sha256; d=provider.example; b=AAAA'],
        ...headers,
      ],
    },
  }),
  genuine(
    'marks of a spam filter',
    'added in front of the subject',
    inHeaders((name, value) => [[name, name === 'Subject' ? `[SPAM] ${value}` : value]]),
  ),
  genuine('a subject in encoded words, folded', 'accents in the subject', {
    transmission: createTransmission({ subject: 'Diffida perché inadempiente' }),
    ...inHeaders((name, value) => [[name, name === 'Subject' ? `CONSEGNA: ${FOLDED}` : value]]),
  }),
  genuine('a subject in raw UTF-8', 'written without encoded words', {
    transmission: createTransmission({ subject: 'perché' }),
    ...inHeaders((name, value) => [[name, name === 'Subject' ? 'CONSEGNA: perch\xc3\xa9' : value]]),
  }),
  genuine('a subject in raw UTF-8 that ends in à', 'JavaScript takes the last octet for white space', {
    transmission: createTransmission({ subject: 'proprietà' }),
    ...inHeaders((name, value) => [[name, name === 'Subject' ? 'CONSEGNA: propriet\xc3\xa0' : value]]),
  }),
  genuine('a subject cut in its header', 'long subjects', {
    transmission: createTransmission({ subject: `Diffida ad adempiere ${'e a pagare '.repeat(30)}` }),
    ...inHeaders((name, value) => [[name, name === 'Subject' ? value.slice(0, 120) : value]]),
  }),
  genuine('a prefix given twice', 'POSTA CERTIFICATA: POSTA CERTIFICATA:', {
    kind: 'posta-certificata',
    ...inHeaders((name, value) => [[name, name === 'Subject' ? `POSTA CERTIFICATA: ${value}` : value]]),
  }),
  genuine('SUP.  TEMPO with two spaces', 'as the rules print it', {
    kind: 'preavviso-errore-consegna',
    ...inHeaders((name, value) => [[name, name === 'Subject' ? value.replace('SUP. ', 'SUP.  ') : value]]),
  }),
  genuine('a sender without quotes', 'Per conto di', {
    kind: 'posta-certificata',
    ...inHeaders((name, value) => [
      [
        name,
        name === 'From'
          ? 'Per conto di studio pec alfa <posta-certificata@pec.provider.example>'.replace(
              'studio pec alfa',
              '=?utf-8?Q?studio=40pec.alfa.example?=',
            )
          : value,
      ],
    ]),
  }),
  genuine('an envelope without a name', 'From the service address alone', {
    kind: 'posta-certificata',
    ...inHeaders((name, value) => [[name, name === 'From' ? 'posta-certificata@pec.provider.example' : value]]),
  }),
  genuine(
    'a receipt from a named service',
    'a provider gives its box a name',
    inHeaders((name, value) => [[name, name === 'From' ? `"Posta Certificata" <${value}>` : value]]),
  ),
  genuine(
    'To with a name, in capitals',
    'addresses compare without case',
    inHeaders((name, value) => [[name, name === 'To' ? `"Studio" <${value.toUpperCase()}>` : value]]),
  ),
];

const LABELS: readonly GenuineMessage[] = [
  ...['sha-256', 'SHA1', '"sha256"', 'md5', 'rsa-sha1', 'unknown'].map((name) =>
    genuine(`micalg ${name}`, 'labels are often wrong: the CMS decides', inMessage(/micalg="[^"]*"/, `micalg=${name}`)),
  ),
  genuine(
    'protocol of the new spelling, part of the old',
    'both spellings are live',
    inMessage('protocol="application/x-pkcs7-signature"', 'protocol="application/pkcs7-signature"'),
  ),
  genuine('no protocol', 'left out', inMessage('protocol="application/x-pkcs7-signature"; ', '')),
  genuine(
    'a signature named by its type alone',
    'no file name',
    inMessage(/Content-Type: application\/x-pkcs7-signature; name="smime.p7s"/, 'Content-Type: application/pkcs7-signature'),
  ),
  genuine(
    'preamble of another program',
    'This is a cryptographically signed message',
    inMessage('This is an S/MIME signed message', 'This is a cryptographically signed message in MIME format.'),
  ),
  genuine('no preamble', 'left out', inMessage(/This is an S\/MIME signed message\r\n\r\n/, '')),
  genuine('a boundary without quotes', 'a token', inMessage('boundary="outer-limit"', 'boundary=outer-limit')),
  genuine('a delimiter with spaces behind', 'transport padding, RFC 2046', inMessage(`--outer-limit${CRLF}`, `--outer-limit  ${CRLF}`)),
  rewritten('base64 in lines of their own length', 'encoders that fold elsewhere', (octets) =>
    octets.replace(
      /(filename="smime.p7s"\r\n\r\n)([A-Za-z0-9+/=\r\n]+?)(?=\r\n--)/,
      (_, head: string, body: string) => head + (body.replace(/\s/g, '').match(/.{1,400}/g) ?? []).join(CRLF),
    ),
  ),
];

const PARTS: readonly GenuineMessage[] = [
  genuine('the original in 8 bits', 'accents without encoding', {
    kind: 'posta-certificata',
    transmission: createTransmission({
      original: Uint8Array.from(Buffer.from(`From: a@pec.alfa.example${CRLF}${CRLF}perch\xe9 \xe8 cos\xec${CRLF}`, 'latin1')),
    }),
  }),
  genuine('a part of the provider behind the data', 'own services, RFC 6109 section 4.3', {
    boundaries: { mixed: 'mixed-limit' },
    tamper: { parts: ([words = '', data = '', ...rest]) => [words, EXTRA, data, ...rest] },
  }),
  genuine('a part of the provider at the end', 'own services', { kind: 'accettazione', tamper: { parts: (parts) => [...parts, EXTRA] } }),
  genuine('plain words without HTML', 'text/plain alone', {
    tamper: { parts: ([, ...rest]) => [`Content-Type: text/plain; charset=iso-8859-1${CRLF}${CRLF}Ricevuta${CRLF}`, ...rest] },
  }),
  genuine('names without quotes', 'the Java platform', inData(/name="daticert.xml"/g, 'name=daticert.xml')),
  genuine('names in capitals', 'case means nothing', inData(/name="daticert.xml"/g, 'name="DatiCert.XML"')),
  genuine('the name of the type alone', 'no disposition', inData(/Content-Disposition: [^\r]*\r\n/, '')),
  genuine('the name of the disposition alone', 'application/xml without a name', inData('; name="daticert.xml"', '')),
  genuine(
    'data as an attachment',
    'attachment in place of inline',
    inData('Content-Disposition: inline', 'Content-Disposition: attachment'),
  ),
  genuine('data as text/xml', 'another type', inData('application/xml', 'text/xml')),
  genuine('data as octets', 'another type still', inData('application/xml', 'application/octet-stream')),
  genuine('data named certdata.xml', 'RFC 6109 section 4.3.3 prints it so', inData(/daticert\.xml/g, 'certdata.xml')),
  genuine(
    'a name in the writing of RFC 2231',
    "filename*=utf-8''daticert.xml",
    inData('filename="daticert.xml"', "filename*=utf-8''daticert.xml"),
  ),
  genuine(
    'the original as an attachment',
    'attachment in place of inline',
    inOriginal('Content-Disposition: inline', 'Content-Disposition: attachment'),
  ),
  genuine('the original without a disposition', 'left out', inOriginal(/Content-Disposition: [^\r]*\r\n/, '')),
  genuine('data as quoted-printable', 'another encoding', {
    tamper: {
      parts: (parts) =>
        parts.map((part) => {
          if (!isData(part)) return part;
          const [head = '', body = ''] = part.split(CRLF + CRLF);
          const text = Buffer.from(body, 'base64').toString('latin1').replaceAll('=', '=3D').replace(/\n/g, CRLF);
          return `${head.replace('base64', 'quoted-printable')}${CRLF}${CRLF}${text}`;
        }),
    },
  }),
];

const DATA: readonly GenuineMessage[] = [
  genuine('an external document type and a style sheet', 'Telecompost, 2013', inXml('<postacert', `${DOCTYPE}\n${STYLE}\n<postacert`)),
  genuine('stray text between elements', 'one published sample', inXml('</risposte>', '</risposte>a')),
  genuine('no risposte', 'some leave it out', { daticert: { replyTo: null } }),
  genuine('empty risposte', 'the platform of 2026', { daticert: { replyTo: '' } }),
  genuine('no oggetto, no subject', 'a mail without a subject', { transmission: createTransmission({ subject: null }) }),
  genuine('no msgid', 'Postecom, 2012: the client wrote no Message-ID', { transmission: createTransmission({ messageId: null }) }),
  genuine('msgid without brackets', 'some strip them', inXml(/&lt;([^&]*)&gt;/, '$1')),
  genuine('no errore', 'the default is nessuno', { daticert: { error: null } }),
  genuine('recipients without a type', 'the default is certificato', inXml(' tipo="certificato"', '')),
  genuine('zone with a colon', '+02:00', inXml(/zona="\+(\d\d)(\d\d)"/, 'zona="+$1:$2"')),
  genuine('no space in an empty element', '<ricevuta/>', inXml(' />', '/>')),
  genuine('an empty element in two tags', '<ricevuta></ricevuta>', inXml(/<ricevuta ([^/]*) \/>/, '<ricevuta $1></ricevuta>')),
  genuine('attributes in single quotes', 'as XML allows', inXml(/"/g, "'")),
  genuine('no declaration', 'optional in XML 1.0', inXml(/^<\?xml[^>]*>\n/, '')),
  genuine('CRLF and two spaces', 'RUPAR Puglia, 2013', inXml(/\n( *)/g, '\r\n  ')),
  genuine('all in one line', 'no white space at all', inXml(/\n */g, '')),
  genuine('another case of the address of delivery', 'addresses compare without case', {
    daticert: { delivery: 'Protocollo@PEC.beta.example' },
  }),
  genuine('altro for an unknown mailbox', 'the platform of 2026: the code decides', {
    kind: 'errore-consegna',
    reason: 'unknown-mailbox',
    daticert: { error: 'altro' },
  }),
  genuine('a cause with commas', '5.5.1, Gestore, virus', {
    kind: 'errore-consegna',
    reason: 'virus',
    daticert: { extendedError: '5.5.1, Gestore, presenza di un virus' },
  }),
  genuine('winter time', '+0100', { clock: new Date('2026-01-19T13:41:19Z') }),
];

const SAVED: readonly GenuineMessage[] = [
  rewritten('a byte order mark in front', 'saved by an editor', (octets) => `\xef\xbb\xbf${octets}`),
  rewritten('blank lines in front', 'copied out of a page', (octets) => `\r\n\r\n${octets}`),
  rewritten('a From line in front', 'mbox', (octets) => `From mailer@client.example Sat Sep 19 15:41:20 2026\r\n${octets}`),
  rewritten('blank lines behind', 'added by a mailbox', (octets) => `${octets}\r\n\r\n\r\n`),
  rewritten('no line end behind', 'cut by a page', (octets) => octets.trimEnd()),
  rewritten('some line ends LF', 'mixed by an editor', (octets) =>
    octets.replace(/\r\n/g, (end, at: number) => (at % 2 === 0 ? '\n' : end)),
  ),
];

export const GENUINE_QUIRKS: readonly GenuineMessage[] = [...HEADERS, ...LABELS, ...PARTS, ...DATA, ...SAVED];
