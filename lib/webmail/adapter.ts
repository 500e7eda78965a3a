// What a webmail adapter declares: data plus the little that cannot be data. Pure reads of the page, no waiting, no writes.

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
};
