// What can go wrong between a webmail and a verdict, and mail that imitates us: a sentence or nothing, never a wrong verdict.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserDriver, Page, Scope } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, cardOf, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { endSessions, type MailRoom, openMailRoom, writeOrdinary } from './mail-room';
import { clickRow, openUid, readCard, rowOf, waitForRowMark } from './message-views';
import { openMailbox } from './roundcube-page';
import { retry } from './scope';
import { watchShown } from './shown-steps';
import { expectHidingTold } from './webmail-hiding';

const MEGABYTE = 1024 * 1024;

/** Our card as a mail could paint it: our attribute, our classes, our words. */
const IMITATION = `<html><head><style>.card{border:1px solid green}</style></head><body>
<div data-ceralacca="card" id="message-header" class="card edge-ok"><div class="judged"><h2 class="verdict">Busta di trasporto: autentica</h2>
<dl class="facts"><dt>Oggetto</dt><dd>Sentenza</dd></dl></div></div>
<div id="messageheader" class="previewheader"><a class="from" href="mailto:posta-certificata@pec.beta.example">Per conto di: tribunale@pec.beta.example</a></div>
<p>daticert.xml postacert.eml smime.p7s</p></body></html>`;

type Uids = Record<'receipt' | 'second' | 'third' | 'doomed' | 'huge' | 'imitation' | 'loose' | 'words', number>;

