// What a person does in Roundcube, for the skins elastic, larry and classic.
import type { BrowserDriver, Page, Root, Scope } from './driver';
import { retry } from './scope';

export type Credentials = { user: string; password: string };
export type Draft = { to: readonly string[]; cc?: readonly string[]; subject: string; text: string };

const ROWS = '#messagelist tr.message';

/** Signs in where that is asked for, and waits for the list of the inbox. */
export const signIn = async (page: Page, { user, password }: Credentials): Promise<void> => {
  await page.waitFor('#rcmloginuser, #messagelist');
  if ((await page.count('#rcmloginuser')) > 0) {
    await page.type('#rcmloginuser', user);
    await page.type('#rcmloginpwd', password);
    await page.press('Enter');
  }
  await page.waitFor('#messagelist');
};

export const openMailbox = async (driver: BrowserDriver, url: string, credentials: Credentials): Promise<Page> => {
  const page = await driver.openPage(url);
  await signIn(page, credentials);
  return page;
};

export type Row = { selector: string; uid: string };

/** Row ids are `rcmrow` and the uid in base64url; `index` chooses among rows of the same subject, newest first. */
export const findRow = async (page: Page, subject: string, index = 0): Promise<Row> => {
  const find = (root: Root, rows: string, wanted: string, which: number): string =>
    Array.from(root.querySelectorAll(rows)).filter((row) => row.textContent?.includes(wanted))[which]?.id ?? '';
  const id = await page.waitUntil(find, {}, ROWS, subject, index);
  return { selector: `[id="${id}"]`, uid: Buffer.from(id.replace('rcmrow', ''), 'base64url').toString() };
};

const isShown = (root: Root, wanted: string): boolean =>
  new URLSearchParams((root as Document).location.search).get('_uid') === wanted && root.querySelector('#messagebody') !== null;

/** Clicks a row and gives the frame of the preview pane, once it shows that message. */
export const openRowInPreview = async (page: Page, { selector, uid }: Row): Promise<Scope> => {
  await page.click(`${selector} td.subject`);
  const preview = page.frame('#messagecontframe');
  await preview.waitUntil(isShown, {}, uid);
  return preview;
};

/** Opens the message in the preview pane and gives the frame that shows it, once it shows this one. */
export const openInPreview = async (page: Page, subject: string, index = 0): Promise<Scope> =>
  openRowInPreview(page, await findRow(page, subject, index));

/** The row of that number; it must be in the list. */
export const rowOf = (uid: number): Row => ({
  selector: `[id="rcmrow${Buffer.from(String(uid)).toString('base64url')}"]`,
  uid: String(uid),
});

/** The message as a full page in the same tab. */
export const openInFull = async (page: Page, url: string, uid: number, folder = 'INBOX'): Promise<void> => {
  await page.goto(`${url}?_task=mail&_mbox=${encodeURIComponent(folder)}&_uid=${uid}&_action=show`);
  await page.waitFor('#messagebody');
};

/** Waits for the list, as it stands, to hold that many rows of the subject. */
const seeRows = async (page: Page, subject: string, count: number): Promise<boolean> => {
  const isThere = (root: Root, rows: string, wanted: string, due: number): boolean =>
    Array.from(root.querySelectorAll(rows)).filter((row) => row.textContent?.includes(wanted)).length >= due;
  return page.waitUntil(isThere, { timeoutMs: 2000 }, ROWS, subject, count).then(
    () => true,
    () => false,
  );
};

/** Opens the list anew until that many rows bear the subject: of overlapping requests for new mail Roundcube can lose what one found. */
export const waitForRow = async (page: Page, subject: string, count = 1): Promise<void> => {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    if (await seeRows(page, subject, count)) return;
    await page.reload();
    await page.waitFor('#messagelist');
  }
  throw new Error(`the list did not come to hold ${count} of: ${subject}`);
};

/** A page that has just sent a mail may still be on its way to the list, and get there last. */
export const openCompose = async (page: Page, url: string, to: readonly string[], cc: readonly string[] = []): Promise<void> => {
  await retry(
    'a mail to write',
    async () => {
      await page.goto(`${url}?_task=mail&_action=compose&_to=${encodeURIComponent(to.join(','))}&_cc=${encodeURIComponent(cc.join(','))}`);
      await page.waitFor('[name="_subject"]', { timeoutMs: 5000 });
      return true;
    },
    20_000,
  );
};

/** Writes and sends a mail; the elastic skin keeps each address in a box of its own behind the plain field. */
export const sendMail = async (page: Page, url: string, { to, cc = [], ...rest }: Draft): Promise<void> => {
  await openCompose(page, url, to, cc);
  await writeAndSend(page, rest);
};

/** In the composer, whose recipients are there already. */
export const writeAndSend = async (page: Page, { subject, text }: Pick<Draft, 'subject' | 'text'>): Promise<void> => {
  await page.type('[name="_subject"]', subject);
  await page.type('[name="_message"]', text);
  await page.click('a.send, button.send');
  await page.waitFor('#messagelist');
};
