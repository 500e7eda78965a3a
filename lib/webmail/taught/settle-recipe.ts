// From what the first message left open to a recipe: the second message shows which places follow the message and which stay.
import { followWay } from './follow-way';
import { type Draft, type DraftField, type DraftPart, followsMessage, type NoRecipe, SHORT } from './generalise-request';
import { isPlainText } from './plain-words';
import { readPlace } from './read-place';
import type { Part, Place, Recipe } from './recipe';

export type Settled = { ok: true; recipe: Recipe } | { ok: false; reason: NoRecipe; detail: string };

type Reading = { changed: Place[]; same: Place[] };

const readAgain = ({ value, places }: DraftPart, page: Document): Reading => {
  const now = places.map((place) => ({ place, read: readPlace(page, place) })).filter(({ read }) => read !== null);
  return {
    changed: now.filter(({ read }) => read !== value).map(({ place }) => place),
    same: now.filter(({ read }) => read === value).map(({ place }) => place),
  };
};

const isInAddress = ({ in: kind }: Place): boolean => kind === 'query' || kind === 'hash' || kind === 'hash-query' || kind === 'path';

/** Null when a value was found in the page before and is not any more. */
const settlePart = (part: DraftPart, page: Document, isShortOpen: boolean): Part | null => {
  const { value, places } = part;
  const constant: Part = { is: 'constant', value };
  const { changed, same } = readAgain(part, page);
  const following = changed.find(followsMessage);
  if (value.length < SHORT) return following !== undefined && isShortOpen ? { is: 'message', at: following } : constant;
  if (following !== undefined) return { is: 'message', at: following };
  if (places.length === 0) return constant;
  // A word of the program that happens to stand somewhere in the page; a folder's name in the address is none.
  const steady = same.find(isInAddress);
  if (steady === undefined && isPlainText(value)) return constant;
  const [at] = [...(steady === undefined ? [] : [steady]), ...same.filter((place) => !followsMessage(place)), ...same, ...changed];
  return at === undefined ? null : { is: 'page', at };
};

export const settleRecipe = (draft: Draft, page: Document, since: string): Settled => {
  const parts = [...draft.path, ...[...draft.query, ...draft.form, ...draft.headers].map(([, part]) => part)];
  const changes = ({ value, places }: DraftPart): boolean =>
    value.length >= SHORT && readAgain({ value, places }, page).changed.some(followsMessage);
  const isShortOpen = !parts.some(changes);
  const lost: string[] = [];
  const settle = (name: string, part: DraftPart): Part => {
    const settled = settlePart(part, page, isShortOpen);
    if (settled === null) lost.push(name);
    return settled ?? { is: 'constant', value: '' };
  };
  const settleFields = (fields: DraftField[]): [string, Part][] => fields.map(([name, part]) => [name, settle(name, part)]);
  const recipe: Recipe = {
    ...{ format: 'ceralacca-recipe', version: 1, origin: page.location.origin, since },
    method: draft.recorded.method === 'POST' ? 'POST' : 'GET',
    path: draft.path.map((part) => settle('path', part)),
    query: settleFields(draft.query),
    form: settleFields(draft.form),
    headers: settleFields(draft.headers),
    witness: draft.witnesses.find((way) => followWay(page, way).element !== null) ?? null,
  };
  const all = [...recipe.path, ...[...recipe.query, ...recipe.form, ...recipe.headers].map(([, part]) => part)];
  if (!all.some(({ is }) => is === 'message')) return { ok: false, reason: 'same-message', detail: '' };
  return lost.length === 0 ? { ok: true, recipe } : { ok: false, reason: 'place-lost', detail: lost.join(', ') };
};
