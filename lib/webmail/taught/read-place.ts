// Reads the value that stands at a place of the page now; null when the place is gone or says two things.
import { decodePercent } from '../source/decode-percent';
import { followWay } from './follow-way';
import { type Place, RECIPE_LIMITS } from './recipe';

export const toSegments = (path: string): string[] => path.split('/').slice(1).map(decodePercent);

/** `#/mail/INBOX/12?view=full` → segments and query. */
export const splitHash = (hash: string): { segments: string[]; query: URLSearchParams } => {
  const [path = '', ...rest] = hash.replace(/^#!?/, '').split('?');
  const isQuery = rest.length === 0 && path.includes('=');
  return {
    segments: isQuery ? [] : path.split('/').map(decodePercent),
    query: new URLSearchParams(isQuery ? path : rest.join('?')),
  };
};

const only = (values: readonly (string | null)[]): string | null => {
  const [first = null, ...others] = new Set(values);
  return others.length > 0 ? null : first;
};

export const readCookie = (page: Document, name: string): string | null => {
  const pairs = page.cookie.split(';').map((pair) => pair.trim().split('='));
  return only(pairs.filter(([key]) => key === name).map(([, ...value]) => decodePercent(value.join('='))));
};

const QUOTES = ['"', "'"];
const isNameEnd = (character: string | undefined): boolean => character !== undefined && /[\s"':=]/.test(character);

const skip = (text: string, start: number, characters: string): number => {
  let index = start;
  while (index < text.length && characters.includes(text[index] ?? '')) index += 1;
  return index;
};

/** `"name": "value"`, `name = 'value'`: the quoted text behind a name. */
export const readNamed = (text: string, name: string): string[] => {
  const values: string[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text[at - 1];
    const end = at + name.length;
    if ((before !== undefined && /[\w$-]/.test(before)) || !isNameEnd(text[end])) continue;
    const start = skip(text, end, ' \t"\':=');
    const quote = text[start - 1] ?? '';
    if (!QUOTES.includes(quote) || !/[:=]/.test(text.slice(end, start))) continue;
    const close = text.indexOf(quote, start);
    if (close > start && close - start <= RECIPE_LIMITS.value) values.push(text.slice(start, close));
  }
  return values;
};

export const inlineScripts = (page: Document): string[] => Array.from(page.scripts, (script) => (script.src === '' ? script.text : ''));

export const ownRequests = (page: Document): URL[] => {
  const entries = page.defaultView?.performance?.getEntriesByType?.('resource') ?? [];
  const urls = entries.map(({ name }) => name).filter((name) => URL.canParse(name));
  return urls.map((name) => new URL(name)).filter(({ origin }) => origin === page.location.origin);
};

const readStorage = (page: Document, area: 'localStorage' | 'sessionStorage', key: string, name: string | null): string | null => {
  try {
    const text = page.defaultView?.[area].getItem(key) ?? null;
    return text === null || name === null ? text : only(readNamed(text, name));
  } catch {
    // A page may be kept from its own storage.
    return null;
  }
};

const read = (page: Document, place: Place): string | null => {
  const { location } = page;
  switch (place.in) {
    case 'query':
      return only(new URLSearchParams(location.search).getAll(place.name));
    case 'hash-query':
      return only(splitHash(location.hash).query.getAll(place.name));
    case 'path':
      return toSegments(location.pathname)[place.index] ?? null;
    case 'hash':
      return splitHash(location.hash).segments[place.index] ?? null;
    case 'attribute':
      return followWay(page, place.way).element?.getAttribute(place.name) ?? null;
    case 'cookie':
      return readCookie(page, place.name);
    case 'script':
      return only(inlineScripts(page).flatMap((text) => readNamed(text, place.name)));
    case 'request':
      return (
        ownRequests(page)
          .findLast(({ searchParams }) => searchParams.has(place.name))
          ?.searchParams.get(place.name) ?? null
      );
    case 'local-storage':
      return readStorage(page, 'localStorage', place.key, place.name);
    case 'session-storage':
      return readStorage(page, 'sessionStorage', place.key, place.name);
  }
};

/** What a page says is only ever a value: nothing that a header or an address could take for more. */
export const readPlace = (page: Document, place: Place): string | null => {
  const value = read(page, place);
  return value === null || value === '' || value.length > RECIPE_LIMITS.value || /\p{C}/u.test(value) ? null : value;
};
