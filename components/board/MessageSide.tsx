// Beside the table: the selected message, whether it arrived, its timeline and the actions on it.
import { holdsContent } from '../../lib/ledger/find-originals';
import type { Attention, Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { isNoticed } from '../../lib/ledger/match-sending';
import { isSealedInTime } from '../../lib/ledger/seal/sealed-in-time';
import { toOutline } from '../../lib/ledger/summary';
import type { LedgerPageProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { Details } from '../message/Details';
import { Lead } from '../message/Lead';
import { ProvenFacts } from '../message/ProvenFacts';
import { VerdictSentence } from '../message/VerdictSentence';
import { FileButton } from '../parts/FileButton';
import { PillTag } from '../parts/PillTag';
import { Quoted } from '../parts/Quoted';
import { SubjectText } from '../parts/SubjectText';
import { AnnotationEditor } from './AnnotationEditor';
import { DeadlineList } from './DeadlineList';
import { LogRequest } from './LogRequest';
import { countRecipients, explainAttention, isUncertified, toPill } from './message-summary';
import { ReadinessList } from './ReadinessList';
import { RecipientTimeline } from './RecipientTimeline';
import { SealedSection } from './SealedSection';
import { SentComparison } from './SentComparison';

type Props = {
  message: LedgerMessage;
  evidence: Evidence[];
  secondLayer: LedgerPageProps['secondLayer'];
  comparison: LedgerPageProps['comparison'];
  receipts: LedgerPageProps['receipts'];
  annotation: LedgerPageProps['annotation'];
  sealed: LedgerPageProps['sealed'];
  now: string;
  wording: Wording;
  actions: LedgerPageProps['actions'];
};

const Uncertified = ({ evidence, wording, actions }: Pick<Props, 'evidence' | 'wording' | 'actions'>) => (
  <>
    {evidence.map(({ sha256, report }) => (
      <section key={sha256} class="inner">
        <VerdictSentence report={report} fidelity="exact" wording={wording} level={3} />
        <Lead report={report} fidelity="exact" wording={wording} />
        <Details report={report} wording={wording} />
        <button type="button" class="btn" onClick={() => actions.saveOriginal(sha256)}>
          {wording.text('action_save_original')}
        </button>
      </section>
    ))}
  </>
);

const Received = ({ evidence, wording }: { evidence: Evidence[]; wording: Wording }) => {
  const envelope = evidence.find(({ report }) => report.kind === 'posta-certificata' && report.verdict === 'verified');
  if (envelope === undefined) return null;
  return (
    <>
      <VerdictSentence report={envelope.report} fidelity="exact" wording={wording} level={3} />
      <Lead report={envelope.report} fidelity="exact" wording={wording} />
      <ProvenFacts report={envelope.report} message={null} wording={wording} />
      <p class="small dim">{wording.text('transport_small')}</p>
    </>
  );
};

/** What time alone brought; the other reasons stand in the lane that they are about. */
const OF_TIME: readonly Attention[] = ['log-ending', 'acceptance-late', 'waiting-too-long', 'notice-missing'];

const Headline = ({ message, wording }: Pick<Props, 'message' | 'wording'>) => {
  if (isUncertified(message) || message.state === 'received') return null;
  return (
    <>
      <p class="headline">{wording.text('headline', countRecipients(wording, toOutline(message)))}</p>
      {message.attention
        .filter((reason) => OF_TIME.includes(reason))
        .map((reason) => (
          <p key={reason} class="small">
            {explainAttention(wording, toOutline({ ...message, attention: [reason] }))}
          </p>
        ))}
    </>
  );
};

const SideActions = ({
  message,
  evidence,
  wording,
  actions,
}: Omit<Props, 'comparison' | 'receipts' | 'secondLayer' | 'annotation' | 'sealed' | 'now'>) => (
  <div class="actions">
    {toOutline(message).isProven && (
      <button type="button" class="btn main" onClick={() => actions.exportBundle(message.identifier)}>
        {wording.text('action_export')}
      </button>
    )}
    {evidence.some(holdsContent) && (
      <FileButton
        label={wording.text('action_compare_sent')}
        accept=".eml,message/rfc822"
        addFiles={([file]) => file !== undefined && actions.compareSent(file)}
      />
    )}
    {isNoticed(message) && (
      <button type="button" class="btn" onClick={() => actions.dropSending(message.identifier)}>
        {wording.text('action_drop_sending')}
      </button>
    )}
    <button type="button" class="btn" onClick={() => actions.select(null)}>
      {wording.text('action_close')}
    </button>
  </div>
);

export const MessageSide = (props: Props) => {
  const { message, evidence, comparison, annotation, sealed, now, wording, actions } = props;
  return (
    <aside class="side" aria-labelledby="side-title">
      <h2 class="side-title" id="side-title" tabIndex={-1}>
        <SubjectText message={message} wording={wording} />
      </h2>
      <p class="small dim side-id">
        <PillTag pill={toPill(wording, toOutline(message), now)} /> <Quoted text={message.identifier} />
      </p>
      <Headline message={message} wording={wording} />
      {message.state === 'received' && <Received evidence={evidence} wording={wording} />}
      {isUncertified(message) ? (
        <Uncertified {...props} />
      ) : (
        <RecipientTimeline {...props} saveOriginal={(sha256) => actions.saveOriginal(sha256)} />
      )}
      <SealedSection {...props} />
      <ReadinessList {...props} />
      {comparison !== null && comparison.identifier === message.identifier && <SentComparison comparison={comparison} wording={wording} />}
      <SideActions message={message} evidence={evidence} wording={wording} actions={actions} />
      <AnnotationEditor key={`note ${message.identifier}`} message={message} annotation={annotation} wording={wording} actions={actions} />
      <DeadlineList message={message} sealed={isSealedInTime(message, evidence, sealed)} now={now} wording={wording} />
      <LogRequest key={message.identifier} message={message} now={now} wording={wording} actions={actions} />
    </aside>
  );
};
