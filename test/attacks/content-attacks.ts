// Attacks by what the message says: certification data that two XML readers would read differently, headers that mislead the eye, claims.
import type { Code, Verdict } from '../../lib/verify/report';
import { toBytes } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import { type Attack, bend } from './attack';

const MALFORMED: Code = 'certification-data.malformed';

const xml = (name: string, from: string | RegExp, to: string, code: Code = MALFORMED): Attack => ({
  ...bend(`daticert: ${name}`, 'inconclusive', code, {
    tamper: {
      daticertXml: (text) => {
        const changed = text.replace(from, to);
        if (changed === text) throw new Error(`nothing to replace: ${from}`);
        return changed;
      },
    },
  }),
  stricter: 'openssl reads no certification data',
});

/** A genuine message under headers that mislead. */
const outside = (name: string, code: Code, options: Partial<PecOptions>): Attack => ({
  ...bend(name, 'inconclusive', code, options),
  stricter: 'openssl compares no header with what is signed',
});

const header = (name: string, value: string): Partial<PecOptions> => ({
  tamper: { headers: (headers) => headers.map(([other, old]) => [other, other === name ? value : old]) },
});

const mail = (name: string, verdict: Verdict, code: Code | null, ...headers: readonly string[]): Attack => ({
  name: `claim: ${name}`,
  verdict,
  code,
  build: async () => ({ bytes: toBytes(`${headers.join('\r\n')}\r\n\r\ntext\r\n`) }),
});

const UNREADABLE: Code = 'sender-identity.address-unreadable';
const OTHER: Code = 'sender-identity.address-mismatch';
const SUBJECT: Code = 'header-agreement.subject-mismatch';
const FAKE: Code = 'message-structure.unsigned-claim';
const SERVICE = 'posta-certificata@pec.provider.example';

export const CONTENT_ATTACKS: readonly Attack[] = [
  xml('a version of XML to come', 'version="1.0"', 'version="2.0"'),
  xml('a second root', /$/, '<postacert/>'),
  xml('text behind the root', /$/, 'nessuno'),
  xml('a NUL behind the root', /$/, '\0'),
  xml('a NUL by reference', '<mittente>', '<mittente>&#0;'),
  xml('an attribute twice', '<postacert ', '<postacert tipo="accettazione" '),
  xml('a root in capitals', /(<\/?)postacert/g, '$1POSTACERT'),
  xml('a root with a prefix', /(<\/?)postacert/g, '$1p:postacert'),
  xml('a declaration not at the start', /^/, '\n'),
  xml('another encoding than the octets', 'UTF-8', 'UTF-16'),
  xml('an entity in an attribute', 'tipo="certificato"', 'tipo="&word;"'),
  xml('a receipt type left out', /<ricevuta tipo="[a-z]+"/, '<ricevuta'),
  xml('two document types', '<postacert', '<!DOCTYPE postacert SYSTEM "a"><!DOCTYPE postacert SYSTEM "b"><postacert'),
  xml('a subset hidden in quotes', '<postacert', '<!DOCTYPE postacert SYSTEM "a[b"><postacert', 'certification-data.forbidden-entity'),
  xml('a type in capitals', 'tipo="avvenuta-consegna"', 'tipo="AVVENUTA-CONSEGNA"', 'certification-data.unknown-type'),
  outside('From with a second field behind a bare CR', UNREADABLE, header('From', `${SERVICE}\rFrom: ladro@posta.example`)),
  outside('From with a source route', UNREADABLE, header('From', `<@posta.example:${SERVICE}>`)),
  outside('From with a group', UNREADABLE, header('From', `gestore:${SERVICE};`)),
  outside('From with a NUL', OTHER, header('From', `<${SERVICE}\0>`)),
  outside('From with a final dot', OTHER, header('From', `<${SERVICE}.>`)),
  outside('From with a letter of another script', OTHER, header('From', `<${SERVICE.replace('e', '\xd0\xb5')}>`)),
  outside('Subject in encoded words', SUBJECT, header('Subject', '=?utf-8?q?CONSEGNA=3A_tutt=27altro?=')),
  outside('Subject in two encoded words', SUBJECT, header('Subject', '=?utf-8?q?CONSE?= =?utf-8?q?GNA=3A_altro?=')),
  outside('Subject with a tab after the prefix', SUBJECT, header('Subject', 'CONSEGNA:\taltro')),
  outside('X-Ricevuta with a comment', 'header-agreement.type-mismatch', header('X-Ricevuta', 'avvenuta-consegna (si)')),
  outside('X-Trasporto beside X-Ricevuta', 'header-agreement.type-mismatch', {
    tamper: { headers: (headers) => [...headers, ['X-Trasporto', 'errore']] },
  }),
  mail('a header in other case', 'failed', FAKE, 'From: a@posta.example', 'x-TRASPORTO : Posta-Certificata'),
  mail('the true word after an unknown one', 'failed', 'message-structure.duplicate-header', 'X-Ricevuta: mai', 'X-Ricevuta: accettazione'),
  mail('a prefix in encoded words', 'failed', FAKE, `From: <${SERVICE}>`, 'Subject: =?utf-8?B?UE9TVEEgQ0VSVElGSUNBVEE6IHg=?='),
  mail('a prefix with two spaces', 'failed', FAKE, `From: <${SERVICE}>`, 'Subject: POSTA  CERTIFICATA: x'),
  mail('a service address that is only a name', 'not-pec', null, `From: "${SERVICE}" <ladro@posta.example>`, 'Subject: ACCETTAZIONE: x'),
  mail('words of no known charset', 'not-pec', null, `From: <${SERVICE}>`, 'Subject: =?x-unknown?Q?a?= =?utf-8?B?!!!?= =?utf-16?B?//8=?='),
];
