// Draws the marks of a list: first where the user looks, the others when the page is idle, for it lays out every one.
import { drawRowMark, type RowMark, rowMarkStyle } from '../../components/message/row-mark';
import type { Keep } from '../../lib/view';
import type { ListRow } from '../../lib/webmail/adapter';
import { createMount, type Mount } from '../../lib/webmail/sight/mount';
import { watchSight } from '../../lib/webmail/sight/watch-sight';
import type { Wording } from '../../lib/wording';
import { toRowTitle } from './row-title';

export type RowToMark = Pick<ListRow, 'slot' | 'before'> & { mark: RowMark | null; keep: Keep | undefined };
type Drawn = { mark: RowMark; title: string; mount: Mount };

/** Drawn at once in an idle moment: one layout for all, and no keystroke waits. */
const AT_ONCE = 50;

/** @returns draws these rows in place of those before; a row without a mark gets none while `isAnswered` is false */
export const createMarkDrawer = (wording: Wording, signal: AbortSignal): ((rows: RowToMark[], isAnswered: boolean) => void) => {
  const drawn = new WeakMap<Element, Drawn>();
  let rows: RowToMark[] = [];

  /** Webmails use row elements again for other messages: what stands there gives way to what the row's message has. */
  const draw = ({ slot, before, mark, keep }: RowToMark): void => {
    const old = drawn.get(slot);
    if (mark === null) {
      old?.mount.remove();
      drawn.delete(slot);
      return;
    }
    const title = toRowTitle(mark, keep, wording);
    const mount = old?.mount ?? createMount(slot.ownerDocument, { kind: 'mark', style: rowMarkStyle, isolated: false });
    if (old?.mark !== mark || old.title !== title) drawRowMark(mount.root, mark, { shown: wording.text('hint'), title });
    drawn.set(slot, { mark, title, mount });
    mount.place({ parent: slot, before });
  };
  const isBare = ({ slot, mark }: RowToMark): boolean => mark !== null && !drawn.has(slot);
  const drawRest = (): void => {
    const bare = rows.filter(isBare);
    if (signal.aborted || bare.length === 0) return;
    for (const row of bare.slice(0, AT_ONCE)) draw(row);
    requestIdleCallback(drawRest);
  };
  const sight = watchSight((near) => {
    for (const row of rows) if (near.has(row.slot)) draw(row);
    if (near.size > 0) requestIdleCallback(drawRest);
  });
  const clear = (): void => {
    sight.disconnect();
    for (const { slot } of rows) drawn.get(slot)?.mount.remove();
  };
  signal.addEventListener('abort', clear, { once: true });
  return (next, isAnswered) => {
    rows = next;
    for (const row of rows) {
      if (!isBare(row)) draw(row);
      else if (isAnswered) sight.observe(row.slot);
    }
  };
};
