// Listens to the keyboard for the whole ledger page and moves the focus where the selection goes.
import { useEffect, useRef } from 'preact/hooks';
import type { LedgerPageProps } from '../lib/view';
import { type KeyCommand, toKeyCommand } from './ledger-keys';

type Page = Pick<LedgerPageProps, 'messages' | 'selectedRow' | 'selected' | 'actions'> & {
  helpOpen: boolean;
  showHelp(open: boolean): void;
};

const TYPING = 'input:not([type="file"]), textarea, select';
/** Enter keeps its own meaning on these. */
const ACTIVE = 'button, a, summary';

const focusRow = (identifier: string): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const row = rows.find((element) => element.dataset.row === identifier);
  row?.focus();
  row?.scrollIntoView?.({ block: 'nearest' });
};

const closeTop = ({ helpOpen, showHelp, selectedRow, actions }: Page): void => {
  if (helpOpen) showHelp(false);
  if (helpOpen || selectedRow === null) return;
  actions.select(null);
  focusRow(selectedRow);
};

const canExport = ({ selected }: Page): boolean => selected?.evidence.some(({ verdict }) => verdict === 'verified') ?? false;

const runCommand = (command: KeyCommand, page: Page): void => {
  const { selected, actions } = page;
  if (command.do === 'select') {
    actions.select(command.identifier);
    focusRow(command.identifier);
  }
  if (command.do === 'open') document.querySelector<HTMLElement>('#side-title')?.focus();
  if (command.do === 'search') document.querySelector<HTMLElement>('input[type="search"]')?.focus();
  if (command.do === 'export' && selected !== null && canExport(page)) actions.exportBundle(selected.identifier);
  if (command.do === 'help') page.showHelp(!page.helpOpen);
  if (command.do === 'close') closeTop(page);
};

const handleKey = (event: KeyboardEvent, page: Page): void => {
  const command = toKeyCommand(event, page.messages, page.selectedRow);
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (command === null) return;
  if (target?.matches(TYPING)) {
    // Escape in a field only leaves the field.
    if (command.do === 'close') target.blur();
    return;
  }
  if (command.do === 'open' && target?.matches(ACTIVE)) return;
  if (page.helpOpen && command.do !== 'close' && command.do !== 'help') return;
  event.preventDefault();
  runCommand(command, page);
};

export const useLedgerKeys = (page: Page): void => {
  // What is drawn now: an effect of each drawing would come too late for whoever types fast.
  const shown = useRef(page);
  shown.current = page;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => handleKey(event, shown.current);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
};
