// What a webmail adapter declares: data plus the little that cannot be data. Pure reads of the page, no waiting, no writes.
import type { FetchedText, SourceProblem } from './fetch-source';

/** `exact`: the stored octets. `reversible`: octets after a known undo. `lossy`: may confirm, never condemn. */
export type Fidelity = 'exact' | 'reversible' | 'lossy';

/** A way to get the source of one message: a same-origin request that changes nothing in the mailbox. */
export type SourceRequest = {
  url: string;
  headers: Record<string, string>;
  fidelity: Fidelity;
};

export type OpenMessage = {
  /** Stable for this session and mailbox: webmail, session scope, folder, id. Never shown. */
  key: string;
  /** The seal and card are placed before this element, above the header and never inside the body. */
  anchor: Element;
  source: SourceRequest;
  /** True when what is open is a part of another message of the mailbox. */
  isPart: boolean;
  /** True when the page itself hints at PEC (attachment names, sender, subject prefix). */
  looksLikePec: boolean;
};

export type ListRow = {
  key: string;
  /** Where the hint goes: inside this element, the last child unless `before` names another place. */
  slot: Element;
  /** A child of `slot` that the hint precedes, where the end of the slot is cut off by long subjects. */
  before: Element | null;
  looksLikePec: boolean;
};

export type Problem = { code: 'session-unknown' | 'list-changed' | 'message-changed' | 'source-unknown'; detail: string };

/** The folder whose list the page shows. */
export type OpenFolder = {
  /** The same after a new login and a restart: account and folder. Where the page names no account, of this session only. Never shown. */
  id: string;
  /** As the page names it. */
  name: string;
};

/** A message that claims to be PEC, by what its folder's list tells. */
export type FolderItem = {
  key: string;
  uid: number;
  /** Something of it that never changes, to notice when the numbers of a folder were given anew. */
  witness: string;
  source: SourceRequest;
};

export type ListProblem = SourceProblem | 'search-open' | 'webmail-changed' | 'cancelled';
export type FolderList = { ok: true; items: FolderItem[] } | { ok: false; problem: ListProblem };
/** One request to the page's own origin; whoever gives it keeps the pace. `always` is for what puts the webmail's own view right again. */
export type Ask = (
  request: Omit<SourceRequest, 'fidelity'>,
  options?: { always: boolean },
) => Promise<FetchedText | { ok: false; problem: 'cancelled' }>;

export type FolderReader = {
  find(page: Document): OpenFolder | null;
  /** Everything in the folder that claims to be PEC; changes no flag, and the user's own list stays where it is. */
  list(page: Document, folder: OpenFolder, ask: Ask): Promise<FolderList>;
};

/** What the user wrote in the composer, never the body. */
export type Composed = { from: string; to: string[]; cc: string[]; subject: string };

export type SendingReader = {
  /** The form that was just handed over for sending (not a draft), and what tells this attempt from the next. */
  read(page: Document): { attempt: string; composed: Composed } | null;
  /** The webmail's own notices as they stand: how an attempt ended. */
  notices(page: Document): { element: Element; isSuccess: boolean }[];
};

export type WebmailAdapter = {
  id: string;
  /** Match patterns; empty when the user adds the hosts. */
  matches: readonly string[];
  /** Two independent signals, no waiting. */
  recognises(page: Document): boolean;
  openMessages(page: Document): OpenMessage[];
  listRows(page: Document): ListRow[];
  /** Why this page is not as the adapter expects; empty when it is. */
  selfCheck(page: Document): Problem[];
  sending?: SendingReader;
};
