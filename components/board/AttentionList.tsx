// "Da guardare": the messages that need the user's eye, newest danger first, each with its reason.
import { ATTENTION_COUNTED } from '../../lib/ledger/attention';
import type { LedgerSummary } from '../../lib/ledger/summary';
import type { PopupProps } from '../../lib/view';
import type { Wording } from '../../lib/wording';
import { Mark } from '../parts/Mark';
import { PillTag } from '../parts/PillTag';
import { Quoted } from '../parts/Quoted';
import { SubjectText } from '../parts/SubjectText';
import { explainAttention, toPill } from './message-summary';

type Props = {
  attention: PopupProps['attention'];
  now: string;
  wording: Wording;
  open(identifier: string): void;
  openAll(): void;
};

const Item = ({ message, now, wording, open }: Omit<Props, 'attention' | 'openAll'> & { message: LedgerSummary }) => {
  const pill = toPill(wording, message, now);
  const { troubled } = message;
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
            {troubled !== null && (
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

export const AttentionList = ({ attention: { total, first }, now, wording, open, openAll }: Props) => (
  <section aria-labelledby="attention-title">
    <h2 class="section-title" id="attention-title">
      {wording.text('attention_title')} ·{' '}
      <span class="num">{total < ATTENTION_COUNTED ? total : wording.text('attention_many', ATTENTION_COUNTED)}</span>
    </h2>
    {total === 0 ? (
      <p class="small dim pad">{wording.text('attention_none')}</p>
    ) : (
      <ul class="rows">
        {first.map((message) => (
          <Item key={message.identifier} message={message} now={now} wording={wording} open={open} />
        ))}
      </ul>
    )}
    {total > first.length && (
      <p class="pad small">
        <button type="button" class="link" onClick={openAll}>
          {total < ATTENTION_COUNTED ? wording.count('attention_more', total - first.length) : wording.text('attention_more_many')}
        </button>
      </p>
    )}
  </section>
);
