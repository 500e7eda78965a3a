// Mutations of daticert.xml before it is signed: elements, attributes, words, and what XML allows around them.
import { type Mutation, type Octets, replaceAt } from './mutation';
import type { Picker } from './picker';

type Edit = (pieces: string[], tags: readonly number[], pick: Picker) => string[];

/** Tags at odd places, text at even ones. */
const splitTags = (xml: Octets): string[] => xml.split(/(<[^<>]*>)/);

const onTags = (name: string, edit: Edit): Mutation => ({
  name: `xml ${name}`,
  apply: (xml, pick) => {
    const pieces = splitTags(xml);
    const tags = pieces.map((_, index) => index).filter((index) => index % 2 === 1);
    return tags.length === 0 ? xml : edit(pieces, tags, pick).join('');
  },
});

const nameOf = (tag: string): string => /^<\/?([^\s/>]*)/.exec(tag)?.[1] ?? '';

/** Where the element that opens at `at` ends. */
const findEnd = (pieces: readonly string[], at: number): number => {
  const opening = pieces[at] ?? '';
  if (opening.endsWith('/>') || opening.startsWith('</') || opening.startsWith('<?')) return at;
  const end = pieces.findIndex((piece, index) => index > at && piece === `</${nameOf(opening)}>`);
  return end < 0 ? at : end;
};

const pickElement = (pieces: readonly string[], tags: readonly number[], pick: Picker): { from: number; to: number } => {
  const from = pick.of(tags.filter((at) => !pieces[at]?.startsWith('</'))) ?? 1;
  return { from, to: findEnd(pieces, from) };
};

const NAMES = [
  'mittente',
  'destinatari',
  'consegna',
  'identificativo',
  'msgid',
  'oggetto',
  'dati',
  'intestazione',
  'data',
  'giorno',
  'ricezione',
  'postacert',
  'x',
  'p:consegna',
];
const WORDS = [
  ...[
    '',
    ' ',
    'ladro@posta.example',
    'accettazione',
    'avvenuta-consegna',
    'errore-consegna',
    'nessuno',
    'altro',
    'no-dest',
    'virus',
    'completa',
    'breve',
    'certificato',
  ],
  ...[
    '31/02/2026',
    '19/09/2026',
    '25:61:00',
    '+0200',
    '-1400',
    '<a@b>',
    'a@b c@d',
    '\u0000',
    '&#10;',
    '&amp;',
    '&lt;b&gt;',
    '\u00c2\u00a0',
    '\u00e2\u0080\u00ae',
    '\u00ff',
  ],
];
const INSERTS = [
  ...['<!-- x -->', '<!-- -- -->', '<?php x?>', '<![CDATA[x]]>', '<![CDATA[', ']]>', '&word;', '&#0;', '&#x110000;', '&', '<', '>', '\0'],
  ...[
    '<!DOCTYPE postacert>',
    '<!DOCTYPE postacert SYSTEM "daticert.dtd">',
    '<!DOCTYPE postacert [<!ENTITY a "b">]>',
    '<?xml version="1.0"?>',
    '<?xml version="1.1" encoding="iso-8859-1"?>',
  ],
  ...[
    '<consegna>ladro@posta.example</consegna>',
    '<postacert tipo="accettazione"/>',
    '<destinatari tipo="esterno">x@posta.example</destinatari>',
    '\u00ef\u00bb\u00bf',
    '\r',
    '\t',
  ],
];
const ATTRIBUTES = [
  ' tipo="accettazione"',
  ' errore="nessuno"',
  ' errore="altro"',
  " tipo='completa'",
  ' zona="+0000"',
  ' TIPO="x"',
  ' xmlns="x"',
  ' tipo=accettazione',
  ' tipo="&lt;"',
];

