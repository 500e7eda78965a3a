// Answers popup and side panel about teaching, and hears when the recipe of this page's origin changes; no page gets here.
import { isOwnPage } from '../../lib/extension/access/is-own-page';
import type { TeachState } from '../../lib/teach-view';
import { hearExtension } from './hear-extension';

type Answers = { state(): TeachState; start(): void; changed(): void };

export const answerTeach = (answers: Answers, signal: AbortSignal): void =>
  hearExtension(({ type }, sender, reply) => {
    if (type === 'taught-changed') answers.changed();
    if (type === 'teach-state' && isOwnPage(sender)) reply(answers.state());
    if (type === 'teach-start' && isOwnPage(sender)) answers.start();
    return undefined;
  }, signal);
