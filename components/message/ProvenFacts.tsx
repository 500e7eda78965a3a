// Subject, recipients, what the proof covers, the cause of a failure and the state of the whole send, in one line of pairs.
import type { ComponentChildren } from 'preact';
import { describeCause } from '../../lib/describe-cause';
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import { toTally } from '../../lib/ledger/summary';
import type { CertifiedFacts, Report } from '../../lib/verify/report';
import { findText, formatInstant, toKey, type Wording } from '../../lib/wording';
import { countRecipients } from '../board/message-summary';
import { Quoted } from '../parts/Quoted';
import { findFact, kindKey } from './meaning';

type Props = { report: Report; message: LedgerMessage | null; wording: Wording };

const SHOWN_RECIPIENTS = 3;
const ABOUT_ALL = ['accettazione', 'non-accettazione', 'posta-certificata'];
const ABOUT_ERROR = ['non-accettazione', 'errore-consegna'];

const Pair = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class="pair">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const RecipientNames = ({ certified, wording }: { certified: CertifiedFacts; wording: Wording }) => {
  const shown = certified.recipients.slice(0, SHOWN_RECIPIENTS);
  const more = certified.recipients.length - shown.length;
  return (
    <>
      {shown.map(({ address }, index) => (
        <span key={`${index}${address}`}>
          {index > 0 && ', '}
          <Quoted text={address} />
        </span>
      ))}
      {more > 0 && ` ${wording.count('recipients_more', more)}`}
    </>
  );
};

export const describeCover = (report: Report, wording: Wording): string => {
  const proves = findFact(report, 'original-message', 'proves');
  const key = `covers_${kindKey(report)}`;
  return (proves && findText(wording, `${key}_${toKey(proves)}`)) ?? wording.text(key);
};

const hasCause = ({ kind, errorCode }: CertifiedFacts): boolean =>
  ABOUT_ERROR.includes(kind) || (kind === 'preavviso-errore-consegna' && errorCode !== null);

export const ProvenFacts = ({ report, message, wording }: Props) => {
  const { certified } = report;
  const existedBefore = findFact(report, 'timestamp', 'existedBefore');
  if (report.verdict !== 'verified' || certified === null) return null;
  return (
    <dl class="facts">
      {hasCause(certified) && <Pair label={wording.text('label_cause')}>{describeCause(wording, certified).text}</Pair>}
      {certified.subject !== null && (
        <Pair label={wording.text('label_subject')}>
          <Quoted text={certified.subject} />
        </Pair>
      )}
      {ABOUT_ALL.includes(certified.kind) && (
        <Pair label={wording.count('label_recipients', certified.recipients.length)}>
          <RecipientNames certified={certified} wording={wording} />
        </Pair>
      )}
      <Pair label={wording.text('label_proof')}>{describeCover(report, wording)}</Pair>
      {existedBefore !== undefined && <Pair label={wording.text('fact_existedBefore')}>{formatInstant(existedBefore)}</Pair>}
      {message !== null && message.state !== 'received' && message.recipients.length > 0 && (
        <Pair label={wording.text('label_send')}>{countRecipients(wording, { tally: toTally(message) })}</Pair>
      )}
    </dl>
  );
};