export const XML_MUTATIONS: readonly Mutation[] = [
  onTags('element gone', (pieces, tags, pick) => {
    const { from, to } = pickElement(pieces, tags, pick);
    return pieces.toSpliced(from, to - from + 1);
  }),
  onTags('element twice', (pieces, tags, pick) => {
    const { from, to } = pickElement(pieces, tags, pick);
    return pieces.toSpliced(from, 0, pieces.slice(from, to + 1).join(''));
  }),
  onTags('element moved', (pieces, tags, pick) => {
    const { from, to } = pickElement(pieces, tags, pick);
    const element = pieces.slice(from, to + 1).join('');
    const rest = pieces.with(from, '').fill('', from, to + 1);
    const target = pick.of(tags) ?? 1;
    return rest.with(target, pick.below(2) === 0 ? element + rest[target] : rest[target] + element);
  }),
  onTags('element renamed', (pieces, tags, pick) => {
    const { from, to } = pickElement(pieces, tags, pick);
    const [old, name] = [nameOf(pieces[from] ?? ''), pick.of(NAMES) ?? 'x'];
    const rename = (piece: string | undefined): string => (piece ?? '').replace(old, name);
    return pieces.with(from, rename(pieces[from])).with(to, rename(to === from ? rename(pieces[from]) : pieces[to]));
  }),
  onTags('tag gone', (pieces, tags, pick) => pieces.with(pick.of(tags) ?? 1, '')),
  onTags('tag in capitals', (pieces, tags, pick) => {
    const at = pick.of(tags) ?? 1;
    return pieces.with(at, (pieces[at] ?? '').toUpperCase());
  }),
  onTags('attribute added', (pieces, tags, pick) => {
    const at = pick.of(tags) ?? 1;
    return pieces.with(at, (pieces[at] ?? '').replace(/(\s*\/?>)$/, `${pick.of(ATTRIBUTES) ?? ''}$1`));
  }),
  onTags('attribute gone', (pieces, tags, pick) => {
    const at = pick.of(tags.filter((tag) => /=/.test(pieces[tag] ?? ''))) ?? 1;
    return pieces.with(at, (pieces[at] ?? '').replace(/\s+[\w-]+\s*=\s*"[^"]*"/, ''));
  }),
  onTags('attribute of another word', (pieces, tags, pick) => {
    const at = pick.of(tags.filter((tag) => /=/.test(pieces[tag] ?? ''))) ?? 1;
    return pieces.with(at, (pieces[at] ?? '').replace(/="[^"]*"/, `="${pick.of(WORDS) ?? ''}"`));
  }),
  onTags('text of another word', (pieces, tags, pick) => {
    const texts = tags.map((at) => at + 1).filter((at) => (pieces[at] ?? '').trim() !== '');
    return pieces.with(pick.of(texts) ?? 0, pick.of(WORDS) ?? '');
  }),
  onTags('text in a section', (pieces, tags, pick) => {
    const at = pick.of(tags.map((tag) => tag + 1).filter((tag) => (pieces[tag] ?? '').trim() !== '')) ?? 0;
    const text = pieces[at] ?? '';
    return pieces.with(
      at,
      pick.from([
        `<![CDATA[${text}]]>`,
        `${text.slice(0, 3)}<!-- x -->${text.slice(3)}`,
        [...text].map((one) => `&#${one.charCodeAt(0)};`).join(''),
      ]),
    );
  }),
  { name: 'xml inserted', apply: (xml, pick) => replaceAt(xml, pick.below(xml.length + 1), 0, pick.of(INSERTS) ?? '') },
  { name: 'xml octet', apply: (xml, pick) => replaceAt(xml, pick.below(xml.length), 1, String.fromCharCode(pick.below(256))) },
  { name: 'xml cut short', apply: (xml, pick) => xml.slice(0, pick.below(xml.length + 1)) },
  {
    name: 'xml encoding',
    apply: (xml, pick) =>
      xml.replace(/encoding="[^"]*"/, `encoding="${pick.from(['UTF-16', 'ISO-8859-1', 'us-ascii', 'utf-7', 'UTF8', 'windows-1252', ''])}"`),
  },
  {
    name: 'xml thousands of recipients',
    apply: (xml, pick) =>
      xml.replace('</intestazione>', `${'<destinatari>x@posta.example</destinatari>'.repeat(pick.from([10, 1000, 4000]))}</intestazione>`),
  },
];
