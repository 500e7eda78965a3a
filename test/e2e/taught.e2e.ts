// Webmails that nobody wrote an adapter for: taught once by their user, read from then on, handed to a colleague, and loud when they change.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSubject } from '../../lib/webmail/taught/read-subject';
import type { Standin, StandinMessage } from '../lab/standin';
import { createAuthority } from '../pki/authority';
import { createSampleSet } from '../pki/sample-set';
import type { BrowserDriver, Page, Scope } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, cardOf, readVerdict, switchSiteOn, waitForDownload } from './extension-steps';
import { watchShown } from './shown-steps';
import { TAUGHT_HANDS } from './taught-hand';

const TEACH = '.popup section.teach';
const MESSAGES = 4;

const authority = await createAuthority();

/** Genuine messages with subjects of their own; the ids are as long as the stand-in's kind has them. */
const createMessages = async (toId: (index: number) => string): Promise<StandinMessage[]> => {
  const samples = await createSampleSet({ authority, now: new Date() });
  const seen = new Set<string>();
  const messages = samples.filter(({ group }) => group !== 'falsa').map(({ bytes }) => ({ bytes, subject: readSubject([bytes]) ?? '' }));
  return messages
    .filter(({ subject }) => subject !== '' && !seen.has(subject) && seen.add(subject))
    .slice(0, MESSAGES)
    .map(({ bytes, subject }, index) => ({ id: toId(index), bytes, subject, sender: 'posta-certificata@pec.alfa.example' }));
};

const toLongId = (index: number): string => ['f1a9c3e07b52', 'e77d10aa93c4', '09bb1e5fd2a8', '5c40d9be1f63'][index] ?? '';
const toNumber = (index: number): string => String(40217 + 174 * index);

/** At the end of the page; that of a message stands at its beginning. */
const lessonOf = (page: Page): Scope => page.shadow('body > [data-ceralacca="card"]:last-child');

const teach = async (driver: BrowserDriver, page: Page): Promise<void> => {
  const popup = await driver.popupFor(page);
  await popup.waitForText(TEACH, /Ceralacca non conosce questa webmail/);
  await popup.click(`${TEACH} .btn.main`);
  await page.bringToFront();
  await lessonOf(page).waitForText('.teach .verdict', /1 di 2/);
};

