// Mutations of the MIME structure: boundaries, parts, encodings, line ends, single octets.
import { findBoundaries, findSignature, joinHead, listParts, splitHead, splitPieces } from './mail-pieces';
import { type Mutation, type Octets, replaceAt } from './mutation';
import type { Picker } from './picker';

type Edit = (octets: Octets, pick: Picker, other: Octets) => Octets;

const mime = (name: string, apply: Edit): Mutation => ({ name: `mime ${name}`, apply });

const onPieces = (
  name: string,
  edit: (pieces: string[], parts: readonly number[], pick: Picker, other: readonly string[]) => string[],
): Mutation =>
  mime(name, (octets, pick, other) => {
    const pieces = splitPieces(octets);
    const parts = listParts(pieces);
    return parts.length === 0 ? octets : edit(pieces, parts, pick, splitPieces(other)).join('');
  });

const TOKENS = [
  ...['\r\n', '\n', '\r', '\r\r\n', '\0', ' ', '\t', '--', '\r\n\r\n', '=\r\n', '\u00ef\u00bb\u00bf', '\u001a', 'From x\r\n'],
  ...[
    'Content-Type: message/rfc822\r\n\r\n',
    'Content-Type: application/xml; name="daticert.xml"\r\n\r\n<postacert tipo="accettazione"/>\r\n',
  ],
  ...['Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n', 'begin 644 daticert.xml\r\n'],
];

/** A parameter or header of some part, seen anywhere in the message. */
const REWORDED: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /Content-Transfer-Encoding: *\S+/gi,
    ['7bit', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uuencode', 'base64, 7bit', 'BASE64'].map(
      (name) => `Content-Transfer-Encoding: ${name}`,
    ),
  ],
  [
    /(?:file)?name="?daticert\.xml"?/gi,
    ['name=x.xml', 'name="DATICERT.XML"', "name*=utf-8''daticert.xml", 'name=daticert.xml; name=x', 'name*0=dati; name*1=cert.xml'],
  ],
  [/(?:file)?name="?postacert\.eml"?/gi, ['name=x.eml', 'name="daticert.xml"', 'name=""']],
  [
    /Content-Type: *message\/rfc822/gi,
    ['Content-Type: text/plain', 'Content-Type: multipart/mixed', 'Content-Type: message/partial', 'Content-Type: application/xml'],
  ],
  [
    /multipart\/(?:signed|mixed|alternative)/gi,
    ['multipart/signed', 'multipart/mixed', 'multipart/alternative', 'multipart/related', 'message/rfc822', 'Multipart/Signed'],
  ],
  [
    /application\/(?:x-)?pkcs7-signature/gi,
    ['application/pkcs7-mime', 'application/octet-stream', 'application/pkcs7-signature', 'text/plain'],
  ],
  [/micalg="?[\w-]+"?/gi, ['micalg=md5', 'micalg=sha-512', 'micalg=', '']],
  [/boundary="?[^"\s;]+"?/gi, ['boundary=x', 'boundary=""', 'boundary="a b"', 'boundary', 'boundary=x; boundary=y']],
];

const reword: Edit = (octets, pick) => {
  const [pattern, wordings] = pick.of(REWORDED) ?? [/$^/g, []];
  const place = pick.of([...octets.matchAll(pattern)]);
  return place ? replaceAt(octets, place.index, place[0].length, pick.of(wordings) ?? '') : octets;
};

const flip = (octets: Octets, at: number, pick: Picker): Octets =>
  replaceAt(octets, at, 1, String.fromCharCode((octets.charCodeAt(at) ^ (1 << pick.below(8))) & 0xff));

/** Everything between the first delimiter line and the signature: what was signed. */
const flipSigned: Edit = (octets, pick) => {
  const pieces = splitPieces(octets);
  const from = (pieces[0] ?? '').length + (pieces[1] ?? '').length;
  const to = findSignature(octets)?.from ?? octets.length;
  return flip(octets, from + pick.below(Math.max(1, to - from)), pick);
};

const renameBoundary =
  (isEverywhere: boolean): Edit =>
  (octets, pick) => {
    const boundary = pick.of(findBoundaries(octets));
    if (boundary === undefined) return octets;
    const name = pick.from([`${boundary}x`, boundary.slice(1), boundary.toLowerCase(), 'z9', ...(findBoundaries(octets) as [string])]);
    if (isEverywhere) return octets.replaceAll(boundary, name);
    const place = pick.of([...octets.matchAll(new RegExp(boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))]);
    return place ? replaceAt(octets, place.index, boundary.length, name) : octets;
  };

