// Draws the card of a lesson in a corner of the page, in a closed shadow root above everything that the webmail shows.
import { render } from 'preact';
import { cardStyle } from '../../components/message/card-style';
import { TeachCard } from '../../components/popup/TeachCard';
import type { Lesson } from '../../lib/teach-view';
import { createMount } from '../../lib/webmail/sight/mount';
import type { Wording } from '../../lib/wording';

type Parts = { page: Document; wording: Wording; actions: { tryIt(): void; close(): void }; signal: AbortSignal };

/** Fixed: the layout of an unknown page must not move while the user looks for a button in it. */
const CORNER =
  ':host{position:fixed!important;right:12px!important;bottom:12px!important;width:380px!important;z-index:2147483647!important}';

export const createTeachCard = ({ page, wording, actions, signal }: Parts): { draw(lesson: Lesson): void } => {
  const mount = createMount(page, { kind: 'card', style: cardStyle + CORNER, isolated: true });
  const box = page.createElement('div');
  mount.root.append(box);
  signal.addEventListener('abort', () => mount.remove(), { once: true });
  return {
    draw(lesson) {
      if (signal.aborted) return;
      render(<TeachCard lesson={lesson} host={page.location.hostname} wording={wording} actions={actions} />, box);
      mount.place({ parent: page.body, before: null });
    },
  };
};
