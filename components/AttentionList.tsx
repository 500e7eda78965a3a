// "Da guardare": the messages that need the user's eye, newest danger first, each with its reason.
import type { LedgerMessage } from '../lib/ledger/ledger-message';
import type { Wording } from '../lib/wording';
import { Mark } from './Mark';
import { explainAttention, findTroubled, toPill } from './message-summary';
import { PillTag } from './PillTag';
import { Quoted } from './Quoted';
import { SubjectText } from './SubjectText';

type Props = { messages: LedgerMessage[]; now: string; wording: Wording; open(identifier: string): void };

const Item = ({ message, now, wording, open }: Omit<Props, 'messages'> & { message: LedgerMessage }) => {
  const pill = toPill(wording, message, now);
  const troubled = findTroubled(message);
  return (
    <li>
      <button type="button" class="row-button" onClick={() => open(message.identifier)}>
        <Mark name={pill.mark} tone={pill.tone} size="s" />
        <span class="grow">
          <span class="row-head">
            <span class="strong grow clip">
              <SubjectText message={message} wording={wording} />
            </span>
            <PillTag pill={pill} />
          </span>
          <span class="small dim block">
            {troubled !== undefined && (
              <>
                <Quoted text={troubled.address} />:{' '}
              </>
            )}
            {explainAttention(wording, message)}
          </span>
        </span>
      </button>
    </li>
  );
};

export const AttentionList = ({ messages, now, wording, open }: Props) => (
  <section aria-labelledby="attention-title">
    <h2 class="section-title" id="attention-title">
      {wording.text('attention_title')} · <span class="num">{messages.length}</span>
    </h2>
    {messages.length === 0 ? (
      <p class="small dim pad">{wording.text('attention_none')}</p>
    ) : (
      <ul class="rows">
        {messages.map((message) => (
          <Item key={message.identifier} message={message} now={now} wording={wording} open={open} />
        ))}
      </ul>
    )}
  </section>
);
