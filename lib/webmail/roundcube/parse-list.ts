// Reads Roundcube's answer to a list request strictly as data: nothing in it is run, what is not known is passed over.
import { isFields, type ListedRow, parseJson, toCount, toText, toUid, toWitness } from '../walk/list-answer';

export type RoundcubeList = {
  hasExpired: boolean;
  /** Name of the search that the rows come from; null when they come from none. */
  search: string | null;
  pages: number;
  rows: ListedRow[];
};

const ROW = 'this.add_message_row(';
const END = ');';

/** The arguments are JSON, one call a line; a row of another folder (a search over all of them) is not ours. */
const parseRow = (line: string, folder: string): ListedRow[] => {
  if (!line.startsWith(ROW) || !line.endsWith(END)) return [];
  const values = parseJson(`[${line.slice(ROW.length, -END.length)}]`);
  const [id, columns, flags] = Array.isArray(values) ? (values as unknown[]) : [];
  const uid = toUid(id);
  if (uid === 0 || !isFields(columns) || !isFields(flags) || flags.mbox !== folder) return [];
  return [{ uid, witness: toWitness(toText(columns, 'subject'), toText(columns, 'size')) }];
};

/** Null for anything that is not such an answer. */
export const parseRoundcubeList = (text: string, folder: string): RoundcubeList | null => {
  const answer = parseJson(text);
  if (!isFields(answer) || typeof answer.exec !== 'string') return null;
  const lines = answer.exec.split('\n');
  const environment = isFields(answer.env) ? answer.env : {};
  const search = toText(environment, 'search_request');
  return {
    hasExpired: lines.some((line) => line.startsWith('this.session_error(')),
    search: /^[0-9a-f]{32}$/.test(search) ? search : null,
    pages: toCount(environment.pagecount),
    rows: lines.flatMap((line) => parseRow(line, folder)),
  };
};
