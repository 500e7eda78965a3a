// Answers what popup and background ask of this frame; what it has no answer to it leaves to the other frames of the tab.
import type { ShownReply, SiteStateReply } from '../../lib/extension/protocol';
import { bring, brought } from './bring';
import { hearExtension } from './hear-extension';

type Answers = { whatIsShown(): ShownReply | null; siteState(): SiteStateReply; verdictsChanged(): void };

/** A look for veils has the whole page styled anew: one that saw the card holds so long. All else that hides it is noticed at once. */
const LOOK_MS = 5000;

export const answerTab = (answers: Answers, signal: AbortSignal): void => {
  let lookedAt = -LOOK_MS;
  hearExtension(({ type }, _, reply) => {
    if (type === 'verdicts-changed') answers.verdictsChanged();
    if (type === 'site-state' && window === window.top) reply(answers.siteState());
    const shown = type === 'what-is-shown' ? answers.whatIsShown() : null;
    if (shown === null) return;
    const isFresh = performance.now() - lookedAt < LOOK_MS;
    if (shown.status !== 'judged' || (shown.isSeen && isFresh)) return void reply(shown);
    // Without a look nothing is seen.
    void bring('card-sight').then(({ ceralaccaIsSeen }) => {
      brought.ceralaccaIsSeen = ceralaccaIsSeen;
      lookedAt = performance.now();
      reply(answers.whatIsShown());
    });
    return true;
  }, signal);
};
