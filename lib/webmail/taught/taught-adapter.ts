// Reads a webmail by the recipe that its user taught: the open message only, no rows, and never more sure than that.
import type { Problem, WebmailAdapter } from '../adapter';
import { isPecText } from '../pec-hints';
import { isMount } from '../sight/mount';
import { applyRecipe, readValue } from './apply-recipe';
import { followWay } from './follow-way';
import { pageTexts, showsSubject } from './page-texts';
import { readSubject } from './read-subject';
import type { Part, Place, Recipe } from './recipe';

const hintsAtPec = (page: Document): boolean => pageTexts(page).some(isPecText);

/** No element of an unknown page is known to be above the header: the card goes above everything. */
const findAnchor = (page: Document): Element | undefined => Array.from(page.body?.children ?? []).find((element) => !isMount(element));

type Found = { name: string; is: 'message' | 'page'; at: Place };

const toPlaces = ({ path, query, form, headers }: Recipe): Found[] =>
  [...path.map((part): [string, Part] => ['path', part]), ...query, ...form, ...headers].flatMap(([name, part]) =>
    part.is === 'constant' ? [] : [{ name, ...part }],
  );

const ways = (recipe: Recipe): string[][] => [
  ...toPlaces(recipe).flatMap(({ at }) => (at.in === 'attribute' ? [at.way] : [])),
  ...(recipe.witness === null ? [] : [recipe.witness]),
];

const attributeNames = (recipe: Recipe): string[] => toPlaces(recipe).flatMap(({ at }) => (at.in === 'attribute' ? [at.name] : []));

export const createTaughtAdapter = (recipe: Recipe): WebmailAdapter => ({
  id: 'taught',
  matches: [],
  // Its user tried it on a second message.
  isProven: true,
  recognises: (page) => page.location.origin === recipe.origin,

  openMessages(page) {
    const applied = applyRecipe(recipe, page);
    const anchor = findAnchor(page);
    if (applied === null || anchor === undefined) return [];
    const { source, ids } = applied;
    const key = JSON.stringify(['taught', recipe.origin, ...ids]);
    const isShown = (chunks: readonly Uint8Array[]): boolean => {
      const subject = readSubject(chunks);
      return subject !== null && showsSubject(page, subject);
    };
    // Asked for rarely, and it costs a look at everything: not at each change of the page.
    const hints = {
      get looksLikePec() {
        return hintsAtPec(page);
      },
    };
    return [Object.assign(hints, { key, anchor, source, isPart: false, isShown })];
  },

  listRows: () => [],

  /** Where neither the control nor the message's own place stands, no message is open: nothing can be said then. */
  selfCheck(page) {
    const missing = toPlaces(recipe).filter(({ at }) => readValue(page, at) === null);
    const isMessageMissing = missing.some(({ is }) => is === 'message');
    const isWitnessed = recipe.witness !== null && followWay(page, recipe.witness).element !== null;
    if (missing.length === 0 || (isMessageMissing && !isWitnessed)) return [];
    return missing.map(({ name, is }): Problem => ({ code: is === 'message' ? 'message-changed' : 'session-unknown', detail: name }));
  },

  watches: (page) => ({
    roots: [...new Set<Node>([page, ...ways(recipe).flatMap((way) => followWay(page, way).roots)])],
    attributes: attributeNames(recipe),
  }),
});
