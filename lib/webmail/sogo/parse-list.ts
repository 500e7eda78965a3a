// Reads SOGo's answers to a search of a folder and to the question for headers strictly as data.
import { isClaimingSender, isFields, type ListedRow, parseJson, toText, toUid, toWitness } from '../walk/list-answer';

/** Where the user has threads on, each number comes with its place in them. Null for anything that is no such answer. */
export const parseSogoUids = (text: string): number[] | null => {
  const answer = parseJson(text);
  if (!isFields(answer) || !Array.isArray(answer.uids)) return null;
  return answer.uids.map((one: unknown) => toUid(Array.isArray(one) ? one[0] : one)).filter((uid) => uid > 0);
};

/** The first line names the columns. Only what really claims to be PEC is taken. */
export const parseSogoHeaders = (text: string): ListedRow[] | null => {
  const lines = parseJson(text);
  if (!Array.isArray(lines) || !lines.every(Array.isArray)) return null;
  const [names = [], ...rows] = lines as unknown[][];
  return rows.flatMap((values) => {
    const fields = Object.fromEntries(values.map((value, index) => [String(names[index]), value]));
    const uid = toUid(fields.uid);
    if (uid === 0 || !isClaimingSender(fields.From)) return [];
    return [{ uid, witness: toWitness(toText(fields, 'Subject'), JSON.stringify(fields.From)) }];
  });
};
