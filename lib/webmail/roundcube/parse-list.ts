// Reads Roundcube's answer to a list request strictly as data: nothing in it is run, what is not known is passed over.

export type RoundcubeRowData = { uid: number; witness: string };
export type RoundcubeList = {
  hasExpired: boolean;
  /** Name of the search that the rows come from; null when they come from none. */
  search: string | null;
  pages: number;
  rows: RoundcubeRowData[];
};

const ROW = 'this.add_message_row(';
const END = ');';
const MAX_UID = 4_294_967_295;
const MAX_WITNESS = 400;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

const toCount = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0);

const toText = (fields: Fields, name: string): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  return typeof value === 'string' ? value : '';
};

/** The arguments are JSON, one call a line; a row of another folder (a search over all of them) is not ours. */
const parseRow = (line: string, folder: string): RoundcubeRowData[] => {
  if (!line.startsWith(ROW) || !line.endsWith(END)) return [];
  const values = parse(`[${line.slice(ROW.length, -END.length)}]`);
  const [id, columns, flags] = Array.isArray(values) ? (values as unknown[]) : [];
  const uid = typeof id === 'string' && /^\d{1,10}$/.test(id) ? Number(id) : toCount(id);
  if (uid < 1 || uid > MAX_UID || !isFields(columns) || !isFields(flags) || flags.mbox !== folder) return [];
  return [{ uid, witness: `${toText(columns, 'subject')}\n${toText(columns, 'size')}`.slice(0, MAX_WITNESS) }];
};

/** Null for anything that is not such an answer. */
export const parseRoundcubeList = (text: string, folder: string): RoundcubeList | null => {
  const answer = parse(text);
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
