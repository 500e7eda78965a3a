// Answers what popup and background ask of this frame; what it has no answer to it leaves to the other frames of the tab.
import { browser } from 'wxt/browser';
import type { ContentRequest, ShownReply, SiteStateReply } from '../../lib/extension/protocol';

type Answers = { whatIsShown(): ShownReply | null; siteState(): SiteStateReply; verdictsChanged(): void };

export const answerTab = (answers: Answers, signal: AbortSignal): void => {
  const listen = (message: unknown, sender: { id?: string | undefined }, reply: (answer: unknown) => void): undefined => {
    if (sender.id !== browser.runtime.id || typeof message !== 'object' || message === null) return;
    const { type } = message as Partial<ContentRequest>;
    if (type === 'verdicts-changed') answers.verdictsChanged();
    if (type === 'site-state' && window === window.top) reply(answers.siteState());
    const shown = type === 'what-is-shown' ? answers.whatIsShown() : null;
    if (shown !== null) reply(shown);
  };
  browser.runtime.onMessage.addListener(listen);
  // Once cut off from the extension there is nothing to take the listener from.
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(listen), { once: true });
};
