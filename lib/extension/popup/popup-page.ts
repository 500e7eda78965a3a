// Keeps what popup and side panel show up to date: the tab is asked every second, because a webmail changes messages without navigating.
import type { Browser } from 'wxt/browser';
import { isAskable, isOn } from '../../site-state';
import type { PageHint, PopupProps, SiteState } from '../../view';
import { readPageHint } from '../access/verify-once';
import type { ShownReply } from '../protocol';
import { watchLedger } from '../recording/canary';
import { toLedgerProblem, withLedger } from '../recording/with-ledger';
import { readTeachState } from '../taught/teach-page';
import { readFolderWalk } from '../walks/folder-walk';
import { createPopupActions } from './popup-actions';
import { askWhatIsShown, askWhatWasAsked, readShownMessage, readSiteState } from './shown-message';

type Tab = Browser.tabs.Tab;

export type PopupState = Omit<PopupProps, 'actions'> & { tab: Tab | undefined };

export type PopupDoor = {
  findTab(): Promise<Tab | undefined>;
  /** Called when another page took over: the popup closes. Null in the side panel, which stays. */
  leave: (() => void) | null;
  draw(props: PopupProps): void;
};

const ASK_EVERY_MS = 1000;

/** The rest is on the ledger page. */
const SHOWN = 20;

const NOTHING_TO_TEACH: PopupProps['teach'] = { status: 'none' };
const NONE: PopupProps['attention'] = { total: 0, first: [] };

const toNow = (): string => new Date().toISOString();

const createState = (): PopupState => ({
  tab: undefined,
  site: { status: 'not-a-webmail' },
  shown: { status: 'none' },
  isAsked: false,
  isCardHidden: false,
  hint: null,
  given: { status: 'none' },
  attention: NONE,
  walk: null,
  teach: NOTHING_TO_TEACH,
  ledgerProblem: null,
  now: toNow(),
});

/** Over a private window nothing of the ledger is shown, also where the browser opens the popup itself beside it. */
const readAttention = async (tab: Tab | undefined): Promise<Partial<PopupState>> => {
  if (tab?.incognito) return { attention: NONE, ledgerProblem: 'private-ledger' };
  try {
    const { result, harm } = await withLedger((ledger) => ledger.attention(toNow(), SHOWN));
    return { attention: result, ledgerProblem: harm };
  } catch (error) {
    return { attention: NONE, ledgerProblem: toLedgerProblem(error) };
  }
};

export type Popup = { state: PopupState; show(change: Partial<PopupState>): void };

/** `isForced` reads the judgement again although the tab shows what it showed before. */
const createTabReader = (popup: Popup, findTab: PopupDoor['findTab']): ((isForced: boolean) => Promise<void>) => {
  let drawn: ShownReply | null = null;
  let turn = 0;
  let looked: { at: string; hint: PageHint | null } = { at: '', hint: null };
  /** Looked at once for each page, where no adapter reads along; nothing waits for what a page takes its time to tell. */
  const findHint = (tab: Tab | undefined, site: SiteState): PageHint | null => {
    if (!isAskable(site)) return null;
    const at = `${tab?.id} ${tab?.url}`;
    if (looked.at !== at) {
      const mine = { at, hint: null as PageHint | null };
      looked = mine;
      void readPageHint(tab).then((hint) => {
        mine.hint = hint;
        if (looked === mine) popup.show({ hint });
      });
    }
    return looked.hint;
  };
  return async (isForced) => {
    turn += 1;
    const mine = turn;
    const tab = await findTab();
    const site = await readSiteState(tab);
    // The script of a site that was switched off lives on until its page is reloaded; it is not asked any more.
    const isReached = isOn(site);
    const [open, walk, asked, teach] = await Promise.all([
      isReached ? askWhatIsShown(tab) : null,
      isReached ? readFolderWalk(tab) : null,
      askWhatWasAsked(tab),
      isReached ? readTeachState(tab) : NOTHING_TO_TEACH,
    ]);
    const hint = findHint(tab, site);
    const reply = asked ?? open;
    const last = popup.state;
    const isSame =
      JSON.stringify([reply, site, walk, teach, tab?.url, hint]) ===
      JSON.stringify([drawn, last.site, last.walk, last.teach, last.tab?.url, last.hint]);
    if (mine !== turn || (isSame && !isForced)) return;
    const shown = await readShownMessage(reply);
    // What was asked about one message must not be shown under the next one.
    if (mine !== turn) return;
    drawn = reply;
    const isCardHidden = reply?.status === 'judged' && !reply.isSeen;
    popup.show({ tab, site, shown, isAsked: asked !== null, isCardHidden, hint: findHint(tab, site), walk, teach });
  };
};

/** Draws on every change, until the signal ends it. */
export const startPopup = ({ findTab, leave, draw }: PopupDoor, signal: AbortSignal): void => {
  const popup: Popup = {
    state: createState(),
    show(change) {
      popup.state = { ...popup.state, ...change, now: toNow() };
      draw({ ...popup.state, actions });
    },
  };
  const actions = createPopupActions(popup, leave);
  const readTab = createTabReader(popup, findTab);
  const readAll = async (): Promise<void> => {
    await readTab(true);
    popup.show(await readAttention(popup.state.tab));
  };
  watchLedger(() => void readAll(), signal);
  const timer = setInterval(() => document.visibilityState === 'visible' && void readTab(false), ASK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  void readAll();
};
