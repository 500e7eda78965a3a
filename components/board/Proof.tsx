// One piece of evidence in the timeline: what it is, who signed it, its verdict; checks and original behind it.
import type { Evidence, LedgerEvidence } from '../../lib/ledger/ledger-message';
import type { SecondLayer as Layer } from '../../lib/second-layer/second-layer-item';
import { formatSize, type Wording } from '../../lib/wording';
import { Details } from '../message/Details';
import { kindKey, providerName, toMeaning } from '../message/meaning';
import { describeCover } from '../message/ProvenFacts';
import { AddedAuthority } from '../message/VerdictSentence';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { SecondLayer } from './SecondLayer';

type Props = {
  item: LedgerEvidence;
  evidence: Evidence | undefined;
  /** Null where it was not read, undefined where there is none. */
  secondLayer: Layer[string] | undefined;
  wording: Wording;
  /** Left out where the reader has the file already. */
  saveOriginal?: (sha256: string) => void;
};

const Summary = ({ item, evidence, wording }: Omit<Props, 'saveOriginal' | 'secondLayer'>) => {
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

export const Proof = ({ item, evidence, secondLayer, wording, saveOriginal }: Props) => (
  <>
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
      {secondLayer === null && <p class="small dim">{wording.text('layer_unread')}</p>}
      {saveOriginal !== undefined && (
        <button type="button" class="btn" onClick={() => saveOriginal(item.sha256)}>
          {wording.text('action_save_original')}
        </button>
      )}
    </details>
    {secondLayer && evidence !== undefined && <SecondLayer items={secondLayer} report={evidence.report} wording={wording} />}
  </>
);
