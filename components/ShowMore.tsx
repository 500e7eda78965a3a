// Below a list that is drawn in part: how many are left, and the button that draws more of them.
import type { Wording } from '../lib/wording';

type Props = { left: number; wording: Wording; showMore(): void };

export const ShowMore = ({ left, wording, showMore }: Props) =>
  left > 0 ? (
    <p class="more">
      <span class="dim">{wording.count('more_left', left)}</span>{' '}
      <button type="button" class="link" onClick={showMore}>
        {wording.text('action_show_more')}
      </button>
    </p>
  ) : null;
