// What was recorded stays: through the death of the background at any moment, and a deleted database shows as a loss.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import type { Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { openLedger, readRows, readVerdict } from './extension-steps';
import { countRows } from './ledger-steps';
import { type MailSession, startMailSession } from './mail-session';
import { openInPreview, openRowInPreview, rowOf } from './roundcube-page';

/** Samples in the mailbox, numbered from 1; the ordinary mail comes last. */
const EVIDENCE_COUNT = 8;
const ROW_COUNT = 5;
const LOST = italian.problem_ledger_lost_what.message;

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('survival', (launch) => {
    let session: MailSession;
    let recorded = 0;
    beforeAll(async () => {
      session = await startMailSession(launch, { hasSamples: true });
    });
    afterAll(() => session?.stop());

    /** The board as somebody finds it who opens it now. */
    const lookAtBoard = async (): Promise<Page> => {
      await session.ledger.reload();
      await session.ledger.waitFor('table.ledger tbody tr');
      expect(await session.ledger.count('.empty, .notice')).toBe(0);
      expect(await countRows(session.ledger, 'evidence')).toBe(recorded);
      expect(await countRows(session.ledger, 'bytes')).toBe(recorded);
      return session.ledger;
    };
    const open = async (uid: number): Promise<void> => {
      await readVerdict(await openRowInPreview(session.page, rowOf(uid)));
      recorded = Math.max(recorded, uid);
    };

    test('the background dies right after each verdict, and nothing is missing', async () => {
      for (const uid of [1, 2, 3]) {
        await open(uid);
        await session.driver.killBackground();
        await lookAtBoard();
      }
    });

    test('the background dies while a message is judged, and the card still comes', async () => {
      for (const uid of [4, 5]) {
        const message = openRowInPreview(session.page, rowOf(uid));
        await session.driver.killBackground();
        await readVerdict(await message);
        recorded = uid;
        await session.driver.killBackground();
        await lookAtBoard();
      }
    });

    test('a page that was open all the time hears of the next message', async () => {
      await session.driver.killBackground();
      for (let uid = recorded + 1; uid <= EVIDENCE_COUNT; uid += 1) await open(uid);
      await session.ledger.waitUntil((root, due: number) => root.querySelectorAll('table.ledger tbody tr').length === due, {}, ROW_COUNT);
      await session.driver.killBackground();
      await lookAtBoard();
      expect(await readRows(session.ledger)).toHaveLength(ROW_COUNT);
    });

    test('row marks are known again after the background died', async () => {
      await session.driver.killBackground();
      await session.page.reload();
      await session.page.waitFor('#messagelist tr.message [data-ceralacca="mark"]');
      const mark = session.page.shadow(`${rowOf(1).selector} [data-ceralacca="mark"]`);
      await mark.waitFor('.mark.verified');
    });

    test('ordinary mail leaves nothing', async () => {
      await openInPreview(session.page, 'Pranzo di giovedi');
      const popup = await session.driver.popupFor(session.page);
      await popup.waitForText('.popup .verdict', /^Posta ordinaria/);
      await popup.close();
      await lookAtBoard();
    });

    describe('a database that was deleted behind our back', () => {
      test('shows as a loss, not as an empty board', async () => {
        await session.ledger.evaluate(
          () =>
            new Promise<void>((resolve, reject) => {
              const request = indexedDB.deleteDatabase('ledger');
              request.onsuccess = () => resolve();
              request.onerror = () => reject(request.error);
              request.onblocked = () => reject(new Error('blocked'));
            }),
        );
        await session.ledger.reload();
        await session.ledger.waitForText('.notice', new RegExp(LOST));
        expect(await session.ledger.count('.empty')).toBe(0);
        const popup = await session.driver.popupFor(session.page);
        await popup.waitForText('.popup main > :first-child', new RegExp(LOST));
        await popup.close();
      });

      test('stays a loss while only a part is back', async () => {
        await readVerdict(await openRowInPreview(session.page, rowOf(2)));
        const ledger = await openLedger(session.driver);
        await ledger.waitFor('table.ledger tbody tr');
        await ledger.waitForText('.notice', new RegExp(LOST));
        await ledger.close();
      });

      test('is whole again once every message was opened again', async () => {
        for (let uid = 1; uid <= EVIDENCE_COUNT; uid += 1) {
          await readVerdict(await openRowInPreview(session.page, rowOf(uid)));
        }
        await lookAtBoard();
        expect(await readRows(session.ledger)).toHaveLength(ROW_COUNT);
      });
    });
  });
});
