// The options' list of taught webmails: read, saved as a file, taken from one, removed.
import type { RecipeProblem, TaughtWebmail } from '../../teach-view';
import { saveFile } from '../save-file';
import { keepRecipe, readRecipes } from './taught-recipes';

/** Reading recipes belongs to the webmails' folder: the page hands it in. */
export type ReadRecipe = (text: string) => { ok: true; recipe: TaughtWebmail } | { ok: false; problem: RecipeProblem };

const MAX_FILE_BYTES = 64_000;

/** What cannot be read any more is listed too: it must be possible to remove it. */
export const listTaught = async (read: ReadRecipe): Promise<TaughtWebmail[]> =>
  [...(await readRecipes())].map(([origin, text]) => {
    const parsed = read(text);
    return { origin, since: parsed.ok ? parsed.recipe.since : '' };
  });

export const exportRecipe = async (origin: string): Promise<void> => {
  const text = (await readRecipes()).get(origin);
  if (text !== undefined) saveFile(new Blob([`${text}\n`], { type: 'application/json' }), `ceralacca-${new URL(origin).hostname}.json`);
};

/** Null when it was taken. */
export const importRecipe = async (file: File, read: ReadRecipe): Promise<RecipeProblem | null> => {
  if (file.size > MAX_FILE_BYTES) return 'not-a-recipe';
  const parsed = read(await file.text().catch(() => ''));
  if (!parsed.ok) return parsed.problem;
  // Written anew from what was understood: nothing else of the file is kept.
  return (await keepRecipe(parsed.recipe.origin, JSON.stringify(parsed.recipe, null, 1))) ? null : 'not-a-recipe';
};
