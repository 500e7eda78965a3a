// Leads the user through one lesson in the page: download a message, open another, try; keeps a recipe only when the try was right.
import type { Lesson } from '../../lib/teach-view';
import { findWays } from '../../lib/webmail/taught/find-ways';
import { type Draft, generaliseRequest } from '../../lib/webmail/taught/generalise-request';
import type { Recipe, Way } from '../../lib/webmail/taught/recipe';
import { settleRecipe } from '../../lib/webmail/taught/settle-recipe';
import type { Wording } from '../../lib/wording';
import { askBackground } from './ask-background';
import { createTeachCard } from './teach-card';
import { trySecond } from './try-second';
import { waitForDownload } from './wait-for-download';

export type RunningLesson = { isRunning(): boolean };
type Parts = { page: Document; wording: Wording; maxBytes: number; signal: AbortSignal };

/** The control that the user pressed last: where it stands, a message is open. */
const watchPresses = (page: Document, signal: AbortSignal): (() => Way[]) => {
  let pressed: Element | null = null;
  const note = (event: Event): void => {
    const [target] = event.composedPath();
    const element = target as Element | undefined;
    if (typeof element?.closest === 'function') pressed = element.closest('button, a, [role]') ?? element;
  };
  page.defaultView?.addEventListener('click', note, { capture: true, signal });
  return () => (pressed === null ? [] : findWays(page, pressed, null));
};

export const startLesson = ({ page, wording, maxBytes, signal: outer }: Parts): RunningLesson => {
  const end = new AbortController();
  const signal = AbortSignal.any([outer, end.signal]);
  let isRunning = true;
  let draft: Draft | null = null;
  const show = (lesson: Lesson): void => {
    if (lesson.step === 'done' || lesson.step === 'failed') isRunning = false;
    card.draw(lesson);
  };
  const findPresses = watchPresses(page, signal);
  const learn = async (): Promise<void> => {
    show({ step: 'download' });
    const waited = await waitForDownload(signal);
    if (signal.aborted) return;
    if (!waited.ok) return show({ step: 'failed', problem: waited.problem, detail: '' });
    const drafted = generaliseRequest(waited.recorded, page, findPresses());
    if (drafted.ok) {
      draft = drafted.draft;
      return show({ step: 'second', isSame: false });
    }
    const { reason, detail } = drafted;
    show({ step: 'failed', problem: reason === 'same-message' ? 'message-not-found' : reason, detail });
  };
  const keep = async (recipe: Recipe, first: Draft): Promise<void> => {
    show({ step: 'testing' });
    const isRight = await trySecond({ recipe, recorded: first.recorded, page, maxBytes, signal });
    if (signal.aborted) return;
    if (!isRight) return show({ step: 'failed', problem: 'not-confirmed', detail: '' });
    const isKept = await askBackground({ type: 'teach-keep', recipe: JSON.stringify(recipe, null, 1) });
    show(isKept === true ? { step: 'done' } : { step: 'failed', problem: 'not-kept', detail: '' });
  };
  const tryIt = (): void => {
    if (draft === null) return;
    const settled = settleRecipe(draft, page, new Date().toISOString().slice(0, 10));
    if (settled.ok) void keep(settled.recipe, draft).catch(fail);
    else if (settled.reason === 'same-message') show({ step: 'second', isSame: true });
    else show({ step: 'failed', problem: settled.reason, detail: settled.detail });
  };
  const close = (): void => {
    isRunning = false;
    end.abort();
  };
  const card = createTeachCard({ page, wording, actions: { tryIt, close }, signal });
  const fail = (error: unknown): void => show({ step: 'failed', problem: 'interrupted', detail: error instanceof Error ? error.name : '' });
  void learn().catch(fail);
  return { isRunning: () => isRunning && !signal.aborted };
};
