// Remembers which message each row of a list is about, where only the page's own scripts know: told once, valid while the row says the same.
import type { RowIds, RowProbe } from './adapter';

type Asked = Pick<RowProbe, 'rows' | 'isId'>;
type Row = { row: Element; text: string; index: number };

/** Webmails use row elements again for other messages while one scrolls: text and place must stay, from the question to the answer and after. */
const createRowIds = ({ rows, isId }: Asked): RowIds => {
  const known = new WeakMap<Element, { text: string; id: string }>();
  const listRows = (page: Document): Element[] => [...page.querySelectorAll(rows)];
  return {
    find(row) {
      const told = known.get(row);
      return told !== undefined && told.text === toRowText(row) ? told.id : null;
    },
    ask(page) {
      const asked = listRows(page).map((row, index): Row => ({ row, text: toRowText(row), index }));
      let steady = asked;
      const look = (): void => {
        const now = listRows(page);
        steady = steady.filter(({ row, text, index }) => now[index] === row && text === toRowText(row));
      };
      // A row that was another one in between, and is itself again, would be taken for what the scripts told of the other.
      const observer = new MutationObserver(look);
      observer.observe(page, { childList: true, subtree: true, characterData: true });
      return (told) => {
        observer.disconnect();
        look();
        for (const { row } of asked) known.delete(row);
        // One too many or too few, and nobody knows which row each is about.
        if (told.length !== asked.length) return;
        for (const { row, text, index } of steady) {
          const id = told[index];
          if (id !== undefined && isId(id)) known.set(row, { text, id });
        }
      };
    },
  };
};

export const createRowProbe = (asked: Asked): RowProbe => ({ ...asked, createIds: () => createRowIds(asked) });

const toRowText = (row: Element): string => row.textContent ?? '';
