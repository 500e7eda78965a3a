// Flow and selectors of the adapters for Zimbra classic and Carbonio in real browsers, on a mock with fixture pages: no live webmail.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MockMail, type MockWebmails, startMockWebmails } from '../lab/mock-webmails';
import { createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { toBytes, toOctets } from '../pki/mime-text';
import { signPec } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import { RECEIPT } from '../webmail/build-page';
import { TOKEN, toHead, toPane } from '../webmail/zimbra-classic-pages';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, cardOf, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { retry } from './scope';
import { type ShownIn, watchShown } from './shown-steps';
import { writeEveryOctet } from './webmail-messages';

const HOST = 'posta.alfa-gestore.example';
const CLOCK = new Date('2026-09-19T13:41:19Z');
const CARD = '[data-ceralacca="card"]';

/** A whole page of the webmail, painted by a mail into the frame of its body. */
const IMITATION = `<html>${toHead(TOKEN)}<body><div id="skin_outer"></div>${toPane({ id: '259', mail: RECEIPT })}</body></html>`;

const createMails = async (): Promise<{ mails: MockMail[]; rootPem: string }> => {
  const authority = await createAuthority();
  const provider = await issueProvider(authority, { host: HOST, notBefore: new Date('2025-06-01T00:00:00Z') });
  const transmission = createTransmission({ host: HOST, acceptedAt: CLOCK, subject: 'Prima pratica' });
  const receipt = await signPec({ clock: CLOCK, kind: 'accettazione', provider, transmission });
  const text = toOctets(receipt);
  const place = text.lastIndexOf('Prima pratica');
  const altered = toBytes(`${text.slice(0, place)}Prima pretica${text.slice(place + 'Prima pratica'.length)}`);
  const pec = { sender: RECEIPT.sender, attachments: RECEIPT.attachments, body: '<p>Ricevuta di accettazione</p>' };
  const plain = { sender: 'marta@posta.example', attachments: ['allegato.bin'], body: '<p>Ciao.</p>' };
  const mails = [
    { id: '259', subject: 'ACCETTAZIONE: Prima pratica', bytes: receipt, ...pec },
    { id: '260', subject: 'ACCETTAZIONE: Alterata', bytes: altered, ...pec },
    { id: '261', subject: 'Tutti gli ottetti', bytes: writeEveryOctet(), ...plain },
    { id: '262', subject: 'Pagina dipinta', bytes: writeEveryOctet(), ...plain, body: IMITATION },
  ];
  return { mails, rootPem: authority.root.certificate.pem };
};

const WEBMAILS = [
  { name: 'Zimbra classic', path: '/zimbra/', rowOf: (id: string) => `[id="zli__TV-main__${id}"]` },
  { name: 'Carbonio', path: '/carbonio/mails/folder/2', rowOf: (id: string) => `[data-testid="MessageListItem-${id}"]` },
];

inEachBrowser('a mock of Zimbra classic and Carbonio, not the live webmails,', (launch) => {
  let driver: BrowserDriver;
  let mock: MockWebmails;
  let mails: MockMail[];

  beforeAll(async () => {
    const created = await createMails();
    mails = created.mails;
    mock = await startMockWebmails(mails);
    driver = await launch();
    await (await addAuthority(driver, created.rootPem)).close();
  });
  afterAll(async () => {
    await driver?.close();
    await mock?.stop();
  });

  describe.each(WEBMAILS)('$name', ({ path, rowOf }) => {
    let page: Page;
    let shown: ShownIn;
    const bytesOf = (id: string): Uint8Array => mails.find((mail) => mail.id === id)?.bytes ?? new Uint8Array();
    const seeMark = (id: string, wanted: string | undefined): Promise<boolean> =>
      retry(`the mark ${wanted} of ${id}`, async () => (await readRowMark(page, rowOf(id))) === wanted || undefined);

    beforeAll(async () => {
      page = await driver.openPage(`${mock.url}${path}`);
      // Shown before the site is switched on: the script is then put into every frame that is there.
      await page.click(rowOf('262'));
      const popup = path === '/zimbra/' ? await switchSiteOn(driver, page) : await driver.popupFor(page);
      await popup.waitForText('.popup', /non è stata ancora provata dal vivo/);
      await popup.close();
      shown = await watchShown(driver, page);
    });
    afterAll(() => page?.close());

    test('hints in the list, and no card in or over a mail that paints a page', async () => {
      expect(await seeMark('259', 'hint')).toBe(true);
      const answer = await shown.settled();
      expect(answer).toMatchObject({ status: 'judged', sha256: hashOf(bytesOf('262')) });
      expect(await page.count(CARD)).toBe(0);
      if (path === '/zimbra/') expect(await page.frame('#pane iframe').count('#skin_outer')).toBe(1);
      if (path === '/zimbra/') expect(await page.frame('#pane iframe').count(CARD)).toBe(0);
      expect(await readRowMark(page, rowOf('262'))).toBeUndefined();
    });

    test('a receipt is judged where it is open, and its row shows the verdict', async () => {
      await page.click(rowOf('259'));
      expect(await readVerdict(page, /accettazione/)).toMatch(/^Ricevuta di accettazione: autentica/);
      expect(await seeMark('259', 'verified')).toBe(true);
      expect(mock.asked.at(-1)).toBe('/service/home/~/?auth=co&id=259');
    });

    test('one altered letter is told', async () => {
      await page.click(rowOf('260'));
      expect(await readVerdict(page, /alterata/)).toMatch(/: alterata dopo la firma/);
      expect(await seeMark('260', 'failed')).toBe(true);
    });

    test('every octet arrives as it was given', async () => {
      await page.click(rowOf('261'));
      const wanted = hashOf(bytesOf('261'));
      const answer = await retry('the octets to be judged', async () => {
        const now = await shown.settled();
        return now.sha256 === wanted || now.status === 'problem' ? now : undefined;
      });
      expect(answer).toEqual({ status: 'judged', sha256: wanted, fidelity: 'exact', isSeen: true });
      expect(await page.count(CARD)).toBe(0);
    });

    test('an expired session is a sentence, not a verdict', async () => {
      mock.endSessions();
      await page.click(rowOf('259'));
      await cardOf(page).waitForText('.card .notice', /^La sessione della webmail è scaduta\./);
      expect(await cardOf(page).count('.card .verdict')).toBe(0);
    });
  });
});

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
