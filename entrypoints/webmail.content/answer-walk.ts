// Takes the orders for a walk from popup and side panel; no page and no other content script gets here.
import { isOwnPage } from '../../lib/extension/access/is-own-page';
import type { WalkOrder } from '../../lib/view';
import { hearExtension } from './hear-extension';
import type { PageWalk } from './walk-page';

const ORDERS: readonly WalkOrder[] = ['start', 'restart', 'pause', 'resume', 'cancel'];

export const answerWalk = (walk: PageWalk, signal: AbortSignal): void =>
  hearExtension(({ type }, sender, reply) => {
    if (!isOwnPage(sender) || typeof type !== 'string' || !type.startsWith('walk-')) return;
    const order = ORDERS.find((one) => type === `walk-${one}`);
    const answer = order === undefined ? walk.state() : walk.order(order);
    answer.then(reply, () => reply(null));
    return true;
  }, signal);
