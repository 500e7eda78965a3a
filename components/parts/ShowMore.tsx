// Below a list that is drawn in part: how many are left; more of them are drawn by its button, or when the reader has scrolled near.
import { useEffect, useRef } from 'preact/hooks';
import type { Wording } from '../../lib/wording';

type Props = { left: number; wording: Wording; showMore(): void };

/** Drawn before they come into view. */
const AHEAD = '500px';

export const ShowMore = ({ left, wording, showMore }: Props) => {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (end.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && showMore(), {
      rootMargin: AHEAD,
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  });
  return left > 0 ? (
    <p class="more" ref={end}>
      <span class="dim">{wording.count('more_left', left)}</span>{' '}
      <button type="button" class="link" onClick={showMore}>
        {wording.text('action_show_more')}
      </button>
    </p>
  ) : null;
};
