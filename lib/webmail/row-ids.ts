// Remembers which message each row of a list is about, where only the page's own scripts know: told once, valid while the row says the same.
import type { ProbedRow, RowIds, RowProbe } from './adapter';

type Asked = Pick<RowProbe, 'rows' | 'isId'>;

/** Webmails use row elements again for other messages while one scrolls: text and place must both agree. */
const createRowIds = ({ rows, isId }: Asked): RowIds => {
  const known = new WeakMap<Element, ProbedRow>();
  return {
    find(row) {
      const told = known.get(row);
      return told !== undefined && told.text === toRowText(row) ? told.id : null;
    },
    learn(page, told) {
      [...page.querySelectorAll(rows)].forEach((row, index) => {
        const one = told[index];
        if (one !== undefined && one.text === toRowText(row) && isId(one.id)) known.set(row, one);
        else known.delete(row);
      });
    },
  };
};

export const createRowProbe = (asked: Asked): RowProbe => ({ ...asked, createIds: () => createRowIds(asked) });

const toRowText = (row: Element): string => row.textContent ?? '';
