// Answers popup and side panel about teaching, and hears when the recipe of this page's origin changes; no page gets here.
import { browser } from 'wxt/browser';
import type { ContentRequest } from '../../lib/extension/protocol';
import type { TeachState } from '../../lib/teach-view';
import { isOwnPage } from './is-own-page';

type Answers = { state(): TeachState; start(): void; changed(): void };
type Sender = { id?: string | undefined; url?: string | undefined };

export const answerTeach = (answers: Answers, signal: AbortSignal): void => {
  const listen = (message: unknown, sender: Sender, reply: (answer: unknown) => void): undefined => {
    if (sender.id !== browser.runtime.id || typeof message !== 'object' || message === null) return;
    const { type } = message as Partial<ContentRequest>;
    if (type === 'taught-changed') answers.changed();
    if (type === 'teach-state' && isOwnPage(sender)) reply(answers.state());
    if (type === 'teach-start' && isOwnPage(sender)) answers.start();
  };
  browser.runtime.onMessage.addListener(listen);
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(listen), { once: true });
};