const nest: Edit = (octets, pick) => {
  const { fields, eol, body } = splitHead(octets);
  const inner =
    pick.below(2) === 0
      ? `Content-Type: message/rfc822${eol}${eol}${octets}`
      : `${fields.filter((field) => /^content-/i.test(field)).join(eol)}${eol}${body}`;
  const kept = fields.filter((field) => !/^content-/i.test(field) || pick.below(4) === 0);
  const type = pick.from(['multipart/mixed', 'multipart/signed', 'multipart/related', 'message/rfc822', 'text/plain']);
  return joinHead({
    fields: [...kept, `Content-Type: ${type}; boundary=nest`],
    eol,
    body: `${eol}--nest${eol}${inner}${eol}--nest--${eol}`,
  });
};

const changeLineEnds: Edit = (octets, pick) => {
  const [kind, breaks] = [pick.below(6), [...octets.matchAll(/\r?\n/g)]];
  if (kind === 0) return octets.replaceAll('\r\n', '\n');
  if (kind === 1) return octets.replace(/\r?\n/g, '\r');
  if (kind === 2) return octets.replace(/\r?\n/g, '\r\r\n');
  const place = pick.of(breaks);
  return place
    ? replaceAt(octets, place.index, place[0].length, pick.from(['\n', '\r', '\r\r\n', '\n\r', '\r\n\r\n', ' \r\n', '']))
    : octets;
};

export const MIME_MUTATIONS: readonly Mutation[] = [
  onPieces('part twice', (pieces, parts, pick) => {
    const at = pick.of(parts) ?? 0;
    return pieces.toSpliced(at, 0, pieces[at] ?? '', pieces[at - 1] ?? '');
  }),
  onPieces('part gone', (pieces, parts, pick) => pieces.toSpliced(pick.of(parts) ?? 0, pick.from([1, 2]))),
  onPieces('parts swapped', (pieces, parts, pick) => {
    const [left, right] = [pick.of(parts) ?? 0, pick.of(parts) ?? 0];
    return pieces.with(left, pieces[right] ?? '').with(right, pieces[left] ?? '');
  }),
  onPieces('part of another message', (pieces, parts, pick, other) => {
    const foreign = other[pick.of(listParts(other)) ?? 0] ?? '';
    const at = pick.of(parts) ?? 0;
    return pick.below(2) === 0 ? pieces.with(at, foreign) : pieces.toSpliced(at, 0, foreign, pieces[at - 1] ?? '');
  }),
  onPieces('part cut short', (pieces, parts, pick) => {
    const at = pick.of(parts) ?? 0;
    return pieces.with(at, (pieces[at] ?? '').slice(0, pick.below((pieces[at] ?? '').length + 1)));
  }),
  onPieces('part in a part', (pieces, parts, pick) => {
    const at = pick.of(parts) ?? 0;
    return pieces.with(
      at,
      `Content-Type: ${pick.from(['message/rfc822', 'multipart/mixed; boundary=in'])}\r\n\r\n--in\r\n${pieces[at]}\r\n--in--\r\n`,
    );
  }),
  onPieces('delimiter bent', (pieces, parts, pick) => {
    const at = (pick.of(parts) ?? 1) - 1;
    const line = pieces[at] ?? '';
    return pieces.with(
      at,
      pick.from([
        `${line.trimEnd()}--\r\n`,
        line.replace(/--\s*$/, '\r\n'),
        ` ${line}`,
        `${line.trimEnd()} \t\r\n`,
        `${line.trimEnd()}x\r\n`,
        `\r\n${line}`,
        '',
        line + line,
      ]),
    );
  }),
  mime('text in front', (octets, pick) => pick.from(['\r\n', 'From x y\n', 'preamble\r\n', '\u00ef\u00bb\u00bf', '\0']) + octets),
  mime('preamble', (octets, pick) =>
    octets.replace(/\r?\n\r?\n/, (gap) => `${gap}${pick.from(['text', '--', '<b>verified</b>', 'Content-Type: x'])}\r\n`),
  ),
  mime('text behind', (octets, pick) => octets + pick.from(['\r\n', 'text', ' ', '\0', '--x', '\r\n--x--\r\n'])),
  mime('cut short', (octets, pick) => octets.slice(0, pick.below(octets.length + 1))),
  mime('renamed boundary', renameBoundary(false)),
  mime('renamed boundary everywhere', renameBoundary(true)),
  mime('reworded', reword),
  mime('nested', nest),
  mime('line ends', changeLineEnds),
  mime('octet of what is signed', flipSigned),
  mime('octet anywhere', (octets, pick) => flip(octets, pick.below(octets.length), pick)),
  mime('token inserted', (octets, pick) => replaceAt(octets, pick.below(octets.length + 1), 0, pick.of(TOKENS) ?? '')),
  mime('octets removed', (octets, pick) => replaceAt(octets, pick.below(octets.length + 1), 1 + pick.below(40), '')),
  mime('another message behind', (octets, pick, other) => (pick.below(2) === 0 ? octets + other : other + octets)),
];
