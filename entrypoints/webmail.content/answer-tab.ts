// Answers what popup and background ask of this frame; what it has no answer to it leaves to the other frames of the tab.
import type { ShownReply, SiteStateReply } from '../../lib/extension/protocol';
import { bring, brought } from './bring';
import { hearExtension } from './hear-extension';

type Answers = { whatIsShown(): ShownReply | null; siteState(): SiteStateReply; verdictsChanged(): void };

export const answerTab = (answers: Answers, signal: AbortSignal): void =>
  hearExtension(({ type }, _, reply) => {
    if (type === 'verdicts-changed') answers.verdictsChanged();
    if (type === 'site-state' && window === window.top) reply(answers.siteState());
    const shown = type === 'what-is-shown' ? answers.whatIsShown() : null;
    if (shown === null) return;
    if (shown.status !== 'judged') return void reply(shown);
    // Looked at anew each time; without a look nothing is seen.
    void bring('card-sight').then(({ ceralaccaIsSeen }) => {
      brought.ceralaccaIsSeen = ceralaccaIsSeen;
      reply(answers.whatIsShown());
    });
    return true;
  }, signal);
