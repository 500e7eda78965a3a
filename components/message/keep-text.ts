// One neutral line about the mail a proof came with: what is still missing before the proof no longer hangs on it.
import type { Keep } from '../../lib/view';
import { formatInstant, type Wording } from '../../lib/wording';

export const toKeepText = ({ recorded, backedUpAt }: Keep, isVerified: boolean, wording: Wording): string => {
  if (isVerified && recorded && backedUpAt !== null) return wording.text('keep_done', formatInstant(backedUpAt, 'day'));
  const missing = [
    ...(isVerified ? [] : [wording.text('keep_unverified')]),
    ...(recorded ? [] : [wording.text('keep_unrecorded')]),
    ...(recorded && backedUpAt !== null ? [] : [wording.text('keep_no_backup')]),
  ];
  return wording.text('keep_until', missing.join(', '));
};
