// The story of one message: its acceptance, then each recipient with state, time and proofs, then evidence beside them.
import type { ComponentChildren } from 'preact';
import type { Evidence, LedgerEvidence, LedgerMessage, LedgerRecipient, RecipientState } from '../lib/ledger/ledger-message';
import type { SecondLayer } from '../lib/second-layer/second-layer-item';
import { toKey, type Wording } from '../lib/wording';
import { formatElapsed } from './elapsed';
import { Instant } from './Instant';
import { Mark, type MarkName, type Tone } from './Mark';
import { describeError, findErrorNext } from './message-summary';
import { Proof } from './Proof';
import { Quoted } from './Quoted';

type Props = {
  message: LedgerMessage;
  evidence: Evidence[];
  secondLayer: SecondLayer;
  now: string;
  wording: Wording;
  saveOriginal(sha256: string): void;
};

const LOOK: Record<RecipientState, [MarkName, Tone]> = {
  waiting: ['clock', 'warn'],
  delivered: ['seal', 'ok'],
  warned: ['clock', 'warn'],
  'not-delivered': ['octagon', 'bad'],
  'no-proof-due': ['outline', 'note'],
};

const ACCEPTANCE = ['accettazione', 'non-accettazione'];

const isAcceptance = (item: LedgerEvidence): boolean => item.verdict === 'verified' && ACCEPTANCE.includes(item.kind);

const Lane = ({ mark, children }: { mark: [MarkName, Tone]; children: ComponentChildren }) => (
  <li class="lane">
    <Mark name={mark[0]} tone={mark[1]} />
    {children}
  </li>
);

const Proofs = ({ items, evidence, secondLayer, wording, saveOriginal }: Omit<Props, 'message' | 'now'> & { items: LedgerEvidence[] }) => (
  <>
    {items.map((item) => (
      <Proof
        key={item.sha256}
        item={item}
        evidence={evidence.find(({ sha256 }) => sha256 === item.sha256)}
        secondLayer={secondLayer[item.sha256]}
        wording={wording}
        saveOriginal={saveOriginal}
      />
    ))}
  </>
);

const AcceptanceLane = (props: Props) => {
  const { message, wording } = props;
  const items = message.evidence.filter(isAcceptance);
  const at = items[0]?.at ?? null;
  const name = message.state === 'not-accepted' ? 'not_accepted' : items.length > 0 ? 'accepted' : 'acceptance_missing';
  const marks: Record<string, [MarkName, Tone]> = { not_accepted: ['octagon', 'bad'], accepted: ['seal', 'ok'] };
  return (
    <Lane mark={marks[name] ?? ['triangle', 'warn']}>
      <p>
        <b>{wording.text(`lane_${name}`)}</b>{' '}
        {at !== null && (
          <span class="dim">
            <Instant iso={at} />
          </span>
        )}
      </p>
      {name !== 'accepted' && <p class="small dim">{wording.text(`lane_${name}_why`)}</p>}
      <Proofs {...props} items={items} />
    </Lane>
  );
};

const RecipientNotes = ({
  recipient,
  message,
  now,
  wording,
}: Pick<Props, 'message' | 'now' | 'wording'> & { recipient: LedgerRecipient }) => {
  const { state, errorCode } = recipient;
  const since = state === 'waiting' && message.acceptedAt !== null ? formatElapsed(wording, message.acceptedAt, now) : '';
  return (
    <div class="small dim">
      {state === 'not-delivered' && message.state !== 'not-accepted' && (
        <p>
          {describeError(wording, errorCode)}. {findErrorNext(wording, errorCode)}
        </p>
      )}
      {state === 'waiting' && (
        <p>{since === '' ? wording.text('recipient_waiting_why') : wording.text('recipient_waiting_since', since)}</p>
      )}
      {state === 'warned' && <p>{wording.text('recipient_warned_why')}</p>}
      {state === 'no-proof-due' && <p>{wording.text('recipient_no_proof_due_why')}</p>}
      {recipient.contradicted && <p class="warn">{wording.text('recipient_contradicted')}</p>}
      {recipient.unlisted && <p>{wording.text('recipient_unlisted')}</p>}
    </div>
  );
};

const RecipientLane = (props: Props & { recipient: LedgerRecipient }) => {
  const { recipient, message, wording } = props;
  const items = message.evidence.filter((item) => recipient.evidence.includes(item.sha256) && !isAcceptance(item));
  return (
    <Lane mark={LOOK[recipient.state]}>
      <p>
        <b>{wording.text(`recipient_${toKey(recipient.state)}`)}</b>{' '}
        {recipient.at !== null && (
          <span class="dim">
            <Instant iso={recipient.at} />
          </span>
        )}
      </p>
      <p>
        <Quoted text={recipient.address} />
      </p>
      <RecipientNotes {...props} />
      <Proofs {...props} items={items} />
    </Lane>
  );
};

/** Evidence of no recipient in particular: envelopes, and what could not be verified. It moves no state. */
const restOf = (message: LedgerMessage): LedgerEvidence[] => {
  if (message.state === 'received') return message.evidence;
  const told = new Set(message.recipients.flatMap((recipient) => recipient.evidence));
  return message.evidence.filter((item) => !isAcceptance(item) && !told.has(item.sha256));
};

export const RecipientTimeline = (props: Props) => {
  const { message, wording } = props;
  const rest = restOf(message);
  const isOurs = message.state !== 'received';
  return (
    <>
      <ol class="lanes" aria-label={wording.text('timeline_label')}>
        {isOurs && <AcceptanceLane {...props} />}
        {isOurs && message.recipients.map((recipient) => <RecipientLane key={recipient.address} {...props} recipient={recipient} />)}
      </ol>
      {rest.length > 0 && (
        <section class="beside">
          <h3 class="section-title">{wording.text(isOurs ? 'evidence_beside' : 'evidence_received')}</h3>
          <Proofs {...props} items={rest} />
        </section>
      )}
    </>
  );
};
