// The last judgements of this browser session by hash: popup and side panel draw from here what the ledger does not keep.
import { browser } from 'wxt/browser';
import type { Judgement } from '../protocol';

export type Judged = Extract<Judgement, { type: 'judged' }>;

const KEY = 'judgements';
const MAX_KEPT = 20;
/** storage.session holds about 10 MB in all; a report with thousands of recipients is large. */
const MAX_CHARACTERS = 4_000_000;

// Only trusted contexts can write storage.session, and only this file writes the key: no validation of our own objects.
const readJudged = async (): Promise<Judged[]> => {
  const { [KEY]: stored } = await browser.storage.session.get(KEY);
  return Array.isArray(stored) ? (stored as Judged[]) : [];
};

const dropOldest = (judged: Judged[]): Judged[] => {
  let room = MAX_CHARACTERS;
  const kept = judged.slice(-MAX_KEPT).toReversed();
  const end = kept.findIndex((one) => {
    room -= JSON.stringify(one).length;
    return room < 0;
  });
  return (end === -1 ? kept : kept.slice(0, end)).toReversed();
};

let pending: Promise<void> = Promise.resolve();

export const rememberJudgement = (judgement: Judged): Promise<void> => {
  const write = async (): Promise<void> => {
    const others = (await readJudged()).filter(({ report }) => report.sha256 !== judgement.report.sha256);
    await browser.storage.session.set({ [KEY]: dropOldest([...others, judgement]) });
  };
  pending = pending.then(write, write);
  return pending;
};

export const findSessionJudgement = async (sha256: string): Promise<Judged | undefined> =>
  (await readJudged()).find(({ report }) => report.sha256 === sha256);
