// From the request that downloaded one message to what a recipe may be made of: for each value, the places of the page where it stands.

import { refusesText, refusesValue } from '../refuses';
import { findPlaces } from './find-places';
import { isPlainText, isPlainWord } from './plain-words';
import { queryPairs } from './query-pairs';
import { toSegments } from './read-place';
import { type Place, RECIPE_LIMITS, type Way } from './recipe';

/** As the browser reported it. */
export type RecordedRequest = {
  url: string;
  method: string;
  /** Null where there is none. */
  form: [name: string, value: string][] | null;
  /** Those that the page added (`x-…`). */
  headers: [name: string, value: string][];
  /** A body that is no urlencoded form. */
  hasOtherBody: boolean;
  isRedirected: boolean;
};

export type DraftPart = { value: string; places: Place[] };
export type DraftField = [name: string, part: DraftPart];
/** Holds values: kept in memory until the second message was read, and nowhere else. */
export type Draft = {
  recorded: RecordedRequest;
  path: DraftPart[];
  query: DraftField[];
  form: DraftField[];
  headers: DraftField[];
  witnesses: Way[];
};

export type NoRecipe = 'unsupported' | 'harmful' | 'unknown-value' | 'message-not-found' | 'same-message' | 'place-lost';
type Refused = { ok: false; reason: NoRecipe; detail: string };
export type Drafted = { ok: true; draft: Draft } | Refused;

const refuse = (reason: NoRecipe, detail: string): Refused => ({ ok: false, reason, detail });

/** Shorter ones stand everywhere by chance. */
export const SHORT = 4;

const isSupported = ({ method, form, hasOtherBody, isRedirected }: RecordedRequest): boolean =>
  !hasOtherBody && !isRedirected && (method === 'POST' || (method === 'GET' && form === null));

const isTooLarge = (fields: readonly [string, string][]): boolean =>
  fields.length > RECIPE_LIMITS.parts ||
  fields.some(([name, value]) => name.length > RECIPE_LIMITS.name || value.length > RECIPE_LIMITS.value);

const findProblem = (named: DraftField[]): Refused | null => {
  for (const [name, { value, places }] of named) {
    if (refusesText(name) || (places.length === 0 ? refusesText(value) : refusesValue(value))) return refuse('harmful', name);
    // Neither in the page nor chosen by a programmer: whatever it is, it must not be written down.
    const isConstant = value.length <= RECIPE_LIMITS.constant && (value.length < SHORT || isPlainText(value));
    if (!isPlainWord(name) || (places.length === 0 && !isConstant)) return refuse('unknown-value', name);
  }
  return null;
};

/** Attributes of a document's metadata and forms belong to the session, as a rule. */
export const followsMessage = (place: Place): boolean =>
  place.in === 'attribute' ? !/^(?:meta|input)\b/.test(place.way.at(-1) ?? '') : /^(?:query|hash|hash-query|path)$/.test(place.in);

export const generaliseRequest = (recorded: RecordedRequest, page: Document, witnesses: Way[]): Drafted => {
  const { url, form, headers } = recorded;
  if (!URL.canParse(url) || new URL(url).origin !== page.location.origin || !isSupported(recorded)) return refuse('unsupported', '');
  const { pathname, searchParams } = new URL(url);
  const asked = queryPairs(searchParams);
  const segments = toSegments(pathname).map((value): [string, string] => ['path', value]);
  if ([segments, asked, form ?? [], headers].some(isTooLarge)) return refuse('unsupported', '');
  // The path as a whole too: a word may be spread over its segments.
  if (refusesText(pathname)) return refuse('harmful', 'path');

  const toField = ([name, value]: [string, string]): DraftField => [name, { value, places: value === '' ? [] : findPlaces(page, value) }];
  // A path is an address of programs: words stay words there, only what a machine made is looked for.
  const path = segments.map(([name, value]): DraftField => (isPlainWord(value) ? [name, { value, places: [] }] : toField([name, value])));
  const [query, fields, extra] = [asked, form ?? [], headers].map((list) => list.map(toField)) as [
    DraftField[],
    DraftField[],
    DraftField[],
  ];
  const all = [...path, ...query, ...fields, ...extra];
  const problem = findProblem(all);
  if (problem !== null) return problem;
  if (!all.some(([, { places }]) => places.some(followsMessage))) return refuse('message-not-found', '');
  return { ok: true, draft: { recorded, path: path.map(([, part]) => part), query, form: fields, headers: extra, witnesses } };
};
