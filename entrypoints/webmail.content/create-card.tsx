// Draws the card of one open message in a closed shadow root, and takes it away when there is nothing to show.
import { render } from 'preact';
import { cardStyle } from '../../components/message/card-style';
import { MessageCard } from '../../components/message/MessageCard';
import type { MessageActions, ShownMessage } from '../../lib/view';
import { createMount } from '../../lib/webmail/sight/mount';
import type { Wording } from '../../lib/wording';
import { brought } from './bring';

export type CardActions = MessageActions & { collapse(collapsed: boolean): void; retry(): void };
export type Card = {
  draw(shown: ShownMessage, collapsed: boolean): void;
  place(anchor: Element): void;
  /** Whether what was drawn can be seen: the page may cover it. */
  isSeen(): boolean;
};
type Parts = { anchor: Element; wording: Wording; actions: CardActions; signal: AbortSignal };

export const createCard = ({ anchor: first, wording, actions, signal }: Parts): Card => {
  const page = first.ownerDocument;
  const mount = createMount(page, { kind: 'card', style: cardStyle, isolated: true });
  const box = page.createElement('div');
  mount.root.append(box);
  let anchor = first;
  const place = (): void => {
    const parent = anchor.parentElement;
    if (box.childElementCount === 0 || parent === null) mount.remove();
    else mount.place({ parent, before: anchor });
  };
  const clear = (): void => {
    render(null, box);
    place();
  };
  signal.addEventListener('abort', clear, { once: true });
  return {
    draw(shown, collapsed) {
      if (signal.aborted) return;
      render(<MessageCard shown={shown} wording={wording} collapsed={collapsed} actions={actions} />, box);
      place();
    },
    place(next) {
      anchor = next;
      place();
    },
    // Only a look can tell that it is seen; what looks is brought before the tab is asked.
    isSeen: () => box.childElementCount === 0 || brought.ceralaccaIsSeen?.(mount.root.host) === true,
  };
};
