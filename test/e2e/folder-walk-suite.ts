// The open folder verified on one click, in each webmail that a walk can list; in the others nothing of the kind is offered.
import { expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import type { MailLab } from '../lab/mail-lab';
import { openLedger, readRows } from './extension-steps';
import type { WebmailHand } from './webmail-hand';
import { SUBJECTS } from './webmail-messages';
import type { Visit } from './webmail-visit';

const SECTION = '.popup .walk';
const PEC = ['receipt', 'delivery', 'altered', 'big', 'untouched'] as const;
/** The subject of the original, as the ledger has it, of a message that nobody opened. */
const NEVER_OPENED = SUBJECTS.untouched.replace('ACCETTAZIONE: ', '');

export const testFolderWalk = <L extends MailLab>({ uidOfSource }: WebmailHand<L>, visit: Visit<L>): void => {
  if (uidOfSource === null) {
    test('no folder is offered for verification where none can be listed', async () => {
      const popup = await visit.driver.popupFor(visit.page);
      await popup.waitFor('.popup .site');
      // What is not offered at once is not offered later either: the popup looks again every second.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(await popup.count(SECTION)).toBe(0);
      await popup.close();
      await visit.page.bringToFront();
    });
    return;
  }

  test('the whole folder is verified on a click: each PEC once, nothing else, and the mailbox is as before', async () => {
    const { driver, room, page, uids } = visit;
    // The message that is open has been read, so that nothing but the walk reads from now on.
    await visit.openReceipt();
    const readLedger = async (): Promise<string> => {
      const ledger = await openLedger(driver);
      await ledger.waitFor('table.ledger tbody tr');
      const subjects = (await readRows(ledger)).map(({ subject }) => subject).join('\n');
      await ledger.close();
      return subjects;
    };
    expect(await readLedger()).not.toContain(NEVER_OPENED);
    const before = await room.lab.snapshot(room.user);
    const claiming = PEC.map((name) => uids[name]).filter((uid) => before.INBOX?.messages.some((message) => message.uid === uid));
    expect(claiming.length).toBeGreaterThanOrEqual(PEC.length - 1);
    expect(before.INBOX?.messages.find(({ uid }) => uid === uids.untouched)?.flags).toEqual([]);
    const asked = (await driver.requests()).length;

    await page.bringToFront();
    const popup = await driver.popupFor(page);
    await popup.waitForText(`${SECTION} h2`, /Posta in arrivo/);
    await popup.click(`${SECTION} .btn.main`);
    await popup.waitForText(`${SECTION} .walk-state`, new RegExp(italian.walk_status_done.message), { timeoutMs: 40_000 });
    const [state = ''] = await popup.texts(`${SECTION} .walk-state`);
    expect(state).toContain(`${claiming.length} di ${claiming.length}, di cui ${claiming.length} PEC.`);
    await popup.close();

    const read = (await driver.requests()).slice(asked).flatMap((url) => uidOfSource(url) ?? []);
    expect(read.toSorted((left, right) => left - right)).toEqual(claiming.toSorted((left, right) => left - right));
    expect(await room.lab.snapshot(room.user)).toEqual(before);
    expect(await readLedger()).toContain(NEVER_OPENED);
    await page.bringToFront();
  });
};
