// Under a judged message: whether its mail must stay in the mailbox; a fake proves nothing, so nothing is said of it.
import type { Report } from '../../lib/verify/report';
import type { Keep } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { toKeepText } from './keep-text';

type Props = { report: Report; keep: Keep; wording: Wording };

export const KeepLine = ({ report, keep, wording }: Props) => {
  const isPec = report.verdict === 'verified' || report.verdict === 'inconclusive';
  return isPec ? <p class="small dim keep">{toKeepText(keep, report.verdict === 'verified', wording)}</p> : null;
};
