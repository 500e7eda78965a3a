// Listens to the keyboard for the whole ledger page and moves the focus where the selection goes.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { holdsProof } from '../../lib/ledger/summary';
import type { LedgerPageProps } from '../../lib/view';
import { type KeyCommand, toKeyCommand } from './ledger-keys';

type Page = Pick<LedgerPageProps, 'messages' | 'selectedRow' | 'selected' | 'actions'> & {
  /** How many of the messages have their row on the page. */
  drawn: number;
  showUpTo(count: number): void;
  helpOpen: boolean;
  showHelp(open: boolean): void;
};

type KeyPage = Page & { focusRow(identifier: string): void };

/** How far below the drawn rows a key may lead: to draw all before a row that is further away would freeze the page. */
const REACH = 1000;

const TYPING = 'input:not([type="file"]), textarea, select';
/** Enter keeps its own meaning on these. */
const ACTIVE = 'button, a, summary';

/** False where the row is not drawn. */
const focusDrawn = (identifier: string): boolean => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const row = rows.find((element) => element.dataset.row === identifier);
  row?.focus();
  row?.scrollIntoView?.({ block: 'nearest' });
  return row !== undefined;
};

const toReach = ({ messages, drawn }: Page): Page['messages'] => messages.slice(0, drawn + REACH);

/** A row that is not drawn yet gets the focus once it is. */
const useRowFocus = (page: Page): KeyPage['focusRow'] => {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null && focusDrawn(wanted.current)) wanted.current = null;
  });
  return (identifier) => {
    wanted.current = null;
    if (focusDrawn(identifier)) return;
    const at = toReach(page).findIndex((message) => message.identifier === identifier);
    if (at === -1) return;
    wanted.current = identifier;
    page.showUpTo(at + 1);
  };
};

const closeTop = ({ helpOpen, showHelp, selectedRow, actions, focusRow }: KeyPage): void => {
  if (helpOpen) showHelp(false);
  if (helpOpen || selectedRow === null) return;
  actions.select(null);
  focusRow(selectedRow);
};

const canExport = ({ selected }: Pick<Page, 'selected'>): boolean => selected !== null && holdsProof(selected);

const runCommand = (command: KeyCommand, page: KeyPage): void => {
  const { selected, actions } = page;
  if (command.do === 'select') {
    actions.select(command.identifier);
    page.focusRow(command.identifier);
  }
  if (command.do === 'open') document.querySelector<HTMLElement>('#side-title')?.focus();
  if (command.do === 'search') document.querySelector<HTMLElement>('input[type="search"]')?.focus();
  if (command.do === 'export' && selected !== null && canExport(page)) actions.exportBundle(selected.identifier);
  if (command.do === 'help') page.showHelp(!page.helpOpen);
  if (command.do === 'close') closeTop(page);
};

const handleKey = (event: KeyboardEvent, page: KeyPage): void => {
  const command = toKeyCommand(event, toReach(page), page.selectedRow);
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
  const keyPage = { ...page, focusRow: useRowFocus(page) };
  const shown = useRef(keyPage);
  shown.current = keyPage;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => handleKey(event, shown.current);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
};
