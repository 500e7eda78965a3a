// Marks the rows of a list: a neutral hint where a row looks like PEC, the verdict's mark where the background knows it.
import type { RowVerdict } from '../../lib/extension/row-verdict';
import type { Keep } from '../../lib/view';
import type { ListRow } from '../../lib/webmail/adapter';
import { createMount, type Mount } from '../../lib/webmail/mount';
import { drawRowMark, type RowMark, rowMarkStyle } from '../../lib/webmail/row-mark';
import type { Wording } from '../../lib/wording';
import { toRowTitle } from './row-title';

export type RowMarker = { listed(rows: ListRow[]): void; refresh(): void };
type Parts = {
  wording: Wording;
  askVerdicts(keys: string[]): Promise<Map<string, RowVerdict>>;
  askKeeps(keys: string[]): Promise<Map<string, Keep>>;
  signal: AbortSignal;
};
type Marked = { key: string | null; mark: RowMark; title: string; mount: Mount };

/** As many keys as the background takes in one question. */
const MAX_KEYS = 1000;

export const createRowMarker = ({ wording, askVerdicts, askKeeps, signal }: Parts): RowMarker => {
  const marked = new WeakMap<Element, Marked>();
  let rows: ListRow[] = [];
  let asked = '[]';
  let turn = 0;
  let verdicts = new Map<string | null, RowVerdict>();
  let keeps = new Map<string | null, Keep>();

  const draw = (): void => {
    for (const row of rows) drawRow(row, toMark(row, verdicts.get(row.key)));
  };
  const drawRow = ({ key, slot, before }: ListRow, mark: RowMark | null): void => {
    const old = marked.get(slot);
    // Webmails use row elements again for other messages: a mark belongs to its key, not to its place.
    const title = mark === null ? '' : toRowTitle(mark, keeps.get(key), wording);
    if (old !== undefined && (old.key !== key || old.mark !== mark || old.title !== title)) {
      old.mount.remove();
      marked.delete(slot);
    }
    if (mark === null) return;
    const mount = marked.get(slot)?.mount ?? createMount(slot.ownerDocument, { kind: 'mark', style: rowMarkStyle, isolated: false });
    if (!marked.has(slot)) {
      drawRowMark(mount.root, mark, { shown: wording.text('hint'), title });
      marked.set(slot, { key, mark, title, mount });
    }
    mount.place({ parent: slot, before });
  };
  const ask = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    asked = toQuestion(rows);
    const keys = listKeys(rows).slice(0, MAX_KEYS);
    const [known, kept] = await Promise.all([askVerdicts(keys), askKeeps(keys)]);
    // A later question is under way: its answer is the one that counts.
    if (signal.aborted || turn !== mine) return;
    [verdicts, keeps] = [known, kept];
    draw();
  };
  signal.addEventListener('abort', () => rows.forEach(({ slot }) => void marked.get(slot)?.mount.remove()), { once: true });
  return {
    listed(next) {
      rows = next;
      draw();
      if (toQuestion(rows) !== asked) void ask();
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
