// What holds of a bundle as a whole: its files against the list, its time-stamp, its own report, the seals over the archive it came from.
import type { ComponentChildren } from 'preact';
import type { BundleFindings } from '../../lib/bundle-view';
import { describeBundleSeal, describeBundleTimestamp } from '../../lib/describe-bundle';
import type { Wording } from '../../lib/wording';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { Signers } from './Signers';

type Props = { findings: BundleFindings; wording: Wording };
type Look = readonly [MarkName, Tone];

const GOOD: Look = ['seal', 'ok'];
const BAD: Look = ['octagon', 'bad'];
const OPEN: Look = ['triangle', 'warn'];
const NOTE: Look = ['outline', 'dim'];

const COMPARISON_LOOK: Record<BundleFindings['report'], Look> = { agrees: GOOD, differs: BAD, absent: NOTE, unreadable: OPEN };

/** A report that was made with another authority at hand rightly says something else. */
const REPORT_LOOK: Record<BundleFindings['report'], Look> = { ...COMPARISON_LOOK, differs: OPEN };

const Fact = ({ look: [mark, tone], name, children }: { look: Look; name: string; children: ComponentChildren }) => (
  <li class="check">
    <Mark name={mark} tone={tone} size="s" />
    <div class="grow">
      <p>
        <b>{name}</b>
      </p>
      {children}
    </div>
  </li>
);

const Files = ({ findings: { files, intactCount }, wording }: Props) => (
  <Fact look={files.length > 0 ? BAD : GOOD} name={wording.text('verifica_files')}>
    <p>{wording.count('verifica_files_intact', intactCount)}</p>
    {files.length > 0 && <p>{wording.count('verifica_files_wrong', files.length)}</p>}
  </Fact>
);

const TIMESTAMP_LOOK: Record<BundleFindings['timestamp']['status'], Look> = { none: NOTE, unproven: OPEN, proven: GOOD };

const Sentences = ({ sentences, children }: { sentences: readonly string[]; children?: ComponentChildren }) => (
  <>
    {sentences.map((sentence) => (
      <p key={sentence}>
        {sentence} {children}
      </p>
    ))}
  </>
);

const Timestamp = ({ findings: { timestamp }, wording }: Props) => {
  const isAdded = timestamp.status === 'proven' && timestamp.isAddedAnchor;
  return (
    <Fact look={TIMESTAMP_LOOK[timestamp.status]} name={wording.text('verifica_timestamp')}>
      <Sentences sentences={describeBundleTimestamp(timestamp, wording)}>
        {isAdded && <span class="pill note">{wording.text(timestamp.isManagedAnchor ? 'managed_authority' : 'added_authority')}</span>}
      </Sentences>
      {timestamp.status === 'proven' && (
        <p class="small dim">
          <Quoted text={wording.text('verifica_timestamp_by', timestamp.authority, timestamp.serial)} />
        </p>
      )}
    </Fact>
  );
};

const Seals = ({ findings: { seals }, wording }: Props) => (
  <>
    {seals.map((seal) => (
      <Fact key={seal.name} look={seal.problem === null && seal.existedBefore !== null ? GOOD : OPEN} name={wording.text('verifica_seal')}>
        <Sentences sentences={describeBundleSeal(seal, wording)} />
        <Signers signers={seal.signers} wording={wording} />
        <p class="small dim">
          <Quoted text={seal.name} />
        </p>
      </Fact>
    ))}
  </>
);

export const BundleFacts = (props: Props) => {
  const { findings, wording } = props;
  return (
    <ul class="checks" aria-label={wording.text('verifica_facts')}>
      <Files {...props} />
      <Timestamp {...props} />
      <Fact look={REPORT_LOOK[findings.report]} name={wording.text('verifica_report')}>
        <p>{wording.text(`verifica_report_${findings.report}`)}</p>
      </Fact>
      <Fact look={COMPARISON_LOOK[findings.sums]} name={wording.text('verifica_sums')}>
        <p>{wording.text(`verifica_sums_${findings.sums}`)}</p>
      </Fact>
      {findings.checkPage !== 'absent' && (
        <Fact look={COMPARISON_LOOK[findings.checkPage]} name={wording.text('verifica_check_page')}>
          <p>{wording.text(`verifica_check_page_${findings.checkPage}`)}</p>
        </Fact>
      )}
      <Seals {...props} />
    </ul>
  );
};
