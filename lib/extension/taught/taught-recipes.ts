// Keeps the recipes of taught webmails in storage.local, as text under their origin; whoever uses one reads it as a stranger's.
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const KEY = 'taught';
export const MAX_RECIPES = 50;

export const RECIPE_TEXT = v.pipe(v.string(), v.minLength(2), v.maxLength(16_000));
const ORIGIN = v.pipe(v.string(), v.maxLength(300), v.url());
const STORED = v.fallback(v.array(v.tuple([ORIGIN, RECIPE_TEXT])), []);

export const readRecipes = async (): Promise<Map<string, string>> => new Map(v.parse(STORED, (await browser.storage.local.get(KEY))[KEY]));

let pending: Promise<unknown> = Promise.resolve();

/** One after the other: two writers at once would each drop what the other added. */
const change = <T>(work: (recipes: Map<string, string>) => T): Promise<T> => {
  const write = async (): Promise<T> => {
    const recipes = await readRecipes();
    const result = work(recipes);
    await browser.storage.local.set({ [KEY]: [...recipes] });
    return result;
  };
  const done = pending.then(write, write);
  pending = done.catch(() => undefined);
  return done;
};

/** False when there are too many already. */
export const keepRecipe = (origin: string, recipe: string): Promise<boolean> =>
  change((recipes) => {
    if (recipes.size >= MAX_RECIPES && !recipes.has(origin)) return false;
    recipes.set(origin, recipe);
    return true;
  });

export const removeRecipe = (origin: string): Promise<boolean> => change((recipes) => recipes.delete(origin));

/** Called with the origins whose recipe came, changed or went. */
export const watchRecipes = (onChange: (origins: string[]) => void, signal: AbortSignal): void => {
  const listen = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string): void => {
    const { [KEY]: changed } = changes;
    if (area !== 'local' || changed === undefined) return;
    const [before, after] = [changed.oldValue, changed.newValue].map((value) => new Map(v.parse(STORED, value)));
    const origins = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    onChange([...origins].filter((origin) => before?.get(origin) !== after?.get(origin)));
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
};
