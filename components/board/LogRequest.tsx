// The letter that asks the provider for the log of a message: to read, to copy, to save.
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import { toLogRequest } from '../../lib/ledger/log-request';
import type { LedgerPageProps } from '../../lib/view';
import { formatInstant, type Wording } from '../../lib/wording';
import { CopyButton } from '../parts/CopyButton';

type Props = {
  message: LedgerMessage;
  now: string;
  wording: Wording;
  actions: Pick<LedgerPageProps['actions'], 'copyText' | 'saveText'>;
};

export const LogRequest = ({ message, now, wording, actions }: Props) => {
  const request = toLogRequest(message, now);
  if (request === null) return null;
  const { text, fileName, until } = request;
  return (
    <details class="beside">
      <summary>{wording.text('log_request_title')}</summary>
      <p class="small dim">{wording.text('log_request_intro', formatInstant(until, 'day'))}</p>
      {/* Chosen with the keyboard as well, where copying is not allowed. */}
      <textarea class="letter" lang="it" readOnly rows={12} aria-label={wording.text('log_request_label')} value={text} />
      <CopyButton text={text} label={wording.text('action_copy')} wording={wording} copyText={actions.copyText}>
        <button type="button" class="btn" onClick={() => actions.saveText(fileName, text)}>
          {wording.text('action_save_text')}
        </button>
      </CopyButton>
    </details>
  );
};
