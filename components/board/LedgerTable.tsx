// The dense table of the ledger: real column headers that sort, and its rows.
import type { BoardFilter, BoardOrder } from '../../lib/ledger/board';
import type { LedgerSummary } from '../../lib/ledger/summary';
import { LedgerRows, type RowProps, STRETCH } from './LedgerRows';

type Props = RowProps & {
  messages: LedgerSummary[];
  filter: Pick<BoardFilter, 'order' | 'isReversed'>;
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

const toStretches = (messages: readonly LedgerSummary[]): LedgerSummary[][] =>
  Array.from({ length: Math.ceil(messages.length / STRETCH) }, (_, place) => messages.slice(place * STRETCH, (place + 1) * STRETCH));

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
      {toStretches(messages).map((stretch, place) => (
        // By its place: a message that comes in moves every row by one and no stretch.
        <LedgerRows key={`stretch ${place}`} {...props} messages={stretch} />
      ))}
    </table>
  );
};
