// What the mark of a row says when it is pointed at: the verdict, and whether its proof still hangs on the mailbox.
import { toKeepText } from '../../components/message/keep-text';
import type { RowMark } from '../../components/message/row-mark';
import type { Keep } from '../../lib/view';
import { toKey, type Wording } from '../../lib/wording';

export const toRowTitle = (mark: RowMark, keep: Keep | undefined, wording: Wording): string => {
  if (mark === 'hint') return wording.text('hint_unverified');
  const title = wording.text(`hint_${toKey(mark)}`);
  if (keep === undefined || mark === 'failed') return title;
  return `${title}. ${toKeepText(keep, mark !== 'inconclusive', wording)}`;
};
