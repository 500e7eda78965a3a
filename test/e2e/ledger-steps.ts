// What a person reads on the ledger page: recipients of the opened message, what became of dropped files, and what the database holds.
import { expect } from 'vitest';
import type { Page, Root, WaitOptions } from './driver';

export type ToldRecipient = { address: string; state: string };

/** Which row has the focus, or which other element by its id. */
export const readActive = (page: Page): Promise<string> =>
  page.evaluate((root) => (root.activeElement as HTMLElement | null)?.dataset.row ?? root.activeElement?.id ?? '');

/** The lanes of the opened message after the one of its acceptance. */
export const readRecipients = (ledger: Page): Promise<ToldRecipient[]> =>
  ledger.evaluate((root) =>
    Array.from(root.querySelectorAll('.lanes > .lane'))
      .slice(1)
      .map((lane) => {
        const [first, second] = lane.querySelectorAll<HTMLElement>(':scope > p');
        return { state: first?.querySelector('b')?.innerText ?? '', address: (second?.innerText ?? '').trim() };
      }),
  );

/** Waits until the opened message tells of its recipients what is given as `state address`, in any order. */
export const waitForRecipients = async (ledger: Page, wanted: Readonly<Record<string, string>>): Promise<void> => {
  await ledger.waitUntil(
    (root, due: string) => {
      const lanes = Array.from(root.querySelectorAll('.lanes > .lane')).slice(1);
      const told = lanes.map((lane) => {
        const [first, second] = lane.querySelectorAll<HTMLElement>(':scope > p');
        return [(second?.innerText ?? '').trim(), first?.querySelector('b')?.innerText ?? ''];
      });
      return JSON.stringify(told.sort()) === due;
    },
    {},
    JSON.stringify(Object.entries(wanted).sort()),
  );
};

/** Opens the row of that state and subject: an altered receipt has a row of its own under a subject that contains the original's. */
export const openRowIn = async (ledger: Page, state: string, subject: string): Promise<void> => {
  const identifier = await ledger.waitUntil(
    (root, wanted: string, about: string) =>
      Array.from(root.querySelectorAll<HTMLElement>('tbody tr'))
        .find((row) => row.querySelector<HTMLElement>('.cell-state')?.innerText.trim() === wanted && row.innerText.includes(about))
        ?.querySelector<HTMLElement>('[data-row]')?.dataset.row,
    {},
    state,
    subject,
  );
  await ledger.click(`button.subject[data-row="${identifier}"]`);
  await ledger.waitFor('.side .lanes details.proof');
};

export type ToldOutcome = { name: string; text: string };

export const readOutcomes = (ledger: Page): Promise<ToldOutcome[]> =>
  ledger.evaluate((root) =>
    Array.from(root.querySelectorAll<HTMLElement>('.outcome'), (line) => ({
      name: line.querySelector<HTMLElement>('b, strong, .quoted')?.innerText ?? '',
      text: line.innerText.replace(/\s+/g, ' ').trim(),
    })),
  );

/** The count that is announced when the last file is done. */
export const waitForOutcomes = (ledger: Page, pattern: RegExp, timeoutMs = 60_000): Promise<string> =>
  ledger.waitForText('.outcome-count', pattern, { timeoutMs });

/** Lets files fall onto the page, as a drag from the desktop ends. */
export const dropFiles = (ledger: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> =>
  ledger.evaluate(
    (root, dropped: { name: string; base64: string }[]) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of dropped)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      const zone = root.querySelector('.drop-zone');
      for (const type of ['dragenter', 'dragover', 'drop'])
        zone?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );

export type TableName = 'evidence' | 'bytes' | 'messages';

/** Rows in a table of the ledger's database, asked on any page of the extension; it makes no database where there is none. */
export const countRows = (page: Page, table: TableName, database = 'ledger'): Promise<number> =>
  page.evaluate(
    async (_: Root, name: string, store: string) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
      const opened = await answer(indexedDB.open(name));
      try {
        return await answer(opened.transaction(store).objectStore(store).count());
      } finally {
        opened.close();
      }
    },
    database,
    table,
  );

/** The row of that subject says that state: the board is read anew a moment after the message beside it. */
export const waitForState = async (ledger: Page, subject: string, state: string): Promise<void> => {
  await ledger.waitUntil(
    (root, about: string, wanted: string) =>
      Array.from(root.querySelectorAll<HTMLElement>('tbody tr'))
        .find((row) => row.querySelector<HTMLElement>('.cell-subject .subject')?.innerText.includes(about))
        ?.querySelector<HTMLElement>('.cell-state')
        ?.innerText.trim() === wanted,
    {},
    subject,
    state,
  );
};

/** What stands behind the progress on the page: `12 di 300`. Watched in the page, some seconds each time, as no driver lets a script run for
 * long: looked at from here, it could be over between two looks. */
export const waitForProgress = (
  page: Page,
  selector: string,
  least: number,
  options: WaitOptions = { timeoutMs: 60_000 },
): Promise<number> =>
  page.waitUntil(
    (root, where: string, due: number) =>
      new Promise<number>((resolve) => {
        const settle = (done: number): void => {
          clearTimeout(pause);
          observer.disconnect();
          resolve(done);
        };
        const look = (): void => {
          const done = Number(/(\d+) di \d+/.exec(root.querySelector<HTMLElement>(where)?.innerText ?? '')?.[1] ?? 0);
          if (done >= due) settle(done);
        };
        const pause = setTimeout(() => settle(0), 5000);
        const observer = new MutationObserver(look);
        observer.observe(root, { subtree: true, childList: true, characterData: true });
        look();
      }),
    options,
    selector,
    least,
  );

/** What the ledger says of itself when it is asked to check everything. */
export const CHECKED = '.ledger-line [role="status"]';

export const checkLedger = (ledger: Page): Promise<void> => ledger.click('.ledger-line > button:last-of-type');

/** Each piece has its bytes, the ledger finds itself whole and misses nothing; gives how many pieces there are. */
export const expectWholeLedger = async (ledger: Page, least: number): Promise<number> => {
  await ledger.waitFor('tbody tr');
  const kept = await countRows(ledger, 'evidence');
  expect(await countRows(ledger, 'bytes')).toBe(kept);
  expect(kept).toBeGreaterThanOrEqual(least);
  expect(await ledger.count('.notice')).toBe(0);
  await checkLedger(ledger);
  await ledger.waitForText(CHECKED, new RegExp(`intero: ${kept} prov`), { timeoutMs: 20_000 });
  return kept;
};

/** In a window of that size what is told beside the list is longer than its room, and the page no longer than window or list. */
export const waitForOwnScrolling = async (ledger: Page, width: number, height: number): Promise<void> => {
  await ledger.resize(width, height);
  await ledger.waitUntil(
    (root, wide: number) => {
      const { documentElement: page, defaultView: view } = root as Document;
      const [list, side] = [root.querySelector('.list > :last-child'), root.querySelector('.side')];
      if (view?.innerWidth !== wide || list === null || side === null) return undefined;
      const isScrolled = side.scrollHeight > side.clientHeight + 100;
      const needed = Math.max(view.innerHeight, list.getBoundingClientRect().bottom + view.scrollY);
      return isScrolled && page.scrollHeight <= needed + 1 ? true : undefined;
    },
    {},
    width,
  );
};
