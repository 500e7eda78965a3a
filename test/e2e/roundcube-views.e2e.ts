// The card and the marks of the list in a real Roundcube: every skin, every view, messages in messages, and never one message's card on another.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SKINS } from '../lab/roundcube';
import type { BrowserDriver, Page, Root, Scope } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { type MailRoom, openMailRoom, writeOrdinary } from './mail-room';
import {
  clickRow,
  countCards,
  messageUrl,
  openFolder,
  openUid,
  readCard,
  rowOf,
  type Seen,
  VIEWS,
  waitForRowMark,
  withView,
} from './message-views';
import { openMailbox } from './roundcube-page';
import { retry } from './scope';
import { watchShown } from './shown-steps';

const OTHER = 'Archivio';
/** A page of it is longer than any window. */
const LONG = 'Lungo';
const LONG_ROWS = 50;
/** Enough for the source to be under way while the next message is opened already. */
const BIG_BYTES = 14_000_000;
const BIG = { name: 'planimetria.pdf', type: 'application/pdf', bytes: new Uint8Array(BIG_BYTES).fill(37) };

type Uids = Record<'receipt' | 'delivery' | 'carrier' | 'ordinary' | 'anomaly' | 'big' | 'small' | 'twin', number>;

const fill = async (room: MailRoom): Promise<Uids> => {
  const receipt = await room.sign({ kind: 'accettazione', subject: 'Uno di prova' });
  const attached = { name: 'ricevuta.eml', type: 'message/rfc822', bytes: receipt, encoding: '7bit' } as const;
  return {
    receipt: await room.put(receipt),
    delivery: await room.put(await room.sign({ kind: 'avvenuta-consegna', subject: 'Due di prova' })),
    carrier: await room.put(writeOrdinary({ subject: 'Ti giro una ricevuta', attached: [attached] })),
    ordinary: await room.put(writeOrdinary({ subject: 'Consegna: il pacco arriva domani' })),
    anomaly: await room.put(await room.sign({ kind: 'anomalia', subject: 'Sette di prova' })),
    big: await room.put(await room.sign({ kind: 'posta-certificata', subject: 'Otto enorme', attachments: [BIG] })),
    small: await room.put(await room.sign({ kind: 'posta-certificata', subject: 'Nove piccolo', messageId: null })),
    twin: await room.put(await room.sign({ kind: 'posta-certificata', subject: 'Gemello altrove' }), OTHER),
  };
};

