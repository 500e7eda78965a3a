// Reads a recipe out of text that anybody may have written: exactly the known shape, small, and nothing in it that could do harm.

import { refusesText } from '../refuses';
import { RECIPE_LIMITS as LIMITS, type Part, type Place, type Recipe, type Way } from './recipe';

export type RecipeProblem = 'not-a-recipe' | 'too-new' | 'harmful';
export type ParsedRecipe = { ok: true; recipe: Recipe } | { ok: false; problem: RecipeProblem };

/** Thrown inside, never out of this file. */
class Refusal extends Error {
  constructor(readonly problem: RecipeProblem) {
    super(problem);
  }
}
const refuse = (problem: RecipeProblem = 'not-a-recipe'): never => {
  throw new Refusal(problem);
};

type Fields = Record<string, unknown>;

/** Exactly these keys: what is not known could mean something to somebody else. */
const toObject = (value: unknown, keys: readonly string[]): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
  const found = Object.keys(value);
  return found.length === keys.length && keys.every((key) => Object.hasOwn(value, key)) ? (value as Fields) : refuse();
};

const toText = (value: unknown, max: number, min = 1): string =>
  typeof value === 'string' && value.length >= min && value.length <= max && !/\p{C}/u.test(value) ? value : refuse();

const toSafe = (value: unknown, max: number, min = 1): string => {
  const text = toText(value, max, min);
  return refusesText(text) ? refuse('harmful') : text;
};

const toList = (value: unknown, max: number): unknown[] => (Array.isArray(value) && value.length <= max ? value : refuse());

const toIndex = (value: unknown): number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 50 ? Number(value) : refuse();

/** One element, or one inside another; tags, classes and attributes only, so that no selector costs more than a look. */
const STEP =
  /^[a-z][a-z0-9-]{0,60}(?:\.[A-Za-z_][\w-]{0,60}|\[[a-z][a-z0-9_.:-]{0,60}(?:="[\w.:-]{1,60}")?\]){0,3}(?: [a-z][a-z0-9-]{0,60}(?:\.[A-Za-z_][\w-]{0,60}|\[[a-z][a-z0-9_.:-]{0,60}(?:="[\w.:-]{1,60}")?\]){0,3})?$/;

const toWay = (value: unknown): Way => {
  const steps = toList(value, LIMITS.way).map((step) => toText(step, LIMITS.step));
  return steps.length > 0 && steps.every((step) => STEP.test(step)) ? steps : refuse();
};

const toPlace = (value: unknown): Place => {
  const kind = (value as Fields | null)?.in;
  switch (kind) {
    case 'query':
    case 'hash-query':
    case 'cookie':
    case 'script':
    case 'request':
      return { in: kind, name: toText(toObject(value, ['in', 'name']).name, LIMITS.name) };
    case 'path':
    case 'hash':
      return { in: kind, index: toIndex(toObject(value, ['in', 'index']).index) };
    case 'attribute': {
      const { way, name } = toObject(value, ['in', 'way', 'name']);
      const text = toText(name, LIMITS.name);
      return { in: kind, way: toWay(way), name: /^[a-z][a-z0-9_.:-]*$/.test(text) ? text : refuse() };
    }
    case 'local-storage':
    case 'session-storage': {
      const { key, name } = toObject(value, ['in', 'key', 'name']);
      return { in: kind, key: toText(key, LIMITS.name), name: name === null ? null : toText(name, LIMITS.name) };
    }
    default:
      return refuse();
  }
};

const toPart = (value: unknown): Part => {
  const kind = (value as Fields | null)?.is;
  if (kind === 'constant') return { is: kind, value: toSafe(toObject(value, ['is', 'value']).value, LIMITS.constant, 0) };
  if (kind !== 'message' && kind !== 'page') return refuse();
  return { is: kind, at: toPlace(toObject(value, ['is', 'at']).at) };
};

const toField = (value: unknown): [string, Part] => {
  const [name, part, ...rest] = toList(value, 2);
  return rest.length === 0 ? [toSafe(name, LIMITS.name), toPart(part)] : refuse();
};

/** What browsers and proxies give a meaning of their own cannot be set from a recipe. */
const toHeader = (value: unknown): [string, Part] => {
  const [name, part] = toField(value);
  return /^x-[a-z0-9-]+$/.test(name) && !/^x-(?:http-)?method|^x-forwarded|^x-original|^x-rewrite/.test(name) ? [name, part] : refuse();
};

const toOrigin = (value: unknown): string => {
  const text = toText(value, 300);
  if (!URL.canParse(text)) return refuse();
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'https:' || protocol === 'http:') ? text : refuse();
};

const toPath = (value: unknown): Part[] => {
  const path = toList(value, LIMITS.parts).map(toPart);
  const words = path.map((part) => (part.is === 'constant' ? part.value : ''));
  if (path.length === 0) return refuse();
  if (refusesText(words.join('/'))) return refuse('harmful');
  // An empty one at the start would be another host.
  const isOdd = (part: Part, index: number): boolean =>
    part.is === 'constant' && (/^\.{1,2}$|[/\\]/.test(part.value) || (part.value === '' && (index === 0 || index < path.length - 1)));
  return path.some(isOdd) ? refuse() : path;
};

const KEYS = ['format', 'version', 'origin', 'since', 'method', 'path', 'query', 'form', 'headers', 'witness'] as const;

const toRecipe = (value: unknown): Recipe => {
  const { format, version } = (value ?? {}) as Fields;
  if (format !== 'ceralacca-recipe') return refuse();
  if (version !== 1) return refuse(typeof version === 'number' && version > 1 ? 'too-new' : 'not-a-recipe');
  const found = toObject(value, KEYS);
  const fields = (list: unknown, read: (field: unknown) => [string, Part]): [string, Part][] => toList(list, LIMITS.parts).map(read);
  const since = toText(found.since, 10);
  const { method } = found;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since) || (method !== 'GET' && method !== 'POST')) return refuse();
  const recipe: Recipe = {
    ...{ format, version, origin: toOrigin(found.origin), since, method },
    path: toPath(found.path),
    query: fields(found.query, toField),
    form: fields(found.form, toField),
    headers: fields(found.headers, toHeader),
    witness: found.witness === null ? null : toWay(found.witness),
  };
  const parts = [...recipe.path, ...[...recipe.query, ...recipe.form, ...recipe.headers].map(([, part]) => part)];
  // Without it the same message would be read over and over; and a GET has no form.
  const isWhole = parts.some(({ is }) => is === 'message') && (method === 'POST' || recipe.form.length === 0);
  return isWhole ? recipe : refuse();
};

export const parseRecipe = (text: string): ParsedRecipe => {
  try {
    if (text.length > LIMITS.text) return { ok: false, problem: 'not-a-recipe' };
    return { ok: true, recipe: toRecipe(JSON.parse(text)) };
  } catch (error) {
    return { ok: false, problem: error instanceof Refusal ? error.problem : 'not-a-recipe' };
  }
};
