// What a token that was added proves, as one line for the terminal.

import { toIsoInstant } from '../verify/check';
import { type BadTimestamp, type GoodTimestamp, toCertainInstant } from '../verify/timestamps/timestamp-finding';
import { toVisibleText } from '../visible-text';
import { formatInstant, type Wording } from '../wording';

export const describeStamped = (finding: GoodTimestamp | BadTimestamp, wording: Wording): string => {
  if (!finding.ok) return wording.text('stamp_added_unknown', toVisibleText(finding.path?.issuer ?? ''));
  // Shown to the second: never earlier than it is.
  const instant = toIsoInstant(Math.ceil(toCertainInstant(finding) / 1000) * 1000);
  return wording.text('stamp_added', formatInstant(instant), toVisibleText(finding.authority));
};
