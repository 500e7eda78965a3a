// Marks the rows of a list: a neutral hint where a row looks like PEC, the verdict's mark where the background knows it.
import type { RowMark } from '../../components/message/row-mark';
import type { RowVerdict } from '../../lib/extension/judging/row-verdict';
import type { Keep } from '../../lib/view';
import type { ListRow } from '../../lib/webmail/adapter';
import type { Wording } from '../../lib/wording';
import { createMarkDrawer } from './draw-marks';

export type RowMarker = { listed(rows: ListRow[]): void; refresh(): void };
type Parts = {
  wording: Wording;
  askVerdicts(keys: string[]): Promise<Map<string, RowVerdict>>;
  askKeeps(keys: string[]): Promise<Map<string, Keep>>;
  signal: AbortSignal;
};

/** A mark is drawn once, with its verdict; where the background takes longer to answer, the neutral one comes first. */
const PATIENCE_MS = 250;

/** As many keys as the background takes in one question. */
const MAX_KEYS = 1000;

export const createRowMarker = ({ wording, askVerdicts, askKeeps, signal }: Parts): RowMarker => {
  const drawMarks = createMarkDrawer(wording, signal);
  let rows: ListRow[] = [];
  let asked = '[]';
  let turn = 0;
  let isAnswered = true;
  let verdicts = new Map<string | null, RowVerdict>();
  let keeps = new Map<string | null, Keep>();

  const draw = (): void =>
    drawMarks(
      rows.map((row) => ({ ...row, mark: toMark(row, verdicts.get(row.key)), keep: keeps.get(row.key) })),
      isAnswered,
    );
  const answer = (): void => {
    isAnswered = true;
    draw();
  };
  const ask = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    asked = toQuestion(rows);
    const keys = listKeys(rows).slice(0, MAX_KEYS);
    const late = setTimeout(() => !signal.aborted && turn === mine && answer(), PATIENCE_MS);
    const [known, kept] = await Promise.all([askVerdicts(keys), askKeeps(keys)]);
    clearTimeout(late);
    // A later question is under way: its answer is the one that counts.
    if (signal.aborted || turn !== mine) return;
    [verdicts, keeps] = [known, kept];
    answer();
  };
  return {
    listed(next) {
      rows = next;
      const isNew = toQuestion(rows) !== asked;
      if (isNew) isAnswered = false;
      draw();
      if (isNew) void ask();
    },
    refresh: () => void (listKeys(rows).length > 0 && ask()),
  };
};

const listKeys = (rows: ListRow[]): string[] => rows.flatMap(({ key }) => key ?? []);

const toQuestion = (rows: ListRow[]): string => JSON.stringify(listKeys(rows));

const toMark = ({ looksLikePec }: ListRow, verdict: RowVerdict | undefined): RowMark | null => {
  if (verdict === 'not-pec') return null;
  return verdict ?? (looksLikePec ? 'hint' : null);
};
