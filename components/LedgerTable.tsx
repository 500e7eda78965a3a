// The dense table of the ledger: one row a message, real column headers, recipients counted in words.
import type { LedgerMessage } from '../lib/ledger/ledger-message';
import type { Wording } from '../lib/wording';
import { Instant } from './Instant';
import { Mark } from './Mark';
import { countRecipients, describeError, findTroubled, isUncertified, toPill } from './message-summary';
import { PillTag } from './PillTag';
import { Quoted } from './Quoted';
import { SubjectText } from './SubjectText';

type Props = {
  messages: LedgerMessage[];
  selected: LedgerMessage | null;
  now: string;
  wording: Wording;
  select(identifier: string): void;
};

const COLUMNS = ['state', 'sent', 'subject', 'recipients', 'proven_until'] as const;

/** `3: 2 consegnati, 1 ordinario`; the total is left out where it says nothing more. */
const recipientText = (message: LedgerMessage, wording: Wording): string => {
  const total = message.recipients.length;
  if (message.state === 'received') return wording.count('recipients_total', total);
  if (total === 1 && findTroubled(message)?.state === 'not-delivered') {
    return describeError(wording, message.recipients[0]?.errorCode ?? null);
  }
  const isMixed = new Set(message.recipients.map(({ state }) => state)).size > 1;
  return isMixed ? `${total}: ${countRecipients(wording, message)}` : countRecipients(wording, message);
};

const RecipientCount = ({ message, wording }: { message: LedgerMessage; wording: Wording }) =>
  isUncertified(message) ? <span class="dim">{wording.text('nothing_certified')}</span> : <span>{recipientText(message, wording)}</span>;

const Row = ({ message, selected, now, wording, select }: Omit<Props, 'messages'> & { message: LedgerMessage }) => {
  const isSelected = message.identifier === selected?.identifier;
  const pill = toPill(wording, message, now);
  return (
    <tr
      class={isSelected ? 'selected' : undefined}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => select(message.identifier)}
    >
      <td class="cell-state">
        <Mark name={pill.mark} tone={pill.tone} size="s" />
        <PillTag pill={pill} />
      </td>
      <td class="cell-sent">{message.acceptedAt === null ? '—' : <Instant iso={message.acceptedAt} precision="minute" />}</td>
      <td class="cell-subject">
        <button type="button" class="subject" data-row={message.identifier}>
          <SubjectText message={message} wording={wording} />
        </button>
        {message.from !== '' && (
          <span class="small dim block">
            {wording.text('from')} <Quoted text={message.from} />
          </span>
        )}
      </td>
      <td class="cell-recipients">
        <RecipientCount message={message} wording={wording} />
      </td>
      <td class="cell-until">{message.provenUntil === null ? '—' : <Instant iso={message.provenUntil} precision="day" />}</td>
    </tr>
  );
};

export const LedgerTable = (props: Props) => {
  const { messages, wording } = props;
  return (
    <table class="ledger">
      <caption class="hidden">{wording.text('table_caption')}</caption>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {wording.text(`column_${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <Row key={message.identifier} {...props} message={message} />
        ))}
      </tbody>
    </table>
  );
};
