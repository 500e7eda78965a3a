// The tests that every webmail must pass, in its real software: exact octets, verdicts on the right message, and a page that works as before.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailLab } from '../lab/mail-lab';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, cardOf, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { expectHidingTold, HIDINGS } from './hiding-steps';
import { createMailRoom, type MailRoom } from './mail-room';
import { retry } from './scope';
import { type ShownIn, watchShown } from './shown-steps';
import type { WebmailHand } from './webmail-hand';
import { fillMailbox, type Name, OTHER_FOLDER, SUBJECTS } from './webmail-messages';

const CARD = '[data-ceralacca="card"]';
const MARK = '[data-ceralacca="mark"]';
const RECEIPT = /^Ricevuta di accettazione: autentica/;
const DELIVERY = /avvenuta consegna: autentica/;

export const describeWebmail = <L extends MailLab>(hand: WebmailHand<L>): void => {
  inEachBrowser(`Ceralacca in ${hand.name}`, (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom<L>;
    let page: Page;
    let uids: Record<Name, number>;
    let shown: ShownIn;

    const signIn = (): Promise<Page> => hand.signIn(driver, room.lab, { user: room.user, password: room.lab.password });
    const rowOf = (name: Name): Promise<string> => hand.findRow(page, SUBJECTS[name]);
    /** Opens the message and waits for the webmail to show it. Where it is open already, a second click so soon would be a double one. */
    const open = async (name: Name): Promise<void> => {
      if (await isOpen(name)) return;
      await hand.clickRow(page, await rowOf(name));
      await retry(`${SUBJECTS[name]} to be open`, async () => (await isOpen(name)) || undefined);
    };
    const isOpen = async (name: Name): Promise<boolean> => (await hand.readSubject(hand.messageOf(page))).includes(SUBJECTS[name]);
    const seeMark = (name: Name, wanted: string | undefined): Promise<string | undefined> =>
      retry(`the mark ${wanted} of ${name}`, async () => {
        const mark = await readRowMark(page, await rowOf(name));
        return mark === wanted ? { mark } : undefined;
      }).then(({ mark }) => mark);
    /** Opens an ordinary mail and gives what the tab says of it, once it was judged. */
    const judgeUnmarked = async (name: Name): Promise<{ status: string; sha256?: string }> => {
      await open(name);
      const sha256 = hashOf(await room.lab.bytesOf(room.user, 'INBOX', uids[name]));
      return retry(`${name} to be judged`, async () => {
        const answer = await shown.settled();
        return answer.status === 'problem' || answer.sha256 === sha256 ? answer : undefined;
      });
    };

    beforeAll(async () => {
      room = await createMailRoom(await hand.startLab());
      uids = await fillMailbox(room);
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await signIn();
      await (await switchSiteOn(driver, page)).close();
      shown = await watchShown(driver, page);
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    test('the list hints without colour before anything was verified, and leaves ordinary mail alone', async () => {
      for (const name of ['receipt', 'delivery', 'altered', 'words'] as const) expect(await seeMark(name, 'hint')).toBe('hint');
      for (const name of ['ordinary', 'imitation', 'octets'] as const) expect(await readRowMark(page, await rowOf(name))).toBeUndefined();
    });

    test('a receipt is judged where it is open, and its row shows the verdict', async () => {
      await open('receipt');
      expect(await readVerdict(hand.messageOf(page), RECEIPT)).toMatch(RECEIPT);
      expect(await seeMark('receipt', 'verified')).toBe('verified');
      expect(await readRowMark(page, await rowOf('delivery'))).toBe('hint');
    });

    test('the popup tells the same, and that the webmail is as we know it', async () => {
      // Where list and message are pages of their own, the look at the row led away from the message.
      await open('receipt');
      const popup = await driver.popupFor(page);
      await popup.waitForText('.popup .verdict', RECEIPT);
      expect(await popup.count('.popup .degraded')).toBe(0);
      await popup.close();
      await page.bringToFront();
    });

    test('one altered letter is told', async () => {
      await open('altered');
      expect(await readVerdict(hand.messageOf(page), /consegna/)).toMatch(/: alterata dopo la firma/);
      expect(await seeMark('altered', 'failed')).toBe('failed');
    });

    test('every octet arrives as it is stored', async () => {
      const stored = await room.lab.bytesOf(room.user, 'INBOX', uids.octets);
      expect(await judgeUnmarked('octets')).toMatchObject({ status: 'judged', sha256: hashOf(stored) });
    });

    test.each(['ordinary', 'words', 'imitation'] as const)('%s mail gets no card', async (name) => {
      expect((await judgeUnmarked(name)).status).toBe('judged');
      // Ours is empty to the eyes of the page; what a mail paints is not, and some webmails let it keep our attribute.
      expect(await hand.messageOf(page).count(`${CARD}:empty`)).toBe(0);
      expect(await seeMark(name, undefined)).toBeUndefined();
    });

    test('the card of one message never stands on another', async () => {
      for (const last of ['receipt', 'delivery'] as const) {
        await hand.clickRow(page, await rowOf('big'));
        await hand.clickRow(page, await rowOf(last));
        await retry(`the card of ${last}`, async () => {
          const text = await cardOf(hand.messageOf(page)).evaluate((root) => root.querySelector<HTMLElement>('.card')?.innerText ?? '');
          if (text.includes('Quarta pratica') && (await isOpen(last))) {
            // Between two looks the page may have moved on: only a card that stays is wrong.
            await new Promise((resolve) => setTimeout(resolve, 400));
            const later = await cardOf(hand.messageOf(page)).evaluate((root) => root.textContent ?? '');
            if (later.includes('Quarta pratica') && (await isOpen(last))) return 'wrong';
          }
          return (last === 'receipt' ? RECEIPT : DELIVERY).test(text) ? 'right' : undefined;
        }).then((outcome) => expect(outcome).toBe('right'));
      }
    });

    test('a card that the page takes away comes back', async () => {
      await open('receipt');
      await readVerdict(hand.messageOf(page), RECEIPT);
      await hand.messageOf(page).evaluate((root, card: string) => void root.querySelector(card)?.remove(), CARD);
      expect(await readVerdict(hand.messageOf(page), RECEIPT)).toMatch(RECEIPT);
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
      expect(await hand.messageOf(page).evaluate(attack, CARD)).toEqual(['null', 'block', '1', 'none']);
      const popup = await driver.popupFor(page);
      const hidden = /la scheda di Ceralacca ora non si vede/;
      await popup.waitForText('.popup .now', hidden);
      await hand.messageOf(page).evaluate((root) => void root.querySelector('#veil')?.remove());
      await retry('the popup to say no more of it', async () => !hidden.test((await popup.texts('.popup .now')).join()) || undefined);
      await popup.waitForText('.popup .verdict', RECEIPT);
      await popup.close();
      await page.bringToFront();
    });

    test.each(HIDINGS)('a card that the page hides or takes away (%s) is told in the popup, and no more once it is back', async (way) => {
      await open('receipt');
      await readVerdict(hand.messageOf(page), RECEIPT);
      await expectHidingTold(driver, page, hand.messageOf(page), way);
    });

    test('nothing of ours is printed', async () => {
      const readDisplay = (root: Document | ShadowRoot, card: string): string => {
        const host = root.querySelector(card);
        return host === null ? 'no card' : getComputedStyle(host).display;
      };
      expect(await hand.messageOf(page).evaluate(readDisplay, CARD)).toBe('block');
      await page.setMedium('print');
      expect(await hand.messageOf(page).evaluate(readDisplay, CARD)).toBe('none');
      await page.setMedium('screen');
    });

    test('the same number in another folder is another message', async () => {
      expect(uids.twin).toBe(uids.receipt);
      await hand.openFolder(page, OTHER_FOLDER);
      expect(await seeMark('twin', 'hint')).toBe('hint');
      await open('twin');
      await readVerdict(hand.messageOf(page), RECEIPT);
      expect(await cardOf(hand.messageOf(page)).evaluate((root) => root.textContent)).toContain('Gemella altrove');
      await hand.openFolder(page, 'INBOX');
      expect(await seeMark('receipt', 'verified')).toBe('verified');
    });

    test('a click on a mark opens the row, and keys move on and select as before', async () => {
      const mark = `${await rowOf('altered')} ${MARK}`;
      await (hand.clickOver === undefined ? page.click(mark) : hand.clickOver(page, mark));
      await retry('the row to be open', async () => (await isOpen('altered')) || undefined);
      if (hand.keys === null) return;
      const selected = (): Promise<string[]> => hand.readSelected(page);
      const before = (await selected()).join();
      expect(before).toContain(SUBJECTS.altered);
      await page.press(hand.keys.next);
      await retry('another row', async () => ((await selected()).join() === before ? undefined : true));
      expect(await selected()).toHaveLength(1);
      await page.press(hand.keys.extend);
      await retry('two rows', async () => ((await selected()).length === 2 ? true : undefined));
    });

    test('a row dragged by its mark goes to the folder', async () => {
      if (hand.folderSelector === null) return;
      // Nothing of the last test stays selected, and where it can be the row that is open is another one than the one that is dragged.
      await hand.untick?.(page);
      await hand.openFolder(page, OTHER_FOLDER);
      await hand.openFolder(page, 'INBOX');
      await open(hand.dragsSelection ? 'altered' : 'receipt');
      await seeMark('altered', 'failed');
      await page.drag(`${await rowOf('altered')} ${MARK}`, hand.folderSelector(OTHER_FOLDER));
      if (hand.dragsAsHtml && driver.name === 'firefox') {
        // Under remote control Firefox never lets go of what HTML drags: that the right row was taken is all there is to see.
        await retry('the row to be taken', async () => ((await hand.readSelected(page)).includes(SUBJECTS.altered) ? true : undefined));
        return;
      }
      await retry('the message in the other folder', async () => {
        const { [OTHER_FOLDER]: other, INBOX } = await room.lab.snapshot(room.user);
        return other?.messages.length === 2 && INBOX?.messages.every(({ uid }) => uid !== uids.altered) ? true : undefined;
      });
    });

    test('what nobody opened is as unread as before', async () => {
      expect(await seeMark('untouched', 'hint')).toBe('hint');
      const { INBOX } = await room.lab.snapshot(room.user);
      expect(INBOX?.messages.find(({ uid }) => uid === uids.untouched)?.flags).toEqual([]);
    });

    test('an expired session is a sentence, and a new login mends it', async () => {
      await hand.endSessions(room.lab);
      await hand.clickRow(page, await rowOf('big')).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const text = await cardOf(hand.messageOf(page))
        .evaluate((root) => root.textContent ?? '')
        .catch(() => '');
      expect(text).not.toContain('Quarta pratica');
      await page.close();
      page = await signIn();
      await open('big');
      expect(await readVerdict(hand.messageOf(page), /^Busta di trasporto: autentica/)).toMatch(/autentica/);
    });
  });
};

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
