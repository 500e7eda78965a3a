// What the state of one recipient means, what to do next, and where the rule stands.
import { describeCause } from '../../lib/describe-cause';
import type { LedgerMessage, LedgerRecipient } from '../../lib/ledger/ledger-message';
import { toKey, type Wording } from '../../lib/wording';
import { NightFact } from '../message/NightFact';
import { formatElapsed } from '../parts/elapsed';
import { Quoted } from '../parts/Quoted';

type Props = { recipient: LedgerRecipient; message: LedgerMessage; now: string; wording: Wording };

const Failed = ({ recipient, wording }: Pick<Props, 'recipient' | 'wording'>) => {
  const { text, source } = describeCause(wording, recipient);
  return (
    <>
      <p>{text}</p>
      <p>{wording.text('rule_source', source)}</p>
    </>
  );
};

const Delivered = ({ recipient: { receipt, at }, wording }: Pick<Props, 'recipient' | 'wording'>) => (
  <>
    {receipt !== null && <p>{wording.text(`receipt_${receipt}`)}</p>}
    {at !== null && <NightFact name="night_delivery" time={at} wording={wording} />}
  </>
);

const explainOpen = ({ recipient: { state }, message, now, wording }: Props): string => {
  const since = state === 'waiting' && message.acceptedAt !== null ? formatElapsed(wording, message.acceptedAt, now) : '';
  if (since !== '') return wording.text('recipient_waiting_since', since);
  const isLate = state === 'warned' && message.attention.includes('waiting-too-long');
  return wording.text(isLate ? 'recipient_warned_late_why' : `recipient_${toKey(state)}_why`);
};

const Open = (props: Props) => {
  const { state, errorCode } = props.recipient;
  const { wording } = props;
  return (
    <>
      <p>{explainOpen(props)}</p>
      {state === 'warned' && errorCode !== null && (
        <p>
          <Quoted text={wording.text('bundle_code', errorCode)} />
        </p>
      )}
      <p>{wording.text('rule_source', wording.text(`rule_${toKey(state)}`))}</p>
    </>
  );
};

/** A refused message says once, at its top, why nobody got it. */
const State = (props: Props) => {
  const { recipient, message } = props;
  if (recipient.state === 'delivered') return <Delivered {...props} />;
  if (recipient.state !== 'not-delivered') return <Open {...props} />;
  return message.state === 'not-accepted' ? null : <Failed {...props} />;
};

export const RecipientNotes = (props: Props) => {
  const { recipient, wording } = props;
  return (
    <div class="small dim">
      <State {...props} />
      {recipient.contradicted && <p class="warn">{wording.text('recipient_contradicted')}</p>}
      {recipient.unlisted && <p>{wording.text('recipient_unlisted')}</p>}
    </div>
  );
};
