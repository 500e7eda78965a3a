// The dense table of the ledger: one row a message, real column headers, recipients counted in words.
import { describeError } from '../../lib/describe-cause';
import type { BoardFilter, BoardOrder } from '../../lib/ledger/board';
import { countAll, type LedgerSummary } from '../../lib/ledger/summary';
import type { Wording } from '../../lib/wording';
import { Instant } from '../parts/Instant';
import { Mark } from '../parts/Mark';
import { PillTag } from '../parts/PillTag';
import { Quoted } from '../parts/Quoted';
import { SubjectText } from '../parts/SubjectText';
import { countRecipients, isUncertified, toPill } from './message-summary';

type Props = {
  messages: LedgerSummary[];
  /** Identifier. */
  selected: string | null;
  filter: Pick<BoardFilter, 'order' | 'isReversed'>;
  now: string;
  wording: Wording;
  select(identifier: string): void;
  sort(order: BoardOrder): void;
};

/** The time of sending is the order of the board itself. */
const COLUMNS: readonly (readonly [name: string, order: BoardOrder])[] = [
  ['state', 'state'],
  ['sent', 'moment'],
  ['subject', 'subject'],
  ['recipients', 'recipients'],
  ['proven_until', 'proven-until'],
];

/** `3: 2 consegnati, 1 ordinario`; the total is left out where it says nothing more. */
const recipientText = (message: LedgerSummary, wording: Wording): string => {
  const total = countAll(message);
  if (message.state === 'received') return wording.count('recipients_total', total);
  if (total === 1 && message.troubled?.state === 'not-delivered') return describeError(wording, message.troubled.errorCode);
  const isMixed = Object.keys(message.tally).length > 1;
  return isMixed ? `${total}: ${countRecipients(wording, message)}` : countRecipients(wording, message);
};

const RecipientCount = ({ message, wording }: { message: LedgerSummary; wording: Wording }) =>
  isUncertified(message) ? <span class="dim">{wording.text('nothing_certified')}</span> : <span>{recipientText(message, wording)}</span>;

const Row = ({ message, selected, now, wording, select }: Omit<Props, 'messages'> & { message: LedgerSummary }) => {
  const isSelected = message.identifier === selected;
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
        {message.tags.map((tag) => (
          <span key={tag} class="tag">
            <Quoted text={tag} />
          </span>
        ))}
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

const toDirection = (order: BoardOrder, isReversed: boolean): 'ascending' | 'descending' =>
  (order === 'moment' || order === 'recipients') === isReversed ? 'ascending' : 'descending';

const Heading = ({
  name,
  order,
  filter,
  wording,
  sort,
}: Pick<Props, 'filter' | 'wording' | 'sort'> & { name: string; order: BoardOrder }) => {
  const isChosen = filter.order === order;
  const direction = toDirection(order, filter.isReversed);
  return (
    <th scope="col" aria-sort={isChosen ? direction : 'none'}>
      <button type="button" class="sort" onClick={() => sort(order)}>
        {wording.text(`column_${name}`)}
        {isChosen && <span aria-hidden="true">{direction === 'ascending' ? ' ▲' : ' ▼'}</span>}
      </button>
    </th>
  );
};

export const LedgerTable = (props: Props) => {
  const { messages, wording } = props;
  return (
    <table class="ledger">
      <caption class="hidden">{wording.text('table_caption')}</caption>
      <thead>
        <tr>
          {COLUMNS.map(([name, order]) => (
            <Heading key={name} {...props} name={name} order={order} />
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
