// The story of one message: its acceptance, then each recipient with state, time and proofs, then evidence beside them.
import type { ComponentChildren } from 'preact';
import { describeCause } from '../../lib/describe-cause';
import type { Evidence, LedgerEvidence, LedgerMessage, LedgerRecipient, RecipientState } from '../../lib/ledger/ledger-message';
import type { SecondLayer } from '../../lib/second-layer/second-layer-item';
import { formatInstant, toKey, type Wording } from '../../lib/wording';
import { NightFact } from '../message/NightFact';
import { Instant } from '../parts/Instant';
import { Mark, type MarkName, type Tone } from '../parts/Mark';
import { Quoted } from '../parts/Quoted';
import { Proof } from './Proof';
import { RecipientNotes } from './RecipientNotes';

type Props = {
  message: LedgerMessage;
  evidence: Evidence[];
  secondLayer: SecondLayer;
  now: string;
  wording: Wording;
  /** Left out where the reader has the files already. */
  saveOriginal?: (sha256: string) => void;
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
        {...(saveOriginal && { saveOriginal })}
      />
    ))}
  </>
);

type AcceptanceName = 'accepted' | 'not_accepted' | 'acceptance_missing' | 'acceptance_awaited';

const ACCEPTANCE_LOOK: Record<AcceptanceName, [MarkName, Tone]> = {
  accepted: ['seal', 'ok'],
  not_accepted: ['octagon', 'bad'],
  acceptance_missing: ['triangle', 'warn'],
  acceptance_awaited: ['clock', 'note'],
};

const nameAcceptance = ({ state, sentAt = null }: LedgerMessage, items: readonly LedgerEvidence[]): AcceptanceName => {
  if (state === 'not-accepted') return 'not_accepted';
  if (items.length > 0) return 'accepted';
  return sentAt === null ? 'acceptance_missing' : 'acceptance_awaited';
};

/** Every recipient of a refused message bears the cause of the refusal. */
const Refusal = ({ message: { recipients }, wording }: Pick<Props, 'message' | 'wording'>) => {
  const caused = recipients.find(({ errorCode, error }) => errorCode !== null || error !== undefined);
  if (caused === undefined) return null;
  const { text, source } = describeCause(wording, caused);
  return (
    <>
      <p>{text}</p>
      <p>{wording.text('rule_source', source)}</p>
    </>
  );
};

const AcceptanceLane = (props: Props) => {
  const { message, wording } = props;
  const items = message.evidence.filter(isAcceptance);
  const at = items[0]?.at ?? null;
  const name = nameAcceptance(message, items);
  return (
    <Lane mark={ACCEPTANCE_LOOK[name]}>
      <p>
        <b>{wording.text(`lane_${name}`)}</b>{' '}
        {at !== null && (
          <span class="dim">
            <Instant iso={at} />
          </span>
        )}
      </p>
      <div class="small dim">
        {name !== 'accepted' && <p>{wording.text(`lane_${name}_why`, formatInstant(message.sentAt ?? ''))}</p>}
        {name === 'not_accepted' && <Refusal {...props} />}
        {name === 'accepted' && at !== null && <NightFact name="night_acceptance" time={at} wording={wording} />}
      </div>
      <Proofs {...props} items={items} />
    </Lane>
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
