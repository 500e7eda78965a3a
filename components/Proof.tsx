// One piece of evidence in the timeline: what it is, who signed it, its verdict; checks and original behind it.
import type { Evidence, LedgerEvidence } from '../lib/ledger/ledger-message';
import { formatSize, type Wording } from '../lib/wording';
import { Details } from './Details';
import { Instant } from './Instant';
import { Mark } from './Mark';
import { kindKey, providerName, toMeaning } from './meaning';
import { describeCover } from './ProvenFacts';
import { Quoted } from './Quoted';
import { AddedAuthority } from './VerdictSentence';

type Props = { item: LedgerEvidence; evidence: Evidence | undefined; wording: Wording; saveOriginal(sha256: string): void };

const Summary = ({ item, evidence, wording }: Omit<Props, 'saveOriginal'>) => {
  if (evidence === undefined) return <Quoted text={item.sha256} />;
  const { report } = evidence;
  const { mark, tone } = toMeaning(report, 'exact');
  const isProof = report.verdict === 'verified' && report.certified !== null;
  return (
    <>
      <Mark name={mark} tone={tone} size="s" /> {wording.text(`kind_${kindKey(report)}`)}
      {report.verdict === 'verified' && (
        <>
          {' · '}
          <Quoted text={providerName(report, wording)} />
        </>
      )}
      {' · '}
      <span class={report.verdict === 'verified' ? 'ok' : tone}>{wording.text(`verdict_${report.verdict.replace('-', '_')}`)}</span>
      {isProof && ` · ${describeCover(report, wording)}`} <AddedAuthority report={report} wording={wording} />
    </>
  );
};

export const Proof = ({ item, evidence, wording, saveOriginal }: Props) => (
  <details class="proof">
    <summary>
      <Summary item={item} evidence={evidence} wording={wording} />
    </summary>
    {item.at !== null && (
      <p class="small dim">
        <Instant iso={item.at} /> · {formatSize(item.size, wording.locale)}
      </p>
    )}
    {evidence !== undefined && <Details report={evidence.report} wording={wording} />}
    <button type="button" class="btn" onClick={() => saveOriginal(item.sha256)}>
      {wording.text('action_save_original')}
    </button>
  </details>
);
