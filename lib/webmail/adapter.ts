// What a webmail adapter declares: data plus the little that cannot be data. Pure reads of the page, no waiting, no writes.
import type { FetchedText, FetchLimits, SourceProblem } from './source/fetch-source';

/** `exact`: the stored octets. `reversible`: octets after a known undo.
 * `lossy`: changed, or nobody has seen that they are not: may confirm, never condemn. */
export type Fidelity = 'exact' | 'reversible' | 'lossy';

/** A way to get the source of one message: a same-origin request that changes nothing in the mailbox. */
export type SourceRequest = {
  url: string;
  /** A `POST` has no body, unless one is named. */
  method?: 'GET' | 'POST';
  /** With `POST` only: fields of a form, urlencoded, unless the headers say what else it is. */
  body?: string;
  headers: Record<string, string>;
  fidelity: Fidelity;
  /** What the webmail did to the octets, to be taken back in this order. */
  undo?: readonly Undo[];
  /** The webmail may send us to another host, which is not asked: that is no sign of an expired session. */
  leadsElsewhere?: true;
  /** Asked once where no source came and nothing says why: the webmail answers alike for a message that is gone and for a session that is over. */
  isSessionOver?(limits: FetchLimits): Promise<boolean>;
};

/** Comes with the adapter that needs it; null where the answer cannot have come about that way. */
export type Undo = (chunks: readonly Uint8Array[]) => Uint8Array[] | null;

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
  /** Where nobody knows the webmail: whether what was fetched is what the page shows, by its subject. */
  isShown?(chunks: readonly Uint8Array[]): boolean;
};

export type ListRow = {
  /** Of the message, as in `OpenMessage`; null while only the page's own scripts know which one it is. */
  key: string | null;
  /** Where the hint goes: inside this element, the last child unless `before` names another place. */
  slot: Element;
  /** A child of `slot` that the hint precedes, where the end of the slot is cut off by long subjects. */
  before: ChildNode | null;
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

/** The id that was told of a row, as long as the row still says the same. */
export type FindRowId = (row: Element) => string | null;

/** For webmails whose rows carry no id in the markup: `probes.ts` has the function that asks the page's own scripts. */
export type RowProbe = {
  /** Selector of the rows, in the order in which the probe tells of them. */
  rows: string;
  /** What the page tells is not to be trusted: only such ids are taken. */
  isId(id: string): boolean;
  /** Comes with the adapter: the script that every page gets first, which reads Roundcube only, stays small. */
  createIds(): RowIds;
};

/** Remembers what was told of each row. `ask` notes the rows as they stand; what it gives takes the ids told of them, once. */
export type RowIds = { find: FindRowId; ask(page: Document): (told: readonly string[]) => void };

export type WebmailAdapter = {
  id: string;
  /** Match patterns; empty when the user adds the hosts. */
  matches: readonly string[];
  /** Whether it was tried on the real software; otherwise it follows source and documentation only, and says so. */
  isProven: boolean;
  /** Two independent signals, no waiting. */
  recognises(page: Document): boolean;
  openMessages(page: Document): OpenMessage[];
  listRows(page: Document, findId?: FindRowId): ListRow[];
  probe?: RowProbe;
  /** Why this page is not as the adapter expects; empty when it is. */
  selfCheck(page: Document): Problem[];
  sending?: SendingReader;
  /** Where changes of the page happen out of sight of an observer of the document: open shadow roots, frames, attributes. */
  watches?(page: Document): { roots: Node[]; attributes: string[] };
};
