// From judged files to messages with their evidence, bytes and paths; the same rules as the ledger of the extension.
import { collectEvidence } from '../ledger/collect-evidence';
import { findShownSubject } from '../ledger/find-shown-subject';
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import { linkEvidence } from '../ledger/link';
import { toLedgerMessage } from '../ledger/message-state';
import { compareMessages } from '../ledger/order-messages';
import type { Judged } from './judge-inputs';

export type FoundMessage = { message: LedgerMessage; evidence: readonly Evidence[] };

export type Collection = {
  add(judged: Judged): Promise<void>;
  /** Oldest first. */
  messages(now: string): FoundMessage[];
  bytesOf(sha256: string): Uint8Array | undefined;
  /** Where the bytes were first found. */
  pathOf(sha256: string): string;
};

/** `now` is also when everything enters: files carry no other time that could be trusted. */
export const createCollection = (now: string): Collection => {
  const found = new Map<string, { evidence: Evidence; bytes: Uint8Array; path: string }>();
  return {
    async add({ path, bytes, report }) {
      const judged = { bytes, report, origin: 'file', recordedAt: now, shownSubject: findShownSubject(bytes, report) } as const;
      for (const { evidence, bytes: own } of await collectEvidence(judged)) {
        const known = found.get(evidence.sha256);
        // The same bytes can be worth more by themselves than enclosed, and the other way round.
        if (!known || (known.evidence.report.verdict !== 'verified' && evidence.report.verdict === 'verified'))
          found.set(evidence.sha256, { evidence, bytes: own, path });
      }
    },
    messages(at) {
      const groups = linkEvidence([...found.values()].map(({ evidence }) => evidence));
      return [...groups.values()]
        .map((evidence) => ({ evidence, message: toLedgerMessage(evidence, at) }))
        .sort((a, b) => compareMessages(a.message, b.message));
    },
    bytesOf: (sha256) => found.get(sha256)?.bytes,
    pathOf: (sha256) => found.get(sha256)?.path ?? '',
  };
};
