// From judged files to messages with their evidence, bytes and paths; the same rules as the ledger of the extension.
import { collectEvidence } from '../ledger/collect-evidence';
import { findShownSubject } from '../ledger/find-shown-subject';
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import { linkEvidence } from '../ledger/link';
import { toLedgerMessage } from '../ledger/message-state';
import { compareMessages } from '../ledger/order-messages';
import { provesMore } from '../ledger/same-evidence';
import type { Judged } from './judge-inputs';

export type FoundMessage = { message: LedgerMessage; evidence: readonly Evidence[] };

export type Collection = {
  add(judged: Judged): Promise<void>;
  /** Oldest first. */
  messages(now: string): FoundMessage[];
  bytesOf(sha256: string): Uint8Array | undefined;
  /** The time-stamp files that lay beside it, in whatever place it was found. */
  tokensOf(sha256: string): Uint8Array[];
  /** Of all time-stamp files. */
  tokenHashes(): string[];
  /** Where the bytes were first found. */
  pathOf(sha256: string): string;
};

const byHash = ([left]: readonly [string, Uint8Array], [right]: readonly [string, Uint8Array]): number => (left < right ? -1 : 1);

/** `now` is also when everything enters: files carry no other time that could be trusted. */
export const createCollection = (now: string): Collection => {
  const found = new Map<string, { evidence: Evidence; bytes: Uint8Array; path: string }>();
  const stamps = new Map<string, Map<string, Uint8Array>>();
  return {
    async add({ path, bytes, report, timestamps }) {
      const judged = { bytes, report, origin: 'file', recordedAt: now, shownSubject: findShownSubject(bytes, report), timestamps } as const;
      for (const { evidence, bytes: own, tokens } of await collectEvidence(judged)) {
        const beside = stamps.get(evidence.sha256) ?? new Map<string, Uint8Array>();
        for (const token of tokens) beside.set(token.sha256, token.bytes);
        stamps.set(evidence.sha256, beside);
        const known = found.get(evidence.sha256);
        // The same bytes can be worth more by themselves than enclosed, and the other way round; or with a time-stamp beside them.
        if (!known || provesMore(evidence, known.evidence)) found.set(evidence.sha256, { evidence, bytes: own, path });
      }
    },
    messages(at) {
      const groups = linkEvidence([...found.values()].map(({ evidence }) => evidence));
      return [...groups.values()]
        .map((evidence) => ({ evidence, message: toLedgerMessage(evidence, at) }))
        .sort((a, b) => compareMessages(a.message, b.message));
    },
    bytesOf: (sha256) => found.get(sha256)?.bytes,
    tokensOf: (sha256) => [...(stamps.get(sha256) ?? new Map<string, Uint8Array>()).entries()].sort(byHash).map(([, bytes]) => bytes),
    tokenHashes: () => [...stamps.values()].flatMap((beside) => [...beside.keys()]),
    pathOf: (sha256) => found.get(sha256)?.path ?? '',
  };
};
