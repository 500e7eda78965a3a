// A second, tiny reader of signed messages and certification data, written for the tests alone: what is green must read the same here.

type Element = { path: string; attributes: Map<string, string>; text: string };

export type SecondFacts = {
  kind: string;
  error: string;
  sender: string;
  recipients: string[];
  identifier: string;
  messageId: string | null;
  delivery: string | null;
  day: string;
  clock: string;
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(#x?)?(\w*);?/g, (all, number: string | undefined, name: string) => {
    if (number) return String.fromCodePoint(Number.parseInt(name, number === '#x' ? 16 : 10));
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`entity ${all}`);
    return character;
  });

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|</g;

const toAttributes = (written: string): Map<string, string> =>
  new Map(
    [...written.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      decode(double ?? single ?? '').trim(),
    ]),
  );

/** Elements in document order. */
const readElements = (xml: string): Element[] => {
  const elements: Element[] = [];
  const open: Element[] = [];
  for (const [all, section, slash, name, attributes, empty, text] of xml.matchAll(TOKEN)) {
    if (all === '<') throw new Error('a tag that is none');
    const current = open.at(-1);
    if (section !== undefined && current) current.text += section;
    else if (text !== undefined && current) current.text += decode(text);
    else if (name !== undefined && slash === '/') {
      if (open.pop()?.path.split('/').at(-1) !== name) throw new Error('an end without its beginning');
    } else if (name !== undefined) {
      const element = { path: [current?.path, name].filter(Boolean).join('/'), attributes: toAttributes(attributes ?? ''), text: '' };
      elements.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  return elements;
};

const strip = (text: string): string =>
  text
    .trim()
    .replace(/^<([^<>]*)>$/, '$1')
    .trim();

export const readFacts = (xml: string): SecondFacts => {
  const elements = readElements(xml.replace(/^\ufeff/, ''));
  const all = (path: string): Element[] => elements.filter((element) => element.path === `postacert/${path}`);
  const one = (path: string): string | null => {
    const found = all(path);
    if (found.length > 1) throw new Error(`two ${path}`);
    return found[0] ? strip(found[0].text) : null;
  };
  const [root] = elements;
  return {
    kind: root?.attributes.get('tipo') ?? '',
    error: root?.attributes.get('errore') ?? 'nessuno',
    sender: one('intestazione/mittente') ?? '',
    recipients: all('intestazione/destinatari').map(({ text }) => strip(text)),
    identifier: one('dati/identificativo') ?? '',
    messageId: one('dati/msgid') || null,
    delivery: one('dati/consegna') || null,
    day: one('dati/data/giorno') ?? '',
    clock: one('dati/data/ora') ?? '',
  };
};

export type SecondPart = { depth: number; type: string; head: string; body: string };

/** All parts outside message/rfc822, with CRLF or LF line ends. */
export const readParts = (entity: string, depth = 0): SecondPart[] => {
  const gap = /\r?\n\r?\n/.exec(`\n${entity}`);
  const head = gap ? entity.slice(0, Math.max(0, gap.index - 1)) : entity;
  const body = gap ? entity.slice(gap.index - 1 + gap[0].length) : '';
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ').replace(/\r(?!\n)/g, ' ');
  const type = /^content-type[ \t]*:[ \t]*([^\s;]+)/im.exec(unfolded)?.[1]?.toLowerCase() ?? 'text/plain';
  const boundary = /^content-type[ \t]*:.*;[ \t]*boundary=(?:"([^"]*)"|([^\s;]*))/im.exec(unfolded);
  const own = { depth, type, head: unfolded, body };
  if (!type.startsWith('multipart/') || !boundary) return [own];
  const marker = `--${boundary[1] ?? boundary[2] ?? ''}`;
  const parts: string[][] = [];
  for (const line of body.split('\n')) {
    const bare = line.trimEnd();
    if (bare === `${marker}--`) break;
    if (bare === marker) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return [own, ...parts.flatMap((lines) => readParts(lines.join('\n'), depth + 1))];
};

/** File names as the two fields for them give them. */
const namesOf = ({ head }: SecondPart): string[] =>
  [/^content-type[ \t]*:.*?;[ \t]*name\*?=([^;\r\n]*)/im, /^content-disposition[ \t]*:.*?;[ \t]*filename\*?=([^;\r\n]*)/im].map((field) =>
    (field.exec(head)?.[1] ?? '').toLowerCase(),
  );

const isNamed = (part: SecondPart, name: string): boolean => namesOf(part).some((written) => written.includes(name));

/** By the encoding that the file declares; the windows names of Latin-1 are one encoding to every decoder of the web. */
const toText = (bytes: Buffer): string => {
  const declared = /^[^>]*encoding\s*=\s*["']([\w-]+)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  return new TextDecoder(declared ?? 'utf-8', { fatal: true }).decode(bytes);
};

const decodeBody = ({ head, body }: SecondPart): string => {
  const encoding = /^content-transfer-encoding[ \t]*:[ \t]*([^\s;]+)/im.exec(head)?.[1]?.toLowerCase() ?? '7bit';
  if (encoding === 'base64') return toText(Buffer.from(body, 'base64'));
  if (encoding !== 'quoted-printable') return toText(Buffer.from(body, 'latin1'));
  const joined = body.replace(/[ \t]+(\r?\n)/g, '$1').replace(/=\r?\n/g, '');
  const plain = joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return toText(Buffer.from(plain, 'latin1'));
};

/** The certification data of a signed message: null where there are none, an error where they are not in their one place. */
export const readCertification = (octets: string): SecondFacts | null => {
  const parts = readParts(octets);
  const [data, second] = parts.filter((part) => isNamed(part, 'daticert.xml') || isNamed(part, 'certdata.xml'));
  if (!data) return null;
  if (second) throw new Error('two certification data');
  if (data.depth !== 2) throw new Error(`certification data at depth ${data.depth}`);
  const original = parts.findIndex((part) => part.type === 'message/rfc822' || isNamed(part, 'postacert.eml'));
  if (original >= 0 && original < parts.indexOf(data)) throw new Error('certification data behind the original');
  return readFacts(decodeBody(data));
};
