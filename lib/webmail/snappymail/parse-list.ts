// Reads SnappyMail's answer to a search of a folder strictly as data.
import {
  CLAIMING_SENDER,
  isClaimingSender,
  isFields,
  type ListedRow,
  parseJson,
  toCount,
  toText,
  toUid,
  toWitness,
} from '../walk/list-answer';

export const SNAPPYMAIL_CLAIM = `from=${CLAIMING_SENDER}`;
/** Its codes for a session that is over. */
const EXPIRED: readonly unknown[] = [101, 102];

type SnappymailList = { hasExpired: boolean; total: number; rows: ListedRow[] };

/** A message of another folder (a search over several) is not ours, and only what really claims to be PEC is taken. */
const parseRow = (row: unknown, folder: string): ListedRow[] => {
  const uid = isFields(row) ? toUid(row.uid) : 0;
  if (uid === 0 || !isFields(row) || row.folder !== folder || !isClaimingSender(row.from)) return [];
  return [{ uid, witness: toWitness(toText(row, 'messageId'), String(toCount(row.size))) }];
};

/** Null for anything that is not such an answer, or one to another search. */
export const parseSnappymailList = (text: string, folder: string): SnappymailList | null => {
  const answer = parseJson(text);
  if (!isFields(answer)) return null;
  const { Result: list, code } = answer;
  if (list === false && EXPIRED.includes(code)) return { hasExpired: true, total: 0, rows: [] };
  if (!isFields(list) || list.search !== SNAPPYMAIL_CLAIM || !Array.isArray(list['@Collection'])) return null;
  return { hasExpired: false, total: toCount(list.totalEmails), rows: list['@Collection'].flatMap((row) => parseRow(row, folder)) };
};
