// Certification data that two readers of XML would read differently, and words in it that mislead the eye.
import type { Code, Verdict } from '../../lib/verify/report';
import type { PecOptions } from '../pki/sign-pec';
import { type Attack, bend, ofClass, stricter } from './attack';

const MALFORMED: Code = 'certification-data.malformed';
const ENTITY: Code = 'certification-data.forbidden-entity';

const changed = (from: string | RegExp, to: string): Partial<PecOptions> => ({
  tamper: {
    daticertXml: (text) => {
      const result = text.replace(from, to);
      if (result === text) throw new Error(`nothing to replace: ${from}`);
      return result;
    },
  },
});

const xml = (name: string, from: string | RegExp, to: string, code: Code | null = MALFORMED, verdict: Verdict = 'inconclusive'): Attack =>
  bend(`${verdict === 'verified' ? 'genuine: ' : ''}daticert.xml with ${name}`, verdict, code, changed(from, to));

const genuine = (name: string, from: string | RegExp, to: string): Attack => xml(name, from, to, null, 'verified');

/** The file in other octets than those of UTF-8. */
const encoded = (name: string, encode: (text: string) => Uint8Array, code: Code | null = MALFORMED): Attack =>
  bend(`daticert.xml ${name}`, code === null ? 'verified' : 'inconclusive', code, {
    tamper: {
      parts: (parts) =>
        parts.map((part) => {
          const [head = '', body = ''] = part.split('\r\n\r\n');
          if (!head.includes('filename="daticert.xml"')) return part;
          const text = Buffer.from(body, 'base64').toString('utf8');
          return `${head}\r\n\r\n${Buffer.from(encode(text)).toString('base64')}\r\n`;
        }),
    },
  });

const declaring = (name: string) => (text: string) => text.replace('UTF-8', name);
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const BOMB = `<!DOCTYPE postacert [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`;

export const XML_ATTACKS: readonly Attack[] = [
  ...stricter(
    'openssl reads no certification data',
    ...ofClass(
      ['I3.doctype', 'E1.T1'],
      xml('an entity of its own', '<postacert', '<!DOCTYPE postacert [<!ENTITY a "x">]><postacert', ENTITY),
      xml('entities of entities', '<postacert', `${BOMB}<postacert`, ENTITY),
      xml('an entity from a file', '<postacert', '<!DOCTYPE postacert [<!ENTITY a SYSTEM "file:///etc/passwd">]><postacert', ENTITY),
      xml('a parameter entity', '<postacert', '<!DOCTYPE postacert [<!ENTITY % a SYSTEM "https://x.example/"> %a;]><postacert', ENTITY),
      xml('defaults of attributes', '<postacert', '<!DOCTYPE postacert [<!ATTLIST postacert errore CDATA "virus">]><postacert', ENTITY),
      xml('an entity that nobody defined', '<mittente>', '<mittente>&mittente;'),
      xml('an entity of HTML', '<oggetto>', '<oggetto>&nbsp;'),
      xml('a number that is no character', '<oggetto>', '<oggetto>&#xFFFFFFFF;'),
    ),
    xml('an encoding declared far away', DECLARATION, `<?xml version="1.0"${' '.repeat(300)}encoding="ISO-8859-1"?>`),
    xml('UTF-7 declared', 'UTF-8', 'UTF-7'),
    xml('EBCDIC declared', 'UTF-8', 'IBM037'),
    encoded('in UTF-16 with its mark', (text) => Buffer.from(`\ufeff${declaring('UTF-16')(text)}`, 'utf16le')),
    encoded('in UTF-16 without a mark', (text) => Buffer.from(declaring('UTF-16LE')(text), 'utf16le')),
    encoded('with octets that are not UTF-8', (text) => Buffer.from(text.replace('Diffida', 'Diff\xecda'), 'latin1')),
    encoded('with an overlong form', (text) => Buffer.concat([Buffer.from(text.slice(0, -13)), Buffer.from([0xc0, 0xbc])])),
    encoded('with a mark inside', (text) => Buffer.from(text.replace('studio@', 'stu\ufeffdio@'))),
    xml('a sender turned around', '<mittente>', '<mittente>\u202e'),
    xml('a recipient with a zero width', 'protocollo@', 'proto\u200bcollo@'),
    xml('an identifier with a soft hyphen', '<identificativo>', '<identificativo>\u00ad'),
    xml('an address behind a space', '<mittente>', '<mittente>ladro@posta.example '),
    xml('an attribute twice', '<postacert tipo', '<postacert errore="virus" tipo'),
    xml('certification data below another root', /<postacert([\s\S]*)<\/postacert>/, '<a><postacert$1</postacert></a>'),
    xml('an unclosed comment', '<dati>', '<dati><!-- '),
    xml('two hyphens in a comment', '<dati>', '<dati><!-- a -- b -->'),
    xml('an unclosed CDATA', '<oggetto>', '<oggetto><![CDATA['),
    xml('an end of CDATA in text', '<oggetto>', '<oggetto>]]>'),
    xml('a bare ampersand', '<oggetto>', '<oggetto>a & b'),
    xml('a control character', '<oggetto>', '<oggetto>\x08'),
    xml('a processing instruction in a name', '<mittente>', '<mitt<?x?>ente>'),
    xml('a second declaration', '<intestazione>', '<?xml version="1.0"?><intestazione>'),
    xml('a day beyond the year', /<giorno>[^<]*/, '<giorno>32/13/2026', 'certification-data.impossible-date'),
    xml('a leap second', /<ora>[^<]*/, '<ora>23:59:60', 'certification-data.impossible-date'),
    xml('a zone beyond the globe', /zona="[^"]*"/, 'zona="+2500"', 'certification-data.impossible-date'),
    xml('no zone', / zona="[^"]*"/, '', 'certification-data.impossible-date'),
    xml('a year of five digits', /<giorno>[^<]*/, '<giorno>19/09/12026', 'certification-data.impossible-date'),
    xml('a year of nine nines', /<giorno>[^<]*/, '<giorno>31/12/9999', 'time-coherence.in-future'),
    xml('no recipients', /<destinatari[\s\S]*<\/destinatari>/, ''),
    xml('a recipient of no name', /(<destinatari[^>]*>)[^<]*/, '$1'),
  ),
  ...ofClass(
    'I3.doctype',
    genuine(
      'an external document type and a style sheet',
      '<postacert',
      '<!DOCTYPE postacert PUBLIC "posta certificata" "https://gestore.example/dtd/postacert.dtd"><?xml-stylesheet type="text/xsl" href="https://gestore.example/a.xsl"?><postacert',
    ),
  ),
  genuine('a comment inside a name', '<mittente>', '<mittente><!-- da -->'),
  genuine('the subject in CDATA', /<oggetto>([^<]*)</, '<oggetto><![CDATA[$1]]><'),
  genuine('a processing instruction between', '<dati>', '<?gestore versione="1"?><dati>'),
  genuine('numbers for letters', '<mittente>s', '<mittente>&#115;'),
  genuine(
    'an element of another name space beside',
    '<mittente>',
    '<x:mittente xmlns:x="urn:x">ladro@posta.example</x:mittente><mittente>',
  ),
  genuine('an attribute of another name space', '<postacert ', '<postacert xmlns:x="urn:x" x:tipo="accettazione" '),
  encoded('genuine: with a mark in front', (text) => Buffer.from(`\ufeff${text}`), null),
  encoded('genuine: in Latin-1, declared', (text) => Buffer.from(declaring('ISO-8859-1')(text), 'latin1'), null),
];
