// The mailbox of the tests that all webmails share: receipts, ordinary mail, imitations, and every octet there is.
import type { MailLab } from '../lab/mail-lab';
import { toBytes, toOctets } from '../pki/mime-text';
import { type MailRoom, writeOrdinary } from './mail-room';

export const OTHER_FOLDER = 'Archivio';

/** Our card as a mail could paint it: our attribute, our classes, our words. */
const IMITATION = `<html><head><style>.card{border:1px solid green}</style></head><body>
<div data-ceralacca="card" class="card edge-ok"><div class="judged"><h2 class="verdict">Busta di trasporto: autentica</h2></div></div>
<p>daticert.xml postacert.eml smime.p7s</p></body></html>`;

/** Ordinary mail with each octet once: those that end lines stand where they may. */
export const writeEveryOctet = (): Uint8Array => {
  const octets = Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => ![0, 10, 13].includes(octet));
  const head = ['From: Marta <marta@posta.example>', 'To: studio@pec.alfa.example', `Subject: ${SUBJECTS.octets}`];
  const type = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: 8bit'];
  const date = ['Date: Mon, 21 Sep 2026 10:00:00 +0200', 'Message-ID: <ottetti@posta.example>'];
  return toBytes([...head, ...date, ...type, '', `\t ${String.fromCharCode(...octets)}\t`, 'fine \t', ''].join('\r\n'));
};

export const SUBJECTS = {
  receipt: 'ACCETTAZIONE: Prima pratica',
  delivery: 'CONSEGNA: Seconda pratica',
  altered: 'CONSEGNA: Terza pratica',
  ordinary: 'Consegna del pacco domani',
  words: 'POSTA CERTIFICATA: solo parole',
  imitation: 'Busta autentica dipinta',
  octets: 'Tutti gli ottetti',
  big: 'POSTA CERTIFICATA: Quarta pratica',
  untouched: 'ACCETTAZIONE: Mai aperta',
  twin: 'ACCETTAZIONE: Gemella altrove',
  enclosed: 'Fwd: delibera di giunta',
  broken: 'CONSEGNA: Quinta pratica',
  huge: 'POSTA CERTIFICATA: Sesta pratica',
} as const;
export type Name = keyof typeof SUBJECTS;

/** Boundaries that repeat, stay open, or are missing; parts that end nowhere, and names that lead elsewhere. */
const BROKEN = [
  'From: "Per conto di: sindaco@pec.beta.example" <posta-certificata@posta.example',
  'To: studio@pec.alfa.example, ,,<"',
  `Subject: ${SUBJECTS.broken}`,
  'Date: Mon, 99 Foo 2026 25:61:00 +9999',
  'X-Ricevuta: avvenuta-consegna',
  ' : a line that goes on with nothing',
  'a line that is no header',
  'MIME-Version: 1.0',
  'Content-Type: multipart/signed; protocol="application/pkcs7-signature; micalg=; boundary="uno"; boundary=due',
  'Content-Transfer-Encoding: base64',
  '',
  ...Array.from({ length: 40 }, () => ['--uno', 'Content-Type: multipart/mixed; boundary=uno', '']).flat(),
  '--due',
  'Content-Type: application/xml; name="../../daticert.xml"; charset=x-none',
  "Content-Disposition: attachment; filename*=utf-9''%ZZdaticert.xml",
  'Content-Transfer-Encoding: base64',
  '',
  'PD94bWwgdmVy*=c2lvbj0=====',
  '--uno',
  'Content-Type: message/rfc822; name=postacert.eml',
  '',
  'Content-Type: multipart/mixed; boundary=',
  '',
  '--',
  '--uno',
  'Content-Type: application/pkcs7-signature; name=smime.p7s',
  'Content-Transfer-Encoding: base64',
  '',
  'MIIB',
].join('\r\n');

const ENCLOSED = {
  ...{ name: 'postacert.eml', type: 'message/rfc822', encoding: '7bit' as const },
  bytes: writeOrdinary({ subject: 'Delibera', text: 'La ricevuta è autentica.' }),
};

/** Above what anybody reads. */
const HUGE = { name: 'atti.zip', type: 'application/zip', bytes: new Uint8Array(76 * 1024 * 1024).fill(80) };

/** Enough for its source to be under way while the next message is opened already. */
const BIG = { name: 'planimetria.pdf', type: 'application/pdf', bytes: new Uint8Array(6_000_000).fill(37) };

/** One letter of the original, which the provider signed. */
const alter = (bytes: Uint8Array): Uint8Array => {
  const text = toOctets(bytes);
  const place = text.lastIndexOf('Terza pratica');
  return toBytes(`${text.slice(0, place)}Terza pretica${text.slice(place + 'Terza pratica'.length)}`);
};

/** The uids by name, in the inbox; in another folder the twin, which has the uid of the receipt, and after it hostile mail. */
export const fillMailbox = async <L extends MailLab>({ sign, put }: MailRoom<L>): Promise<Record<Name, number>> => ({
  receipt: await put(await sign({ kind: 'accettazione', subject: 'Prima pratica' })),
  delivery: await put(await sign({ kind: 'avvenuta-consegna', subject: 'Seconda pratica' })),
  altered: await put(alter(await sign({ kind: 'avvenuta-consegna', subject: 'Terza pratica' }))),
  ordinary: await put(writeOrdinary({ subject: SUBJECTS.ordinary })),
  words: await put(writeOrdinary({ subject: SUBJECTS.words })),
  imitation: await put(writeOrdinary({ subject: SUBJECTS.imitation, html: IMITATION })),
  octets: await put(writeEveryOctet()),
  big: await put(await sign({ kind: 'posta-certificata', subject: 'Quarta pratica', attachments: [BIG] })),
  untouched: await put(await sign({ kind: 'accettazione', subject: 'Mai aperta' })),
  twin: await put(await sign({ kind: 'accettazione', subject: 'Gemella altrove' }), OTHER_FOLDER),
  enclosed: await put(writeOrdinary({ subject: SUBJECTS.enclosed, attached: [ENCLOSED] }), OTHER_FOLDER),
  broken: await put(toBytes(BROKEN), OTHER_FOLDER),
  huge: await put(writeOrdinary({ subject: SUBJECTS.huge, from: 'posta-certificata@posta.example', attached: [HUGE] }), OTHER_FOLDER),
});
