// The tests that every webmail must pass, in its real software: exact octets, verdicts on the right message, and a page that works as before.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailLab } from '../lab/mail-lab';
import type { Root, Scope } from './driver';
import { inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, cardOf, readRowMark, readVerdict } from './extension-steps';
import { testFolderWalk } from './folder-walk-suite';
import { retry } from './scope';
import { testExpiredSession } from './webmail-expiry';
import type { WebmailHand } from './webmail-hand';
import { testHiding } from './webmail-hiding';
import { testHostileMail } from './webmail-hostile';
import { OTHER_FOLDER, SUBJECTS } from './webmail-messages';
import { createVisit, hashOf } from './webmail-visit';

const CARD = '[data-ceralacca="card"]';
const MARK = '[data-ceralacca="mark"]';
const DELIVERY = /avvenuta consegna: autentica/;

/** @param what `skin` leaves out what hangs on the source and the frames of a webmail, and not on the skin that it wears */
export const describeWebmail = <L extends MailLab>(hand: WebmailHand<L>, what: 'all' | 'skin' = 'all'): void => {
  inEachBrowser(`Ceralacca in ${hand.name}`, (launch, browser) => {
    const visit = createVisit(hand, launch);
    const { rowOf, isOpen, open, seeMark, judgeUnmarked } = visit;
    beforeAll(visit.start);
    afterAll(visit.stop);

    test('the list hints without colour before anything was verified, and leaves ordinary mail alone', async () => {
      for (const name of ['receipt', 'delivery', 'altered', 'words'] as const) expect(await seeMark(name, 'hint')).toBe('hint');
      for (const name of ['ordinary', 'imitation', 'octets'] as const)
        expect(await readRowMark(visit.page, await rowOf(name))).toBeUndefined();
    });

    test('a receipt is judged where it is open, and its row shows the verdict', async () => {
      await open('receipt');
      expect(await readVerdict(hand.messageOf(visit.page), AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
      expect(await seeMark('receipt', 'verified')).toBe('verified');
      expect(await readRowMark(visit.page, await rowOf('delivery'))).toBe('hint');
    });

    test('the popup tells the same, and that the webmail is as we know it', async () => {
      // Where list and message are pages of their own, the look at the row led away from the message.
      await open('receipt');
      const popup = await visit.driver.popupFor(visit.page);
      await popup.waitForText('.popup .verdict', AUTHENTIC_RECEIPT);
      expect(await popup.count('.popup .degraded')).toBe(0);
      await popup.close();
      await visit.page.bringToFront();
    });

    test('one altered letter is told', async () => {
      await open('altered');
      expect(await readVerdict(hand.messageOf(visit.page), /consegna/)).toMatch(/: alterata dopo la firma/);
      expect(await seeMark('altered', 'failed')).toBe('failed');
    });

    test('every octet arrives as it is stored', async () => {
      const stored = await visit.room.lab.bytesOf(visit.room.user, 'INBOX', visit.uids.octets);
      expect(await judgeUnmarked('octets')).toMatchObject({ status: 'judged', sha256: hashOf(stored) });
    });

    test.each(['ordinary', 'words', 'imitation'] as const)('%s mail gets no card', async (name) => {
      expect((await judgeUnmarked(name)).status).toBe('judged');
      // Ours is empty to the eyes of the page; what a mail paints is not, and some webmails let it keep our attribute.
      expect(await hand.messageOf(visit.page).count(`${CARD}:empty`)).toBe(0);
      expect(await seeMark(name, undefined)).toBeUndefined();
    });

    test('the card of one message never stands on another', async () => {
      for (const last of ['receipt', 'delivery'] as const) {
        await hand.clickRow(visit.page, await rowOf('big'));
        await hand.clickRow(visit.page, await rowOf(last));
        await retry(`the card of ${last}`, async () => {
          const text = await cardOf(hand.messageOf(visit.page)).evaluate(
            (root) => root.querySelector<HTMLElement>('.card')?.innerText ?? '',
          );
          if (text.includes('Quarta pratica') && (await isOpen(last))) {
            // Between two looks the page may have moved on: only a card that stays is wrong.
            await new Promise((resolve) => setTimeout(resolve, 400));
            const later = await cardOf(hand.messageOf(visit.page)).evaluate((root) => root.textContent ?? '');
            if (later.includes('Quarta pratica') && (await isOpen(last))) return 'wrong';
          }
          return (last === 'receipt' ? AUTHENTIC_RECEIPT : DELIVERY).test(text) ? 'right' : undefined;
        }).then((outcome) => expect(outcome).toBe('right'));
      }
    });

    test('a card that the page takes away comes back', async () => {
      await visit.openReceipt();
      await hand.messageOf(visit.page).evaluate((root, card: string) => void root.querySelector(card)?.remove(), CARD);
      expect(await readVerdict(hand.messageOf(visit.page), AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
    });

    test('the page can neither read nor restyle a card, and one that it covers is told in the popup', async () => {
      const attack = (root: Document | ShadowRoot, card: string): string[] => {
        const host = root.querySelector<HTMLElement>(card);
        if (host === null) return ['no card'];
        host.style.cssText = 'display:none!important;opacity:0!important;transform:scale(0)!important';
        const { display, opacity, transform } = getComputedStyle(host);
        const veil = host.ownerDocument.createElement('div');
        veil.id = 'veil';
        veil.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
        host.ownerDocument.body.append(veil);
        return [String(host.shadowRoot), display, opacity, transform];
      };
      expect(await hand.messageOf(visit.page).evaluate(attack, CARD)).toEqual(['null', 'block', '1', 'none']);
      const popup = await visit.driver.popupFor(visit.page);
      const hidden = /la scheda di Ceralacca ora non si vede/;
      await popup.waitForText('.popup .now', hidden);
      await hand.messageOf(visit.page).evaluate((root) => void root.querySelector('#veil')?.remove());
      await retry('the popup to say no more of it', async () => !hidden.test((await popup.texts('.popup .now')).join()) || undefined);
      await popup.waitForText('.popup .verdict', AUTHENTIC_RECEIPT);
      await popup.close();
      await visit.page.bringToFront();
    });

    test('nothing of ours is printed', async () => {
      const readDisplays = (root: Root, ours: string): string[] => [
        ...new Set([...root.querySelectorAll(ours)].map((host) => (getComputedStyle(host).display === 'none' ? 'none' : 'shown'))),
      ];
      const expectOnScreenOnly = async (place: Scope, ours: string): Promise<void> => {
        expect(await place.evaluate(readDisplays, ours)).toEqual(['shown']);
        await visit.page.setMedium('print');
        expect(await place.evaluate(readDisplays, ours)).toEqual(['none']);
        await visit.page.setMedium('screen');
      };
      await expectOnScreenOnly(hand.messageOf(visit.page), CARD);
      // A verdict's mark and a hint. Where list and message are pages of their own, this leads back to the list.
      expect([await seeMark('receipt', 'verified'), await seeMark('untouched', 'hint')]).toEqual(['verified', 'hint']);
      await expectOnScreenOnly(visit.page, MARK);
    });

    test('the same number in another folder is another message', async () => {
      expect(visit.uids.twin).toBe(visit.uids.receipt);
      await hand.openFolder(visit.page, OTHER_FOLDER);
      expect(await seeMark('twin', 'hint')).toBe('hint');
      await open('twin');
      await readVerdict(hand.messageOf(visit.page), AUTHENTIC_RECEIPT);
      expect(await cardOf(hand.messageOf(visit.page)).evaluate((root) => root.textContent)).toContain('Gemella altrove');
      await hand.openFolder(visit.page, 'INBOX');
      expect(await seeMark('receipt', 'verified')).toBe('verified');
    });

    test('a click on a mark opens the row', async () => {
      const mark = `${await rowOf('altered')} ${MARK}`;
      await (hand.clickOver === undefined ? visit.page.click(mark) : hand.clickOver(visit.page, mark));
      await retry('the row to be open', async () => (await isOpen('altered')) || undefined);
    });

    const { keys, tickbox, folderSelector } = hand;
    const readSelected = (): Promise<string[]> => hand.readSelected(visit.page);
    /** Skipped and said, so that nobody takes it for tried. */
    const leaveOut = (title: string, reason: string): void =>
      test(title, ({ skip }) => {
        console.log(`NOT RUN: ${title} in ${hand.name}: ${reason}`);
        skip(reason);
      });

    if (keys === null) leaveOut('keys move on and select as before', 'its list knows no keys');
    else
      test('keys move on and select as before', async () => {
        const before = (await readSelected()).join();
        expect(before).toContain(SUBJECTS.altered);
        await visit.page.press(keys.next);
        await retry('another row', async () => ((await readSelected()).join() === before ? undefined : true));
        expect(await readSelected()).toHaveLength(1);
        await visit.page.press(keys.extend);
        await retry('two rows', async () => ((await readSelected()).length === 2 ? true : undefined));
      });

    if (tickbox !== undefined)
      test('boxes beside marks select as before, and open nothing', async () => {
        for (const name of ['altered', 'untouched'] as const) await visit.page.click(tickbox(await rowOf(name)));
        const [first, second, ...more] = await readSelected();
        expect(`${first} ${second}`).toContain(SUBJECTS.altered);
        expect(`${first} ${second}`).toContain(SUBJECTS.untouched);
        expect(more).toEqual([]);
        expect(await isOpen('untouched')).toBe(false);
      });

    // Under remote control Firefox never lets go of what HTML drags: that the right row was taken is all there is to see.
    const canDrop = !(hand.dragsAsHtml && browser === 'firefox');
    const dragged = `a row dragged by its mark ${canDrop ? 'goes to the folder' : 'is the one that is taken, and not let go here'}`;

    if (folderSelector === null) leaveOut(dragged, 'its rows cannot be dragged');
    else
      test(dragged, async () => {
        // Nothing of the last test stays selected, and where it can be the row that is open is another one than the one that is dragged.
        await hand.untick?.(visit.page);
        await hand.openFolder(visit.page, OTHER_FOLDER);
        await hand.openFolder(visit.page, 'INBOX');
        await open(hand.dragsSelection ? 'altered' : 'receipt');
        await seeMark('altered', 'failed');
        const before = (await visit.room.lab.snapshot(visit.room.user))[OTHER_FOLDER]?.messages.length ?? 0;
        await visit.page.drag(`${await rowOf('altered')} ${MARK}`, folderSelector(OTHER_FOLDER));
        if (!canDrop)
          return void (await retry('the row to be taken', async () => (await readSelected()).includes(SUBJECTS.altered) || undefined));
        await retry('the message in the other folder', async () => {
          const { [OTHER_FOLDER]: other, INBOX } = await visit.room.lab.snapshot(visit.room.user);
          const isGone = INBOX?.messages.every(({ uid }) => uid !== visit.uids.altered);
          return (other?.messages.length === before + 1 && isGone) || undefined;
        });
      });

    test('what nobody opened is as unread as before', async () => {
      expect(await seeMark('untouched', 'hint')).toBe('hint');
      const { INBOX } = await visit.room.lab.snapshot(visit.room.user);
      expect(INBOX?.messages.find(({ uid }) => uid === visit.uids.untouched)?.flags).toEqual([]);
    });

    testFolderWalk(hand, visit);
    if (what === 'skin') return;
    testHiding(hand, visit);
    testHostileMail(hand, visit);
    testExpiredSession(hand, visit);
  });
};