/** `12.2`, from the link of the attachment in the opened page. */
const toPartUid = (root: Root, uid: number, name: string): string => {
  const links = Array.from(root.querySelectorAll<HTMLAnchorElement>('a[href*="_part="]'));
  const link = links.find(({ textContent }) => textContent?.includes(name));
  return link === undefined ? '' : `${uid}.${new URL(link.href).searchParams.get('_part')}`;
};

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('the card', (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom;
    let page: Page;
    let uids: Uids;
    /** Messages inside messages, as the links of the page number them. */
    let parts: Record<'receipt' | 'original' | 'stamped', string>;
    const findPart = async (uid: number, name: string): Promise<string> => {
      await page.goto(messageUrl(home(), uid));
      return page.waitUntil(toPartUid, {}, uid, name);
    };
    const urlOf = (skin: (typeof SKINS)[number]): string => room.lab.urls[skin] ?? '';
    const home = (): string => room.lab.roundcubeUrl;

    beforeAll(async () => {
      room = await openMailRoom({ skins: SKINS });
      uids = await fill(room);
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await openMailbox(driver, home(), { user: room.user, password: room.lab.password });
      parts = {
        receipt: await findPart(uids.carrier, 'ricevuta.eml'),
        original: await findPart(uids.small, 'postacert.eml'),
        stamped: await findPart(uids.delivery, 'postacert.eml'),
      };
      await openFolder(page, home());
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    describe('the list', () => {
      test('hints without colour before anything was verified, and leaves ordinary mail alone', async () => {
        for (const uid of [uids.receipt, uids.delivery, uids.anomaly]) expect(await waitForRowMark(page, uid, 'hint')).toBe('hint');
        for (const uid of [uids.ordinary, uids.carrier]) expect(await readRowMark(page, rowOf(uid))).toBeUndefined();
      });
      test('shows the verdict once the bytes were verified, on that row alone', async () => {
        expect(await readVerdict(await openUid(page, uids.delivery))).toMatch(/avvenuta consegna: autentica/);
        expect(await waitForRowMark(page, uids.delivery, 'verified')).toBe('verified');
        expect(await readRowMark(page, rowOf(uids.receipt))).toBe('hint');
        await page.reload();
        expect(await waitForRowMark(page, uids.delivery, 'verified')).toBe('verified');
      });
      test('never seals an anomaly envelope, which holds ordinary mail', async () => {
        expect(await readVerdict(await openUid(page, uids.anomaly))).toMatch(/^Busta di anomalia: contiene posta ordinaria/);
        // The verdict of the next message comes later than that of this one: then the row has had its time.
        await readVerdict(await openUid(page, uids.receipt), AUTHENTIC_RECEIPT);
        expect(await waitForRowMark(page, uids.receipt, 'verified')).toBe('verified');
        expect(await readRowMark(page, rowOf(uids.anomaly))).toBe('hint');
      });
      test('leaves an opened ordinary mail unmarked', async () => {
        const shown = await watchShown(driver, page);
        const preview = await openUid(page, uids.ordinary);
        expect((await shown.settled()).status).toBe('judged');
        await shown.close();
        expect(await preview.count('[data-ceralacca]')).toBe(0);
        expect(await readRowMark(page, rowOf(uids.ordinary))).toBeUndefined();
      });
      test('marks all of a long list, though nobody scrolls it', async () => {
        const receipt = await room.sign({ kind: 'accettazione', subject: 'Una di tante' });
        for (let count = 0; count < LONG_ROWS; count += 1) await room.put(receipt, LONG);
        await openFolder(page, home(), LONG);
        for (const place of [1, LONG_ROWS / 2, LONG_ROWS]) {
          const row = `#messagelist tbody tr.message:nth-child(${place})`;
          await retry(`a hint on row ${place}`, async () => (await readRowMark(page, row)) === 'hint' || undefined);
        }
        expect(await page.count('#messagelist [data-ceralacca="mark"]')).toBe(LONG_ROWS);
        await openFolder(page, home());
      });
    });

    test('the popup tells the verdict of the open message, from its hash alone, and follows to an ordinary one', async () => {
      await readVerdict(await openUid(page, uids.receipt), AUTHENTIC_RECEIPT);
      const shown = await watchShown(driver, page);
      const sha256 = createHash('sha256')
        .update(await room.lab.bytesOf(room.user, 'INBOX', uids.receipt))
        .digest('hex');
      expect(await shown.settled()).toEqual({ status: 'judged', sha256, fidelity: 'exact', isSeen: true });
      await shown.close();
      const popup = await driver.popupFor(page);
      await popup.waitForText('.popup .verdict', AUTHENTIC_RECEIPT);
      await openUid(page, uids.ordinary);
      await popup.bringToFront();
      await popup.waitForText('.popup .now', /^Posta ordinaria: non si presenta come PEC/);
      expect((await popup.texts('.popup .now')).join()).not.toMatch(/autentica/);
      await popup.close();
    });

    describe.each(SKINS)('in the skin %s', (skin) => {
      test.each(VIEWS)('judges a receipt (%s)', async (view) => {
        await withView({ driver, page, url: urlOf(skin) }, { view, uid: uids.receipt }, async (message) => {
          expect(await readVerdict(message)).toMatch(AUTHENTIC_RECEIPT);
          expect(await readCard(message)).toMatchObject({ uid: String(uids.receipt), text: expect.stringContaining('Uno di prova') });
        });
      });
      test('judges a PEC attached to an ordinary mail, from outside and opened by itself', async () => {
        await withView({ driver, page, url: urlOf(skin) }, { view: 'page', uid: uids.carrier }, async (message) => {
          await readVerdict(message);
          expect((await readCard(message)).text).toContain('Ricevuta di accettazione: autentica');
        });
        await withView({ driver, page, url: urlOf(skin) }, { view: 'window', uid: parts.receipt }, async (message) => {
          expect(await readVerdict(message)).toMatch(AUTHENTIC_RECEIPT);
          expect((await readCard(message)).uid).toBe(parts.receipt);
        });
      });
      test('says nothing over the ordinary mail inside an envelope', async () => {
        await withView({ driver, page, url: urlOf(skin) }, { view: 'window', uid: parts.original }, async (message) => {
          expect(await countCards(message)).toBe(0);
        });
      });
    });

    test("says nothing over the provider's copy of an original either: its receipt is a click away", async () => {
      await withView({ driver, page, url: home() }, { view: 'window', uid: parts.stamped }, async (message) => {
        expect(await countCards(message)).toBe(0);
      });
    });

    describe('when messages follow each other at once', () => {
      const SUBJECTS = (): Record<string, string> => ({
        [`INBOX ${uids.receipt}`]: 'Uno di prova',
        [`INBOX ${uids.delivery}`]: 'Due di prova',
        [`INBOX ${uids.big}`]: 'Otto enorme',
        [`INBOX ${uids.small}`]: 'Nove piccolo',
        [`${OTHER} ${uids.twin}`]: 'Gemello altrove',
      });
      /** Every card that is seen until the last one is there stands on the message it speaks of. */
      const followCards = async (message: Scope, last: string): Promise<void> => {
        const subjects = SUBJECTS();
        const deadline = Date.now() + 20_000;
        for (let text = ''; !text.includes(last); ) {
          const seen: Seen | undefined = await readCard(message).catch(() => undefined);
          text = seen?.text ?? '';
          const named = Object.values(subjects).filter((subject) => text.includes(subject));
          if (seen !== undefined && named.length > 0) expect(named).toEqual([subjects[`${seen.folder} ${seen.uid}`]]);
          if (Date.now() > deadline) throw new Error(`no card for ${last}, but: ${text}`);
        }
      };

      test('a row after the other', async () => {
        await openFolder(page, home());
        const preview = page.frame('#messagecontframe');
        for (const last of ['receipt', 'small', 'delivery'] as const) {
          await clickRow(page, uids.big);
          await new Promise((resolve) => setTimeout(resolve, last === 'small' ? 600 : 0));
          await clickRow(page, uids[last]);
          await followCards(preview, SUBJECTS()[`INBOX ${uids[last]}`] ?? '');
        }
      });
      test('a large one that nobody interrupts is judged as well', async () => {
        await clickRow(page, uids.big);
        await followCards(page.frame('#messagecontframe'), 'Otto enorme');
      });
      test('next and previous in the full page', async () => {
        await page.goto(messageUrl(home(), uids.small));
        for (let turn = 0; turn < 2; turn += 1) {
          await page.click('a.next:not(.disabled)');
          await page.click('a.prev:not(.disabled)');
        }
        await followCards(page, 'Nove piccolo');
        await page.click('a.next:not(.disabled)');
        await followCards(page, 'Otto enorme');
      });
      test('back and forth in the full page', async () => {
        for (const uid of [uids.big, uids.small]) {
          await page.goto(messageUrl(home(), uid));
          const left = await page.url();
          await page.evaluate((root) => void (root as Document).defaultView?.history.back());
          // A step back that has not begun would take the place of what is opened next.
          await retry('the step back', async () => (await page.url()) !== left || undefined);
          await page.goto(messageUrl(home(), uids.delivery));
          await followCards(page, 'Due di prova');
        }
      });
      test('the same number in another folder', async () => {
        await page.goto(messageUrl(home(), uids.receipt));
        await followCards(page, 'Uno di prova');
        await page.goto(messageUrl(home(), uids.twin, OTHER));
        await followCards(page, 'Gemello altrove');
        await openFolder(page, home(), OTHER);
        expect(await waitForRowMark(page, uids.twin, 'verified')).toBe('verified');
      });
    });
  });
});
