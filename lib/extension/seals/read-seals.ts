// The seals of the archive as they are judged now, what is due, and what they show of the evidence of one message.
import type { Evidence } from '../../ledger/ledger-message';
import { createSealBook, type SealBook } from '../../ledger/seal/seal-book';
import { type SealState, toHorizon, toSealState } from '../../ledger/seal/seal-due';
import type { SealedList } from '../../ledger/seal/sealed-list';
import type { Ledger } from '../../ledger/store';
import type { SealedProofs } from '../../seal-view';
import type { TrustStore } from '../../verify/trust/trust-store';

/** Lists never change: each is read, and its root computed, once in a page. */
const lists = new Map<string, SealedList>();

export const readSealList = async (ledger: Ledger, id: string): Promise<SealedList | undefined> => {
  const list = lists.get(id) ?? (await ledger.sealListOf(id));
  if (list !== undefined) lists.set(id, list);
  return list;
};

type Judging = { trust: TrustStore /** ISO instant. */; now: string };

export const readSealBook = async (ledger: Ledger, { trust, now }: Judging): Promise<SealBook> =>
  createSealBook(await ledger.seals(), (id) => readSealList(ledger, id), trust, Date.parse(now));

export const readSealState = async (ledger: Ledger, { findSeal, seals }: SealBook, now: string): Promise<SealState> =>
  toSealState(seals, await ledger.findUncovered(now, toHorizon(now), (sha256) => findSeal(sha256) !== null), now);

export const findSealed = ({ findSeal }: SealBook, evidence: readonly Evidence[]): SealedProofs =>
  Object.fromEntries(
    evidence.flatMap(({ sha256 }) => {
      const { proven } = findSeal(sha256) ?? {};
      if (proven === undefined) return [];
      return [[sha256, { existedBefore: proven.existedBefore, authority: proven.authority, isAddedAnchor: proven.isAddedAnchor }]];
    }),
  );
