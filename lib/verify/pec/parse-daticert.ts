// daticert.xml (RFC 6109 section 4.4) into plain facts: no DTD is loaded, no entity is expanded, nothing is guessed.
import { SaxesParser } from 'saxes';
import { LimitReached, MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { CertifiedError, CertifiedFacts, ReceiptType, RecipientType } from '../report';
import { type DecodedXml, decodeXml } from './decode-xml';
import { isCertifiedKind } from './kinds';
import { parseCertifiedTime } from './parse-certified-time';

export type DaticertProblem = 'malformed' | 'forbidden-entity' | 'impossible-date' | 'unknown-type';
export type DaticertResult =
  | { ok: true; facts: CertifiedFacts }
  | { ok: false; problem: DaticertProblem }
  | { ok: false; problem: 'limit-reached'; limit: string };

type Element = { path: string; attributes: Record<string, string>; text: string; hasChildren: boolean };

const ERRORS: readonly CertifiedError[] = ['nessuno', 'no-dest', 'no-dominio', 'virus', 'altro'];
const RECEIPT_TYPES: readonly ReceiptType[] = ['completa', 'breve', 'sintetica'];
const RECIPIENT_TYPES: readonly RecipientType[] = ['certificato', 'esterno'];

/** What is drawn as nothing makes one address look like another. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

class ForbiddenEntity extends Error {}

/** All elements in document order, each with the path of names that leads to it. */
const parseElements = ({ xml, encoding }: DecodedXml): Element[] => {
  const elements: Element[] = [];
  const open: Element[] = [];
  let recipients = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => {
    throw new MalformedInput('xml');
  });
  parser.on('xmldecl', (declaration) => {
    // Declared where we did not look for it: another reader would decode other words.
    if ((declaration.encoding ?? encoding).toLowerCase() !== encoding) throw new MalformedInput('encoding');
  });
  parser.on('doctype', (doctype) => {
    // A genuine file of 2013 names an external DTD: it is never loaded; an internal subset could define entities.
    if (/[[\]]|<!/.test(doctype)) throw new ForbiddenEntity();
  });
  parser.on('opentag', (tag) => {
    if (tag.name === 'destinatari' && ++recipients > LIMITS.recipients) throw new LimitReached('recipients');
    if (elements.length > LIMITS.recipients * 2) throw new LimitReached('elements');
    // The grammar is four deep and its names are short; anything else is an attempt to fill the memory.
    if (open.length > 4 || tag.name.length > 64) throw new MalformedInput('xml');
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, value]) => [name, String(value).trim()]));
    const parent = open.at(-1);
    if (parent) parent.hasChildren = true;
    const element = { path: parent ? `${parent.path}/${tag.name}` : tag.name, attributes, text: '', hasChildren: false };
    elements.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return elements;
};

/** Identifiers are compared without the angle brackets that some providers write. */
export const stripBrackets = (value: string): string => (value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1).trim() : value);

const toLeafText = ({ text, hasChildren, path }: Element): string => {
  if (hasChildren) throw new MalformedInput(path);
  return text.trim();
};

/** An address or identifier: one word, so that nothing can hide behind it.
 * @throws MalformedInput */
const toWord = (text: string): string => {
  const word = stripBrackets(text.trim());
  if (word === '' || word.length > 998 || /[\s,;]/.test(word) || HIDDEN.test(word)) throw new MalformedInput('word');
  return word;
};

/** A reader of single and repeated elements below `postacert`. */
const createReader = (elements: readonly Element[]) => {
  const all = (path: string): Element[] => elements.filter((element) => element.path === `postacert/${path}`);
  /** The one element of that name; two would let two readers take different ones. */
  const one = (path: string): Element | undefined => {
    const [first, second] = all(path);
    if (second) throw new MalformedInput(path);
    return first;
  };
  const optional = (path: string): string | null => {
    const element = one(path);
    return element ? toLeafText(element) : null;
  };
  const required = (path: string): string => {
    const value = optional(path);
    if (!value) throw new MalformedInput(path);
    return value;
  };
  return { all, one, optional, required };
};

/** A value of a closed list; `fallback` where the attribute is absent (the DTD's default).
 * @throws MalformedInput for a word outside the list */
const parseWord = <Word extends string>(value: string | undefined, words: readonly Word[], fallback?: Word): Word => {
  const word = value === undefined ? fallback : words.find((candidate) => candidate === value);
  if (word === undefined) throw new MalformedInput('word');
  return word;
};

const toFacts = (elements: readonly Element[]): DaticertResult => {
  const [root] = elements;
  if (root?.path !== 'postacert') return { ok: false, problem: 'malformed' };
  const kind = root.attributes.tipo ?? '';
  if (!isCertifiedKind(kind)) return { ok: false, problem: 'unknown-type' };
  const { all, one, optional, required } = createReader(elements);
  if (!one('intestazione') || !one('dati')) throw new MalformedInput('postacert');
  const recipients = all('intestazione/destinatari').map((element) => ({
    address: toWord(toLeafText(element)),
    type: parseWord(element.attributes.tipo, RECIPIENT_TYPES, 'certificato'),
  }));
  if (recipients.length === 0) throw new MalformedInput('destinatari');
  const zone = one('dati/data')?.attributes.zona ?? '';
  const time = parseCertifiedTime(required('dati/data/giorno'), required('dati/data/ora'), zone);
  if (!time) return { ok: false, problem: 'impossible-date' };
  const receipt = one('dati/ricevuta');
  const messageId = optional('dati/msgid');
  if (HIDDEN.test(messageId ?? '')) throw new MalformedInput('dati/msgid');
  const delivery = optional('dati/consegna');
  const extendedError = optional('dati/errore-esteso') || null;
  return {
    ok: true,
    facts: {
      kind,
      error: parseWord(root.attributes.errore, ERRORS, 'nessuno'),
      sender: toWord(required('intestazione/mittente')),
      recipients,
      replyTo: optional('intestazione/risposte') || null,
      subject: optional('intestazione/oggetto'),
      issuerName: required('dati/gestore-emittente'),
      time,
      identifier: toWord(required('dati/identificativo')),
      messageId: (messageId && stripBrackets(messageId)) || null,
      receiptType: receipt ? parseWord(receipt.attributes.tipo, RECEIPT_TYPES) : null,
      delivery: delivery ? toWord(delivery) : null,
      takenInCharge: all('dati/ricezione').map((element) => toWord(toLeafText(element))),
      extendedError,
      errorCode: /^\s*(\d\.\d{1,3}\.\d{1,3})(?!\d)/.exec(extendedError ?? '')?.[1] ?? null,
    },
  };
};

/** Reads certification data; hostile or broken input is a value, never an exception. */
export const parseDaticert = (bytes: Uint8Array): DaticertResult => {
  if (bytes.length > LIMITS.daticertBytes) return { ok: false, problem: 'limit-reached', limit: 'daticertBytes' };
  try {
    return toFacts(parseElements(decodeXml(bytes)));
  } catch (error) {
    if (error instanceof ForbiddenEntity) return { ok: false, problem: 'forbidden-entity' };
    if (error instanceof LimitReached) return { ok: false, problem: 'limit-reached', limit: error.limit };
    return { ok: false, problem: 'malformed' };
  }
};
