// Draws the marks of a list, each once its row is near what the user sees: the page lays out every one, and in a long list most would be for nobody.
import { drawRowMark, type RowMark, rowMarkStyle } from '../../components/row-mark';
import type { Keep } from '../../lib/view';
import type { ListRow } from '../../lib/webmail/adapter';
import { createMount, type Mount } from '../../lib/webmail/mount';
import { watchSight } from '../../lib/webmail/watch-sight';
import type { Wording } from '../../lib/wording';
import { toRowTitle } from './row-title';

export type RowToMark = Pick<ListRow, 'slot' | 'before'> & { mark: RowMark | null; keep: Keep | undefined };
type Drawn = { mark: RowMark; title: string; mount: Mount };

export const createMarkDrawer = (wording: Wording, signal: AbortSignal): ((rows: RowToMark[]) => void) => {
  const drawn = new WeakMap<Element, Drawn>();
  let rows: RowToMark[] = [];

  /** Webmails use row elements again for other messages: what stands there gives way to what the row's message has. */
  const draw = ({ slot, before, mark, keep }: RowToMark, isNear: boolean): void => {
    const old = drawn.get(slot);
    if (mark === null) {
      sight.unobserve(slot);
      old?.mount.remove();
      drawn.delete(slot);
    } else if (old !== undefined || isNear) {
      const title = toRowTitle(mark, keep, wording);
      const mount = old?.mount ?? createMount(slot.ownerDocument, { kind: 'mark', style: rowMarkStyle, isolated: false });
      if (old?.mark !== mark || old.title !== title) drawRowMark(mount.root, mark, { shown: wording.text('hint'), title });
      drawn.set(slot, { mark, title, mount });
      mount.place({ parent: slot, before });
    } else sight.observe(slot);
  };
  const sight = watchSight((near) => {
    for (const row of rows) if (near.has(row.slot)) draw(row, true);
  });
  const clear = (): void => {
    sight.disconnect();
    for (const { slot } of rows) drawn.get(slot)?.mount.remove();
  };
  signal.addEventListener('abort', clear, { once: true });
  return (next) => {
    rows = next;
    for (const row of rows) draw(row, false);
  };
};