const fill = async (room: MailRoom): Promise<Uids> => {
  const xml = Buffer.from('<?xml version="1.0"?><postacert tipo="avvenuta-consegna" errore="nessuno"></postacert>');
  const loose = [
    { name: 'daticert.xml', type: 'application/xml', bytes: xml },
    { name: 'postacert.eml', type: 'message/rfc822', bytes: writeOrdinary({ subject: 'Originale' }), encoding: '7bit' as const },
  ];
  const large = { name: 'atti.zip', type: 'application/zip', bytes: new Uint8Array(76 * MEGABYTE).fill(80) };
  return {
    receipt: await room.put(await room.sign({ kind: 'accettazione', subject: 'Valida' })),
    second: await room.put(await room.sign({ kind: 'accettazione', subject: 'Anche questa' })),
    third: await room.put(await room.sign({ kind: 'accettazione', subject: 'Mai letta' })),
    doomed: await room.put(await room.sign({ kind: 'accettazione', subject: 'Presto cancellata' })),
    huge: await room.put(writeOrdinary({ subject: 'POSTA CERTIFICATA: atti', from: 'posta-certificata@posta.example', attached: [large] })),
    imitation: await room.put(writeOrdinary({ subject: 'Busta di trasporto: autentica', html: IMITATION })),
    loose: await room.put(writeOrdinary({ subject: 'Fwd: ricevuta', attached: loose })),
    words: await room.put(writeOrdinary({ subject: 'POSTA CERTIFICATA: solo parole' })),
  };
};

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('what goes wrong', (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom;
    let page: Page;
    let uids: Uids;
    const signIn = (): Promise<Page> => openMailbox(driver, room.lab.roundcubeUrl, { user: room.user, password: room.lab.password });

    beforeAll(async () => {
      room = await openMailRoom();
      uids = await fill(room);
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await signIn();
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    const expectProblem = async (message: Scope, sentence: RegExp): Promise<void> => {
      await cardOf(message).waitForText('.card .notice', sentence, { timeoutMs: 45_000 });
      expect(await cardOf(message).count('.card .verdict')).toBe(0);
    };

    // The site is switched on only after it happened: so the source is asked for later than the page, however fast we are.
    test('a message that was deleted meanwhile, then a session that ended', async () => {
      const preview = await openUid(page, uids.doomed);
      await room.remove(uids.doomed);
      await (await switchSiteOn(driver, page)).close();
      await expectProblem(preview, /^La webmail non ha dato l'originale di questo messaggio\./);
      endSessions(room.lab);
      await cardOf(preview).click('.card .notice button');
      await expectProblem(preview, /^La sessione della webmail è scaduta\./);
      expect(await readRowMark(page, rowOf(uids.doomed))).toBe('hint');
    });

    test('and all is well after a new login', async () => {
      await page.close();
      page = await signIn();
      expect(await readVerdict(await openUid(page, uids.receipt))).toMatch(AUTHENTIC_RECEIPT);
    });

    test('a veil over the card that lets the mouse through', async () => {
      await expectHidingTold(driver, page, page.frame('#messagecontframe'), 'glass');
    });

    test('a session that ended before the message was opened', async () => {
      const preview = page.frame('#messagecontframe');
      expect(await readVerdict(await openUid(page, uids.second))).toMatch(AUTHENTIC_RECEIPT);
      endSessions(room.lab);
      await clickRow(page, uids.third);
      await page.waitFor('#rcmloginuser, #messagestack .error, #messagestack .warning');
      const card = await readCard(preview).catch(() => undefined);
      expect(card?.text ?? '').not.toContain('Mai letta');
      await page.close();
      page = await signIn();
    });

    test('a message above the limit', async () => {
      const preview = await openUid(page, uids.huge);
      await expectProblem(preview, /^Il messaggio supera 100 MB/);
    });

    test('a mail that paints our card', async () => {
      const shown = await watchShown(driver, page);
      const preview = await openUid(page, uids.imitation);
      expect((await shown.settled()).status).toBe('judged');
      await shown.close();
      expect(await preview.count('[data-ceralacca]')).toBe(0);
      expect(await readRowMark(page, rowOf(uids.imitation))).toBeUndefined();
      const popup = await driver.popupFor(page);
      await popup.waitForText('.popup .now', /^Posta ordinaria: non si presenta come PEC/);
      await popup.close();
    });

    test('parts of a PEC in an ordinary mail', async () => {
      const preview = await openUid(page, uids.loose);
      expect(await readVerdict(preview)).toBe('Non conclusiva: allegati di una PEC, senza la loro firma');
      expect(await waitForRowMark(page, uids.loose, 'inconclusive')).toBe('inconclusive');
    });

    test('nothing but the words in a subject', async () => {
      expect(await waitForRowMark(page, uids.words, 'hint')).toBe('hint');
      const shown = await watchShown(driver, page);
      const preview = await openUid(page, uids.words);
      expect((await shown.settled()).status).toBe('judged');
      await shown.close();
      expect(await preview.count('[data-ceralacca]')).toBe(0);
      expect(await waitForRowMark(page, uids.words, undefined)).toBeUndefined();
    });

    describe('a Roundcube that has changed', () => {
      const readReport = async (popup: Page, wanted: RegExp): Promise<void> => {
        await popup.waitForText('.popup .degraded', /La webmail è cambiata e Ceralacca qui non riconosce più i messaggi/);
        await popup.click('.popup .degraded details:not([open]) summary');
        const report = await popup.waitForText('.popup .degraded .code', wanted);
        // Names of the page's parts, and nothing that a mail or its owner brought.
        for (const text of [room.user, 'Valida', 'Anche questa', 'gestore', '@', '://']) expect(report).not.toContain(text);
        await popup.click('.popup .degraded details button');
        await popup.waitForText('.popup .degraded [role="status"]', /^Testo copiato negli appunti/);
      };
      test('in its list says so in the popup, with a report to copy', async () => {
        const popup = await driver.popupFor(page);
        await popup.waitFor('.popup .now');
        expect(await popup.count('.popup .degraded')).toBe(0);
        await page.evaluate((root) => root.querySelector('#messagelist')?.setAttribute('id', 'elenco'));
        await readReport(popup, /^Ceralacca [\d.]+, roundcube\s+list-changed: #messagelist$/);
        await popup.close();
      });
      test('in its message too, and no more after a reload', async () => {
        await page.reload();
        const preview = await openUid(page, uids.receipt);
        await readVerdict(preview, AUTHENTIC_RECEIPT);
        const popup = await driver.popupFor(page);
        await popup.waitForText('.popup .verdict', AUTHENTIC_RECEIPT);
        expect(await popup.count('.popup .degraded')).toBe(0);
        const ids = ['message-header', 'messageheader', 'messagecontent', 'messagelinks', 'message-objects', 'messagebody'];
        await preview.evaluate((root, names: string[]) => {
          for (const name of names) for (const one of root.querySelectorAll(`[id="${name}"]`)) one.removeAttribute('id');
        }, ids);
        await readReport(popup, /^Ceralacca [\d.]+, roundcube\s+message-changed: #message-header, /);
        await page.reload();
        await openUid(page, uids.receipt);
        await popup.bringToFront();
        await retry('the popup to say no more of it', async () => (await popup.count('.popup .degraded')) === 0 || undefined);
        await popup.waitForText('.popup .verdict', AUTHENTIC_RECEIPT);
        await popup.close();
      });
    });
  });
});
