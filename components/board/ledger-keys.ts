// From a key press to what the ledger page does; pure, so that the table of keys can be tested without a page.
import type { LedgerSummary } from '../../lib/ledger/summary';

export type KeyCommand =
  | { do: 'select'; identifier: string }
  | { do: 'open' }
  | { do: 'search' }
  | { do: 'export' }
  | { do: 'help' }
  | { do: 'close' };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const SIMPLE: Record<string, KeyCommand> = {
  Enter: { do: 'open' },
  '/': { do: 'search' },
  e: { do: 'export' },
  '?': { do: 'help' },
  Escape: { do: 'close' },
};

/** Either way from nowhere leads to the top: the last of a hundred thousand rows could only be shown by drawing them all. */
const stepFrom = (messages: LedgerSummary[], selected: string | null, step: number): KeyCommand | null => {
  const at = messages.findIndex(({ identifier }) => identifier === selected);
  const next = messages[at === -1 ? 0 : Math.min(Math.max(at + step, 0), messages.length - 1)];
  return next === undefined ? null : { do: 'select', identifier: next.identifier };
};

/** Keys with a modifier belong to the browser. */
export const toKeyCommand = (press: Press, messages: LedgerSummary[], selected: string | null): KeyCommand | null => {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const step = STEPS[press.key];
  return step === undefined ? (SIMPLE[press.key] ?? null) : stepFrom(messages, selected, step);
};
