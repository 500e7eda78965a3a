// Finds every place of a page where a value stands: address, attributes through open shadow roots, cookies, storage, scripts, requests.
import { allElements } from '../all-elements';
import { findWays } from './find-ways';
import { isPlainWord } from './plain-words';
import { queryPairs } from './query-pairs';
import { inlineScripts, ownRequests, readNamed, readPlace, splitHash, toSegments } from './read-place';
import { type Place, RECIPE_LIMITS } from './recipe';

const MAX_PLACES = 60;

const isAttributeName = (name: string): boolean => /^[a-z][a-z0-9_.:-]{0,60}$/.test(name);

const inAddress = (page: Document): Place[] => {
  const { search, pathname, hash } = page.location;
  const { segments, query } = splitHash(hash);
  return [
    ...queryPairs(new URLSearchParams(search)).map(([name]) => ({ in: 'query' as const, name })),
    ...queryPairs(query).map(([name]) => ({ in: 'hash-query' as const, name })),
    ...segments.map((_, index) => ({ in: 'hash' as const, index })),
    ...toSegments(pathname).map((_, index) => ({ in: 'path' as const, index })),
  ];
};

const inAttributes = (page: Document, value: string): Place[] => {
  const places: Place[] = [];
  for (const element of allElements(page)) {
    for (const { name, value: found } of Array.from(element.attributes)) {
      if (found !== value || !isAttributeName(name)) continue;
      places.push(...findWays(page, element, name).map((way) => ({ in: 'attribute' as const, way, name })));
      if (places.length > MAX_PLACES) return places;
    }
  }
  return places;
};

const inCookies = (page: Document): Place[] =>
  page.cookie
    .split(';')
    .map((pair) => pair.trim().split('=')[0] ?? '')
    .map((name) => ({ in: 'cookie' as const, name }));

/** `"name": "` and `name = '` → name. */
const readNameBefore = (text: string): string => {
  if (!/["']$/.test(text)) return '';
  const sign = text.slice(0, -1).trimEnd();
  if (!/[:=]$/.test(sign)) return '';
  const quoted = sign.slice(0, -1).trimEnd();
  const name = /["']$/.test(quoted) ? quoted.slice(0, -1) : quoted;
  let start = name.length;
  while (start > 0 && /[\w$-]/.test(name[start - 1] ?? '')) start -= 1;
  return name.slice(start);
};

/** Names before which the value stands in quotes. */
const findNames = (text: string, value: string): string[] => {
  const names: string[] = [];
  for (let at = text.indexOf(value); at > 0 && names.length < 10; at = text.indexOf(value, at + value.length)) {
    const before = text.slice(Math.max(0, at - RECIPE_LIMITS.name - 10), at);
    const name = readNameBefore(before);
    if (name !== '' && readNamed(text, name).includes(value)) names.push(name);
  }
  return names;
};

const inScripts = (page: Document, value: string): Place[] =>
  inlineScripts(page)
    .flatMap((text) => findNames(text, value))
    .map((name) => ({ in: 'script' as const, name }));

const storedTexts = (area: Storage | undefined): [string, string][] =>
  Array.from({ length: Math.min(area?.length ?? 0, 500) }, (_, index) => area?.key(index) ?? '').map((key) => [
    key,
    area?.getItem(key) ?? '',
  ]);

const inStorage = (page: Document, value: string): Place[] => {
  const places: Place[] = [];
  for (const [area, kind] of [
    ['sessionStorage', 'session-storage'],
    ['localStorage', 'local-storage'],
  ] as const) {
    try {
      for (const [key, text] of storedTexts(page.defaultView?.[area])) {
        places.push({ in: kind, key, name: null }, ...findNames(text, value).map((name) => ({ in: kind, key, name })));
      }
    } catch {
      // Kept from its own storage: no place there.
    }
  }
  return places;
};

const inRequests = (page: Document, value: string): Place[] =>
  ownRequests(page)
    .flatMap(({ searchParams }) => queryPairs(searchParams).filter(([, found]) => found === value))
    .map(([name]) => ({ in: 'request' as const, name }));

const isNamed = (place: Place): boolean => {
  const names = 'name' in place ? [place.name, 'key' in place ? place.key : ''] : [];
  return names.every((name) => name === null || (name.length <= RECIPE_LIMITS.name && isPlainWord(name)));
};

/** Those first that are surest to follow the open message. Each one reads back as the value. */
export const findPlaces = (page: Document, value: string): Place[] => {
  const places = [
    ...inAddress(page),
    ...inAttributes(page, value),
    ...inCookies(page),
    ...inStorage(page, value),
    ...inScripts(page, value),
    ...inRequests(page, value),
  ];
  const seen = new Set<string>();
  return places
    .filter((place) => isNamed(place) && readPlace(page, place) === value)
    .filter((place) => !seen.has(JSON.stringify(place)) && seen.add(JSON.stringify(place)))
    .slice(0, MAX_PLACES);
};
