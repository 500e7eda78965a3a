// Takes the orders for a walk from popup and side panel; no page and no other content script gets here.
import { browser } from 'wxt/browser';
import type { WalkOrder } from '../../lib/view';
import { isOwnPage } from './is-own-page';
import type { PageWalk } from './walk-page';

type Sender = { id?: string | undefined; url?: string | undefined };

const ORDERS: readonly WalkOrder[] = ['start', 'restart', 'pause', 'resume', 'cancel'];

export const answerWalk = (walk: PageWalk, signal: AbortSignal): void => {
  const listen = (message: unknown, sender: Sender, reply: (answer: unknown) => void): true | undefined => {
    const type = (message as { type?: unknown } | null)?.type;
    if (!isOwnPage(sender) || typeof type !== 'string' || !type.startsWith('walk-')) return;
    const order = ORDERS.find((one) => type === `walk-${one}`);
    const answer = order === undefined ? walk.state() : walk.order(order);
    answer.then(reply, () => reply(null));
    return true;
  };
  browser.runtime.onMessage.addListener(listen);
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(listen), { once: true });
};
