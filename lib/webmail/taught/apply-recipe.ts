// From a recipe and the page as it is now to the request for the open message's source; null where the page does not say all of it.
import type { SourceRequest } from '../adapter';
import { refusesValue } from '../refuses';
import { readPlace } from './read-place';
import type { Part, Place, Recipe } from './recipe';

export type Applied = { source: SourceRequest /** What names the message. */; ids: string[] };

/** What may go into a request of what stands at a place now: a page may put a command where it had a name. */
export const readValue = (page: Document, at: Place): string | null => {
  const value = readPlace(page, at);
  return value === null || refusesValue(value) ? null : value;
};

const fill = (page: Document, part: Part): string | null => (part.is === 'constant' ? part.value : readValue(page, part.at));

const isSegment = (value: string, index: number, all: readonly string[]): boolean =>
  value !== '.' && value !== '..' && (value !== '' || (index > 0 && index === all.length - 1));

const fillAll = (page: Document, fields: Recipe['query']): [string, string][] | null => {
  const filled = fields.map(([name, part]): [string, string | null] => [name, fill(page, part)]);
  return filled.every((field): field is [string, string] => field[1] !== null) ? filled : null;
};

const toUrl = (origin: string, segments: string[], query: [string, string][]): string | null => {
  const url = new URL(origin);
  const path = `/${segments.map(encodeURIComponent).join('/')}`;
  url.pathname = path;
  url.search = new URLSearchParams(query).toString();
  // What an address makes of the path must be the path.
  return url.origin === origin && url.pathname === path ? url.href : null;
};

/** No message has been read this way often enough to say that nothing is altered: it may confirm, never condemn. */
const FIDELITY = 'lossy';

export const applyRecipe = (recipe: Recipe, page: Document): Applied | null => {
  const { origin, method } = recipe;
  if (page.location.origin !== origin) return null;
  const segments = fillAll(
    page,
    recipe.path.map((part) => ['', part]),
  )?.map(([, value]) => value);
  const [query, form, headers] = [recipe.query, recipe.form, recipe.headers].map((fields) => fillAll(page, fields));
  if (!segments?.every(isSegment) || !query || !form || !headers) return null;
  // A header is octets: what is none was never sent by the page either.
  if (headers.some(([, value]) => /[^\x20-\x7e]/.test(value))) return null;
  const url = toUrl(origin, segments, query);
  if (url === null) return null;
  const ids = [...recipe.path, ...[...recipe.query, ...recipe.form, ...recipe.headers].map(([, part]) => part)]
    .filter(({ is }) => is === 'message')
    .map((part) => fill(page, part) ?? '');
  const body = method === 'POST' ? { body: new URLSearchParams(form).toString() } : {};
  return { source: { url, method, headers: Object.fromEntries(headers), fidelity: FIDELITY, ...body }, ids };
};
