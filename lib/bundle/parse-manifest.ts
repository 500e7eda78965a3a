// ASiCManifest (ETSI EN 319 162-1 section A.4) → which files it lists, each with its SHA-256; no DTD, no entity, nothing guessed.
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { parseBase64, toHex } from '../verify/bytes';
import { MalformedInput } from '../verify/errors';
import type { BundleRefusal } from './bundle-findings';
import { isTokenName, NAMES } from './layout';

export type Manifest = {
  /** Path of the token that belongs to it. */
  token: string;
  /** SHA-256 in lowercase hex, by path. */
  listed: ReadonlyMap<string, string>;
};

export type ParsedManifest = { ok: true; manifest: Manifest } | { ok: false; problem: BundleRefusal };

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** As many files as a container may hold, each with some three hundred octets about it. */
export const MANIFEST_BYTES = 16 * 1024 * 1024;
const DEPTH = 3;

/** Where each element may stand; anything else is not a manifest of ours. */
const PLACES: Readonly<Record<string, string>> = {
  [`${ASIC}ASiCManifest`]: '',
  [`${ASIC}SigReference`]: `${ASIC}ASiCManifest`,
  [`${ASIC}DataObjectReference`]: `${ASIC}ASiCManifest`,
  [`${DSIG}DigestMethod`]: `${ASIC}DataObjectReference`,
  [`${DSIG}DigestValue`]: `${ASIC}DataObjectReference`,
};

type Reference = { uri: string; algorithm: string | null; digest: string | null };
type Reading = { tokens: string[]; references: Reference[] };

class Refused extends Error {
  constructor(readonly problem: BundleRefusal) {
    super(problem);
  }
}

const toAttribute = ({ attributes }: SaxesTagNS, name: string): string => {
  const attribute: SaxesAttributeNS | undefined = attributes[name];
  if (!attribute) throw new MalformedInput('manifest');
  return attribute.value;
};

const takeTag = (tag: SaxesTagNS, { tokens, references }: Reading): void => {
  const current = references.at(-1);
  if (tag.local === 'SigReference') tokens.push(toAttribute(tag, 'URI'));
  if (tag.local === 'DataObjectReference') references.push({ uri: toAttribute(tag, 'URI'), algorithm: null, digest: null });
  if (tag.local === 'DigestMethod' && current) {
    if (current.algorithm !== null) throw new MalformedInput('manifest');
    current.algorithm = toAttribute(tag, 'Algorithm');
  }
  if (tag.local === 'DigestValue' && current) {
    if (current.digest !== null) throw new MalformedInput('manifest');
    current.digest = '';
  }
};

/** @throws MalformedInput */
const readElements = (xml: string): Reading => {
  const reading: Reading = { tokens: [], references: [] };
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (): never => {
    throw new MalformedInput('manifest');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('cdata', refuse);
  parser.on('processinginstruction', refuse);
  // Another reader would decode other words.
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => void (encoding.toLowerCase() !== 'utf-8' && refuse()));
  parser.on('opentag', (tag) => {
    const name = `${tag.uri}${tag.local}`;
    if (open.length >= DEPTH || PLACES[name] !== (open.at(-1) ?? '')) refuse();
    open.push(name);
    takeTag(tag, reading);
  });
  parser.on('text', (text) => {
    const current = reading.references.at(-1);
    if (open.at(-1) === `${DSIG}DigestValue` && current) current.digest += text;
    else if (text.trim() !== '') refuse();
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return reading;
};

const REFUSED_SEGMENTS: readonly string[] = ['', '.', '..', '__proto__', 'constructor', 'prototype'];

/** Windows drops dots and blanks at the end: the file would take the place of another. */
const isUnsafeSegment = (segment: string): boolean => REFUSED_SEGMENTS.includes(segment) || segment.endsWith('.') || segment.endsWith(' ');

/** Files of META-INF say things about the others, and the type is known without a list.
 * @throws Refused */
const toPath = (uri: string): string => {
  let path: string;
  try {
    path = decodeURIComponent(uri);
  } catch {
    throw new Refused('unsafe-name');
  }
  const isUnsafe = path.includes('\\') || path.includes(':') || /\p{Cc}/u.test(path) || path.split('/').some(isUnsafeSegment);
  if (isUnsafe || path === NAMES.mimetype || /^META-INF\//i.test(path)) throw new Refused('unsafe-name');
  return path;
};

/** @throws MalformedInput, Refused */
const toDigest = ({ algorithm, digest }: Reference): string => {
  if (algorithm !== SHA256) throw new Refused('unknown-digest');
  const octets = parseBase64((digest ?? '').trim());
  if (octets.length !== 32) throw new MalformedInput('digest');
  return toHex(octets);
};

const toManifest = ({ tokens, references }: Reading): Manifest => {
  const [token, other] = tokens;
  if (token === undefined || other !== undefined) throw new MalformedInput('manifest');
  // Any other file would be hidden behind that word: neither listed nor added.
  if (!isTokenName(token)) throw new MalformedInput('manifest');
  const listed = new Map<string, string>();
  for (const reference of references) {
    const path = toPath(reference.uri);
    // Listed twice, with one hash or two: which is meant depends on the reader.
    if (listed.has(path)) throw new MalformedInput('manifest');
    listed.set(path, toDigest(reference));
  }
  return { token, listed };
};

/** Hostile bytes give a problem, never an exception. */
export const parseManifest = (bytes: Uint8Array): ParsedManifest => {
  if (bytes.length > MANIFEST_BYTES) return { ok: false, problem: 'manifest-too-large' };
  try {
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, manifest: toManifest(readElements(xml)) };
  } catch (error) {
    return { ok: false, problem: error instanceof Refused ? error.problem : 'manifest-unreadable' };
  }
};
