// Mutations of the outer header fields: order, number, folding, case, and fields that contradict.
import { joinHead, splitHead } from './mail-pieces';
import type { Mutation, Octets } from './mutation';
import type { Picker } from './picker';

/** Fields that readers of PEC look at, with values that lie. */
const LIES = [
  'X-Ricevuta: accettazione',
  'X-Ricevuta: avvenuta-consegna',
  'X-Ricevuta: errore-consegna',
  'X-Trasporto: posta-certificata',
  'X-Trasporto: errore',
  'From: ladro@posta.example',
  'From: "Per conto di: ladro@posta.example" <posta-certificata@pec.provider.example>',
  'Sender: ladro@posta.example',
  'Subject: ACCETTAZIONE: altro',
  'Date: Mon, 01 Jan 2024 00:00:00 +0000',
  'Message-ID: <altro@posta.example>',
  'X-Riferimento-Message-ID: <altro@posta.example>',
  'X-VerificaSicurezza: errore',
  'X-TipoRicevuta: sintetica',
  'Content-Type: text/plain',
  'Content-Type: multipart/mixed; boundary="x"',
  'Content-Transfer-Encoding: base64',
  'MIME-Version: 1.0',
  ' continuation of nothing',
  'no field at all',
  ': no name',
  `X-Long: ${'y'.repeat(5000)}`,
] as const;

type Edit = (fields: string[], pick: Picker, other: readonly string[], eol: string) => string[];

const onFields = (name: string, edit: Edit): Mutation => ({
  name: `header ${name}`,
  apply: (octets: Octets, pick: Picker, other: Octets): Octets => {
    const head = splitHead(octets);
    return joinHead({ ...head, fields: edit([...head.fields], pick, splitHead(other).fields, head.eol) });
  },
});

const onField = (name: string, edit: (field: string, pick: Picker, eol: string) => string): Mutation =>
  onFields(name, (fields, pick, _, eol) => {
    const at = pick.below(fields.length);
    return fields.with(at, edit(fields[at] ?? '', pick, eol));
  });

const nameOf = (field: string): string => field.slice(0, field.indexOf(':') + 1).toLowerCase();

export const HEADER_MUTATIONS: readonly Mutation[] = [
  onFields('swapped', (fields, pick) => {
    const [left, right] = [pick.below(fields.length), pick.below(fields.length)];
    return fields.with(left, fields[right] ?? '').with(right, fields[left] ?? '');
  }),
  onFields('twice', (fields, pick) => {
    const field = pick.of(fields) ?? '';
    return fields.toSpliced(pick.below(fields.length + 1), 0, field);
  }),
  onFields('gone', (fields, pick) => fields.toSpliced(pick.below(fields.length), 1)),
  onFields('lie added', (fields, pick) =>
    fields.toSpliced(pick.below(fields.length + 1), 0, pick.from([...LIES] as [string, ...string[]])),
  ),
  onFields('replaced by a lie', (fields, pick) => {
    const lie = pick.from([...LIES] as [string, ...string[]]);
    const at = fields.findIndex((field) => nameOf(field) === nameOf(lie));
    return at < 0 ? [...fields, lie] : fields.with(at, lie);
  }),
  onFields('of another message', (fields, pick, other) => {
    const foreign = pick.of(other) ?? '';
    const at = fields.findIndex((field) => nameOf(field) === nameOf(foreign));
    return at < 0 || pick.below(3) === 0 ? [...fields, foreign] : fields.with(at, foreign);
  }),
  onField('folded', (field, pick, eol) => {
    const spaces = [...field.matchAll(/ /g)].map(({ index }) => index);
    const at = pick.of(spaces);
    return at === undefined ? field : `${field.slice(0, at)}${eol}${pick.from([' ', '\t', '  '])}${field.slice(at + 1)}`;
  }),
  onField('unfolded', (field) => field.replace(/\r?\n[ \t]+/g, ' ')),
  onField('folded by nothing', (field, pick, eol) => field.replace(':', `:${pick.from([`${eol} `, `${eol}\t${eol} `, ' ', '', '\r '])}`)),
  onField('in other letters', (field, pick) => {
    const at = field.indexOf(':');
    return (pick.below(2) === 0 ? field.slice(0, at).toUpperCase() : field.slice(0, at).toLowerCase()) + field.slice(at);
  }),
  onField('with space before its colon', (field, pick) => field.replace(':', `${pick.from([' ', '\t', '\0', '\u00a0'])}:`)),
  onField('value flipped', (field, pick) => {
    const at = field.indexOf(':') + 1 + pick.below(Math.max(1, field.length - field.indexOf(':') - 1));
    return field.slice(0, at) + String.fromCharCode((field.charCodeAt(at) || 0x20) ^ (1 << pick.below(8))) + field.slice(at + 1);
  }),
  onField('value in encoded words', (field) => {
    const at = field.indexOf(':') + 1;
    return `${field.slice(0, at)} =?utf-8?b?${Buffer.from(field.slice(at).trim(), 'latin1').toString('base64')}?=`;
  }),
  onField(
    'ends in a comment',
    (field, pick) => `${field} ${pick.from(['(x', '(x)', '"', '\\', ';', '; boundary=x', "; boundary*=us-ascii''x"])}`,
  ),
];