inEachBrowser('taught webmails', (launch) => {
  let driver: BrowserDriver;
  beforeAll(async () => {
    driver = await launch({ locale: 'it' });
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
  });
  afterAll(() => driver?.close());

  describe.each(TAUGHT_HANDS.map((hand) => [hand.name, hand] as const))('%s', (_, hand) => {
    let standin: Standin;
    let messages: StandinMessage[];
    let page: Page;
    let recipe: string;
    const secrets = new Set<string>();
    const open = (place: number, where = page): Promise<void> => hand.open(where, messages[place] as StandinMessage, place);
    const sources = (): number => standin.asked.filter(hand.isSource).length;
    const noteSecrets = (): void => {
      const { cookie, token } = standin.session();
      for (const secret of [cookie, token, cookie.slice(0, 10)]) secrets.add(secret);
    };

    beforeAll(async () => {
      messages = await createMessages(hand === TAUGHT_HANDS[0] ? toLongId : toNumber);
      expect(messages).toHaveLength(MESSAGES);
      standin = await hand.start(messages);
      noteSecrets();
      page = await driver.openPage(standin.url);
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      await page?.close();
      await standin?.stop();
    });

    test('a click that deletes is refused in words, repeated never, and nothing is learned from it', async () => {
      await teach(driver, page);
      const card = lessonOf(page);
      await open(0);
      const before = standin.asked.length;
      await hand.remove(page);
      await card.waitForText('.teach', /La richiesta somiglia a eliminare, spostare, inviare o uscire: Ceralacca non la ripeterà/);
      expect(await card.count('.btn.main')).toBe(0);
      await card.click('.btn:last-child');
      expect(standin.asked.slice(before).filter(({ path, body }) => /delete/i.test(path + body))).toHaveLength(1);
      const popup = await driver.popupFor(page);
      await popup.waitForText(TEACH, /Ceralacca non conosce questa webmail/);
      await popup.close();
      await page.bringToFront();
    });

    test('is learned on one message and tried on the next, and not before', async () => {
      await teach(driver, page);
      const card = lessonOf(page);
      await open(0);
      await hand.save(page);
      await card.waitForText('.teach p', /Visto\. Ora apri un altro messaggio/);
      await card.click('.btn.main');
      await card.waitForText('.teach [role="alert"]', /ancora il primo messaggio/);
      expect(sources()).toBe(1);
      await open(1);
      expect(sources()).toBe(1);
      await card.click('.btn.main');
      await card.waitForText('.teach p', /^Fatto/);
      await card.click('.btn:last-child');
      expect(await readVerdict(page, /autentic[ao]/i)).toMatch(/autentic[ao]/i);
    });

    test('leaves nothing behind among the scripts of the page', async () => {
      const own = await page.evaluate(() => {
        const isOwn = (work: unknown): boolean => String(work).includes('[native code]');
        const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
        const all = [window.fetch, window.open, HTMLFormElement.prototype.submit, open, send, setRequestHeader];
        return { isOwn: all.every(isOwn), left: Object.keys(window).filter((name) => name.includes('ceralacca')) };
      });
      expect(own).toEqual({ isOwn: true, left: [] });
    });

    test('reads the messages that are opened from then on, also after a new login', async () => {
      await open(2);
      const shown = await watchShown(driver, page);
      expect(await shown.settled()).toMatchObject({ status: 'judged', fidelity: 'lossy' });
      standin.renewSession();
      noteSecrets();
      await page.reload();
      await open(3);
      expect(await shown.settled()).toMatchObject({ status: 'judged' });
      await shown.close();
      expect(await readVerdict(page, /autentic[ao]/i)).toMatch(/autentic[ao]/i);
      const popup = await driver.popupFor(page);
      await popup.waitForText(TEACH, /Insegnata il/);
      await popup.close();
    });

    test('asks for nothing once a command stands where the message had its name, and says so', async () => {
      await page.bringToFront();
      const before = standin.asked.length;
      await hand.turn(page);
      const popup = await driver.popupFor(page);
      await popup.waitForText('.notice', /La webmail è cambiata/);
      // A moment of the verdict before may still be on its way out.
      await popup.waitUntil((root) => root.querySelector('.judged') === null, {});
      await popup.close();
      await page.bringToFront();
      expect(await page.count('[data-ceralacca="card"]')).toBe(0);
      expect(standin.asked.slice(before)).toEqual([]);
    });

    test('leaves the machine without token, session or message in it', async () => {
      const options = await driver.openPage(driver.extensionUrl('options.html'));
      const before = new Set(readdirSync(driver.downloadFolder));
      await options.click('.taught .btn');
      recipe = await waitForDownload(driver, before);
      await options.close();
      const text = readFileSync(recipe, 'utf8');
      expect(text).toContain('ceralacca-recipe');
      for (const secret of [...secrets, ...messages.flatMap(({ id, subject }) => [id, subject])]) expect(text).not.toContain(secret);
    });

    test("serves in a colleague's browser", async () => {
      const colleague = await launch({ locale: 'it' });
      try {
        const options = await addAuthority(colleague, authority.root.certificate.pem);
        await options.setFiles('input[type="file"][accept*="json"]', [recipe]);
        await options.waitForText('.taught', /127\.0\.0\.1|localhost/);
        const theirs = await colleague.openPage(standin.url);
        await (await switchSiteOn(colleague, theirs)).close();
        await theirs.bringToFront();
        await open(0, theirs);
        expect(await readVerdict(theirs, /autentic[ao]/i)).toMatch(/autentic[ao]/i);
      } finally {
        await colleague.close();
      }
    });

    test('says so when the server has changed, and gives no verdict', async () => {
      await page.bringToFront();
      standin.change('server');
      await page.reload();
      await open(0);
      const shown = await watchShown(driver, page);
      expect(await shown.settled()).toEqual({ status: 'problem', problem: 'webmail-changed' });
      await shown.close();
      await cardOf(page).waitForText('.notice', /La webmail è cambiata/);
    });

    test('says so when the page has changed, and is forgotten with one click', async () => {
      standin.change('page');
      await page.reload();
      await open(1);
      const popup = await driver.popupFor(page);
      await popup.waitForText('.notice', /La webmail è cambiata/);
      expect(await popup.count('.judged')).toBe(0);
      await popup.click(`${TEACH} .actions .btn:first-child`);
      await popup.waitForText(TEACH, /Ceralacca non conosce questa webmail/);
      await popup.close();
      expect(await page.count('[data-ceralacca="card"]')).toBe(0);
    });
  });
});
