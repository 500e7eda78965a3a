// The filters above the board: mailbox, recipient and period, and how many messages they leave.
import type { BoardFilter } from '../../lib/ledger/board';
import type { LedgerPageProps } from '../../lib/view';
import { toVisibleText } from '../../lib/visible-text';
import type { Wording } from '../../lib/wording';

type Props = Pick<LedgerPageProps, 'filter' | 'mailboxes' | 'messages' | 'actions'> & { wording: Wording };

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A field that is being typed in holds half a date. */
const toDay = (value: string): string | null => (DAY.test(value) ? value : null);

const isFiltered = ({ mailbox, recipient, since, until }: BoardFilter): boolean =>
  mailbox !== null || recipient !== '' || since !== null || until !== null;

const Day = ({ name, filter, wording, actions }: Omit<Props, 'mailboxes' | 'messages'> & { name: 'since' | 'until' }) => (
  <label class="filter">
    {wording.text(`filter_${name}`)}{' '}
    <input
      type="date"
      class="field"
      id={`filter-${name}`}
      name={name}
      value={filter[name] ?? ''}
      onChange={(event) => actions.filter({ [name]: toDay(event.currentTarget.value) })}
    />
  </label>
);

const Recipient = ({ filter, wording, actions }: Omit<Props, 'mailboxes' | 'messages'>) => (
  <label class="filter">
    {wording.text('filter_recipient')}{' '}
    <input
      type="text"
      class="field"
      id="filter-recipient"
      name="recipient"
      autocomplete="off"
      spellcheck={false}
      value={filter.recipient}
      onInput={(event) => actions.filter({ recipient: event.currentTarget.value })}
    />
  </label>
);

export const BoardFilters = (props: Props) => {
  const { filter, mailboxes, messages, wording, actions } = props;
  return (
    <div class="bar filters">
      {mailboxes.length > 1 && (
        <label class="filter">
          {wording.text('filter_mailbox')}{' '}
          <select
            class="field"
            name="mailbox"
            value={filter.mailbox ?? ''}
            onChange={(event) => actions.filter({ mailbox: event.currentTarget.value || null })}
          >
            <option value="">{wording.text('filter_all_mailboxes')}</option>
            {mailboxes.map((mailbox) => (
              <option key={mailbox} value={mailbox}>
                {toVisibleText(mailbox)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Recipient {...props} />
      <Day {...props} name="since" />
      <Day {...props} name="until" />
      {isFiltered(filter) && (
        <button type="button" class="link" onClick={() => actions.filter({ mailbox: null, recipient: '', since: null, until: null })}>
          {wording.text('filter_clear')}
        </button>
      )}
      <span class="small dim" role="status">
        {wording.count('filter_found', messages.length)}
      </span>
    </div>
  );
};
