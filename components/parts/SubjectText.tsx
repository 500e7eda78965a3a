// The subject of a message, or the words that say it has none.
import type { LedgerMessage } from '../../lib/ledger/ledger-message';
import type { Wording } from '../../lib/wording';
import { Quoted } from './Quoted';

type Props = { message: Pick<LedgerMessage, 'subject'>; wording: Wording };

export const SubjectText = ({ message, wording }: Props) => {
  const { subject } = message;
  if (subject === null || subject.trim() === '') return <span class="dim">{wording.text('no_subject')}</span>;
  return <Quoted text={subject} />;
};
