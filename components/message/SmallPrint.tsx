// What was not checked, and that the signature proves transport and not truth.
import type { Report } from '../../lib/verify/report';
import { findText, toKey, type Wording } from '../../lib/wording';
import { findWhoAdded } from './meaning';

type Props = { report: Report; wording: Wording };

const SIGNED = { user: 'signed_small_added', administration: 'signed_small_managed' } as const;

const listUnchecked = (report: Report, wording: Wording): string[] =>
  report.checks
    .filter((result) => result.status === 'undetermined')
    .flatMap((result) => findText(wording, `unchecked_${toKey(result.check)}`) ?? []);

export const SmallPrint = ({ report, wording }: Props) => {
  if (report.verdict !== 'verified') return null;
  const unchecked = listUnchecked(report, wording);
  const who = findWhoAdded(report);
  return (
    <p class="small dim">
      {wording.text(who === null ? 'signed_small' : SIGNED[who])}{' '}
      {unchecked.length > 0 && `${wording.text('unchecked', unchecked.join(', '))} `}
      {wording.text(report.kind === 'anomalia' ? 'anomaly_small' : 'transport_small')}
    </p>
  );
};
