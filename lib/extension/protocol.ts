// The messages that cross between pages, content scripts and the background. Types only; every receiver validates.

import type { Question } from '../bundle/ask-timestamp-service';
import type { LedgerMessage } from '../ledger/ledger-message';
import type { Report } from '../verify/report';
import type { FolderWalk, Keep, ProblemCode, WalkOrder } from '../view';
import type { RowVerdict } from './judging/row-verdict';
import type { NoticedSending } from './recording/sending-noticed';
import type { StoredWalk } from './walks/stored-walks';

/** Name of the port on which a content script hands over the bytes of one source. */
export const SOURCE_PORT = 'source';
/** Largest chunk on that port, in bytes: under Chrome's 64 MiB a message. */
export const CHUNK_BYTES = 8 * 1024 * 1024;

/** Content script → background, in this order on one port: begin, chunk…, end. */
export type SourceMessage =
  | {
      type: 'begin';
      key: string;
      fidelity: 'exact' | 'reversible' | 'lossy';
      isPart: boolean;
      /** Said by our own pages, which the browser does not say it of. */
      isPrivate?: boolean;
    }
  | { type: 'chunk'; bytes: Uint8Array }
  | { type: 'end' };

/** Background → content script, once, then the port closes. */
export type Judgement =
  | { type: 'judged'; report: Report; message: LedgerMessage | null; recorded: boolean; problem: ProblemCode | null; keep: Keep }
  | { type: 'problem'; problem: ProblemCode };

/** runtime.sendMessage, to the background. */
export type BackgroundRequest =
  /** Answer: Record<key, RowVerdict> of the keys judged in this browser session. */
  | { type: 'known-verdicts'; keys: string[] }
  /** Answer: Record<key, Keep> of the same. */
  | { type: 'known-keeps'; keys: string[] }
  /** Answer: { locale: 'it' | 'en'; texts: Record<string, string> }, in the language the user chose. */
  | { type: 'texts' }
  /** Answer: whether the card is folded to one line; `set` changes it first. Content scripts do not touch storage.local, which holds trust. */
  | { type: 'card-collapsed'; set: boolean | null }
  /** Answer: Judgement or null; popup and side panel ask by hash, so that the page cannot answer for us. */
  | { type: 'judgement'; sha256: string }
  /** Brings a further script into the frame that asks. Answer: whether it is there. */
  | { type: 'bring-script'; script: 'more-webmails' | 'taught-webmail' | 'card-sight' }
  /** Answer: string[], the ids that the page's own scripts tell of the rows of its list, in their order; not to be trusted. */
  | { type: 'probe-rows'; webmail: string }
  /** Answer: WalkStart. `folder` is the adapter's id of it. */
  | { type: 'walk-load'; folder: string }
  /** Answer: whether it was kept. */
  | { type: 'walk-save'; folder: string; walk: StoredWalk }
  /** Answer: true, after a second. A page in a hidden tab has no clock of its own that keeps time. */
  | { type: 'walk-wait' }
  /** Answer: true, once no walk in any tab of this webmail has made a request within the last second. */
  | { type: 'walk-turn' }
  /** From our own pages only. Answer: FetchedTimestamp. The credentials of it are kept nowhere. */
  | ({ type: 'ask-timestamp' } & Question)
  /** From our own pages only: DER of the certificate in question and of the one above it. Answer: AskedOcsp. */
  | { type: 'ask-ocsp'; certificate: Uint8Array; issuer: Uint8Array }
  /** The user sent a message from the webmail. Answer: whether it was noted. */
  | { type: 'sending-noticed'; sending: NoticedSending }
  /** The recipe that the user taught for the page's own origin, as text. Answer: string or null. */
  | { type: 'taught-recipe' }
  /** Notes the page's requests for a minute. Answer: whether that could begin. */
  | { type: 'teach-record' }
  /** Answer: Noted[], not to be trusted, or null when nothing is being noted. */
  | { type: 'teach-recorded' }
  | { type: 'teach-stop' }
  /** Keeps what was taught, for the page's own origin. Answer: whether it was kept. */
  | { type: 'teach-keep'; recipe: string }
  /** Opens (or focuses) the ledger page on a message; `act` starts an export or a download there. */
  | { type: 'open-ledger'; identifier: string | null; act: 'show' | 'export' | 'save-original'; sha256: string | null };

export type KnownVerdicts = Record<string, RowVerdict>;
export type KnownKeeps = Record<string, Keep>;

/** tabs.sendMessage, to the content scripts of a tab. Only a frame that shows a message answers `what-is-shown`. */
export type ContentRequest =
  | { type: 'what-is-shown' }
  | { type: 'verdicts-changed' }
  | { type: 'site-state' }
  /** A permission or a rule of the administration changed: a script whose site is off takes everything out of the page. */
  | { type: 'access-changed' }
  /** To a page that was opened to us for once. Answer: PageHint. */
  | { type: 'once-look' }
  /** Verify that address, or what is open where it is null: in the frame of that address first, where one is meant. Answer: true. */
  | { type: 'once-verify'; url: string | null; frameUrl: string | null }
  /** What came of it. Answer: ShownReply, or none. */
  | { type: 'once-state' }
  /** The recipe for the page's origin came, changed or went. */
  | { type: 'taught-changed' }
  /** To the top frame, from our own pages only. Answer to the first: TeachState. */
  | { type: 'teach-state' }
  | { type: 'teach-start' }
  /** To the top frame, from our own pages only. Answer to each: WalkReply. */
  | { type: 'walk-state' }
  | { type: `walk-${WalkOrder}` };

/** What is known of a folder's walk; `isAllowed` is false in a private window, where no ledger is kept. */
export type WalkStart = { isAllowed: boolean; walk: StoredWalk | null };

export type WalkReply = FolderWalk | null;

/** What the frame that shows a message answers; the verdict itself is then asked of the background by hash. */
export type ShownReply =
  | { status: 'reading' }
  | { status: 'problem'; problem: ProblemCode }
  /** `isSeen` is false when the page hides or covers the card. */
  | { status: 'judged'; sha256: string; fidelity: 'exact' | 'reversible' | 'lossy'; isSeen: boolean };

/** Answer to `site-state`, from the top frame only. */
export type SiteStateReply = { adapter: string | null; isProven: boolean; problems: { code: string; detail: string }[] };
