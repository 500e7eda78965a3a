// The messages that the proofs of a bundle speak of, each with the state of its recipients, by the rules of the ledger.

import type { BundleFindings } from '../../lib/bundle-view';
import type { Evidence, LedgerMessage } from '../../lib/ledger/ledger-message';
import { toOutline } from '../../lib/ledger/summary';
import type { Report } from '../../lib/verify/report';
import type { Wording } from '../../lib/wording';
import { countRecipients, isUncertified, toPill } from '../board/message-summary';
import { RecipientTimeline } from '../board/RecipientTimeline';
import { PillTag } from '../parts/PillTag';
import { Quoted } from '../parts/Quoted';
import { ShowMore } from '../parts/ShowMore';
import { SubjectText } from '../parts/SubjectText';
import { useLimit } from '../parts/use-limit';

type Props = { findings: BundleFindings; wording: Wording };

const STEP = 50;

/** A message tells of what was enclosed, too, by its own hash. */
const withEnclosed = (report: Report): Report[] => [report, ...report.enclosed.flatMap(withEnclosed)];

const toEvidence = ({ proofs, messages, checkedAt }: BundleFindings): Evidence[] => {
  const sizes = new Map(messages.flatMap(({ evidence }) => evidence.map(({ sha256, size }) => [sha256, size] as const)));
  return proofs
    .flatMap(({ report }) => withEnclosed(report))
    .map((report) => ({
      sha256: report.sha256,
      report,
      size: sizes.get(report.sha256) ?? 0,
      origin: 'file',
      recordedAt: checkedAt,
      shownSubject: null,
    }));
};

type MessageProps = { message: LedgerMessage; evidence: Evidence[]; now: string; wording: Wording };

const Message = ({ message, evidence, now, wording }: MessageProps) => {
  const outline = toOutline(message);
  return (
    <li class="bundle-message">
      <h3>
        <SubjectText message={message} wording={wording} /> <PillTag pill={toPill(wording, outline, now)} />
      </h3>
      {message.from !== '' && (
        <p class="small dim">
          {wording.text('from')} <Quoted text={message.from} />
        </p>
      )}
      {message.state !== 'received' && <p class="headline">{wording.text('headline', countRecipients(wording, outline))}</p>}
      <details>
        <summary>{wording.text('verifica_timeline')}</summary>
        <RecipientTimeline message={message} evidence={evidence} secondLayer={{}} now={now} wording={wording} />
      </details>
    </li>
  );
};

export const BundleMessages = ({ findings, wording }: Props) => {
  const { limit, showMore } = useLimit('', STEP);
  // What certifies nothing stands in the table of proofs already.
  const messages = findings.messages.filter((message) => !isUncertified(message));
  if (messages.length === 0) return null;
  const evidence = toEvidence(findings);
  const evidenceOf = ({ evidence: items }: LedgerMessage): Evidence[] =>
    evidence.filter(({ sha256 }) => items.some((item) => item.sha256 === sha256));
  return (
    <section class="panel" aria-labelledby="messages-title">
      <h2 id="messages-title">{wording.text('verifica_messages')}</h2>
      <p class="lead">{wording.text('verifica_messages_what')}</p>
      <ul>
        {messages.slice(0, limit).map((message) => (
          <Message key={message.identifier} message={message} evidence={evidenceOf(message)} now={findings.checkedAt} wording={wording} />
        ))}
      </ul>
      <ShowMore left={messages.length - limit} wording={wording} showMore={showMore} />
    </section>
  );
};
