// A page that no adapter knows: read by the recipe that its user taught, or not at all; and taught when the user wants to.
import { LIMITS } from '../../lib/verify/limits';
import type { WebmailAdapter } from '../../lib/webmail/adapter';
import { parseRecipe } from '../../lib/webmail/taught/parse-recipe';
import type { Recipe } from '../../lib/webmail/taught/recipe';
import { createTaughtAdapter } from '../../lib/webmail/taught/taught-adapter';
import type { Wording } from '../../lib/wording';
import { answerTeach } from './answer-teach';
import { askBackground } from './ask-background';
import { type RunningLesson, startLesson } from './lesson';

export type Start = (adapter: WebmailAdapter | undefined, signal: AbortSignal) => void;

/** What is kept is read as a stranger's: it may come from a file. */
const readRecipe = async (): Promise<Recipe | null> => {
  const text = await askBackground({ type: 'taught-recipe' });
  const parsed = typeof text === 'string' ? parseRecipe(text) : null;
  return parsed?.ok === true && parsed.recipe.origin === location.origin ? parsed.recipe : null;
};

export const followUnknown = (start: Start, wording: Wording, signal: AbortSignal): void => {
  let run = new AbortController();
  let recipe: Recipe | null = null;
  let lesson: RunningLesson | null = null;
  let turn = 0;
  const restart = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const found = await readRecipe();
    if (mine !== turn || signal.aborted) return;
    run.abort();
    run = new AbortController();
    recipe = found;
    start(found === null ? undefined : createTaughtAdapter(found), AbortSignal.any([signal, run.signal]));
  };
  const teach = (): void => {
    if (lesson?.isRunning() === true) return;
    lesson = startLesson({ page: document, wording, maxBytes: LIMITS.messageBytes, signal });
  };
  const state = () => {
    if (lesson?.isRunning() === true) return { status: 'teaching' as const };
    return recipe === null ? { status: 'teachable' as const } : { status: 'taught' as const, since: recipe.since };
  };
  answerTeach({ state, start: teach, changed: () => void restart() }, signal);
  void restart();
};
