// The tour: walks the whole product once, says each verdict and state, and leaves pictures and an exported bundle.
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrowserDriver, Page } from './driver';
import { addAuthority, exportBundle, openLedger, openRow, readRows, readVerdict, switchSiteOn } from './extension-steps';
import { openInPreview, openMailbox, sendMail, waitForRow } from './roundcube-page';
import type { Stage } from './stage';

export type TourOptions = {
  driver: BrowserDriver;
  stage: Stage;
  /** Pictures and the bundle go here. */
  folder: string;
  say(line: string): void;
};

type Camera = (page: Page, name: string) => Promise<void>;

// Colours fade over when the scheme changes; the longest fade of the views is 150 ms.
const FADE_MS = 300;

/** Each view in light and in dark. */
const createCamera = ({ driver, folder }: TourOptions): Camera => {
  mkdirSync(folder, { recursive: true });
  return async (page, name) => {
    for (const scheme of ['dark', 'light'] as const) {
      await driver.setColorScheme(scheme);
      await page.bringToFront();
      await new Promise((resolve) => setTimeout(resolve, FADE_MS));
      await page.screenshot(join(folder, `${driver.name}-${name}-${scheme}.png`));
    }
  };
};

const SAMPLES: readonly [subject: string, name: string, index?: number][] = [
  ['ACCETTAZIONE: Notificazione', 'acceptance'],
  ['CONSEGNA: Notificazione', 'delivery'],
  ['CONSEGNA: Notificazione', 'delivery-2', 1],
  ['AVVISO DI MANCATA CONSEGNA: Sollecito', 'failure'],
  ['POSTA CERTIFICATA: Convocazione', 'envelope'],
  ['POSTA CERTIFICATA: Cartella', 'fake'],
];

const showMessages = async ({ say }: TourOptions, page: Page, take: Camera): Promise<void> => {
  for (const [subject, name, index] of SAMPLES) {
    const message = await openInPreview(page, subject, index);
    say(`${subject}…  →  ${await readVerdict(message)}`);
    await take(page, `message-${name}`);
  }
  await openInPreview(page, 'Pranzo di giovedi');
  await take(page, 'message-ordinary');
};

const POPUP_SIZE = [400, 600] as const;

const openPopup = async (driver: BrowserDriver, page: Page): Promise<Page> => {
  const popup = await driver.popupFor(page);
  await popup.resize(...POPUP_SIZE);
  return popup;
};

const SENT = 'Diffida ad adempiere';

/** Sends to two certified recipients and an ordinary one, and opens what comes back. */
const sendAndReceive = async ({ stage, say }: TourOptions, page: Page): Promise<void> => {
  const to = ['protocollo@pec.beta.example', 'studio.marini@pec.alfa.example'];
  await sendMail(page, stage.lab.roundcubeUrl, { to, cc: ['cliente@posta.example'], subject: SENT, text: 'Si diffida.' });
  await stage.provider.settled();
  await waitForRow(page, `CONSEGNA: ${SENT}`, to.length);
  for (const [subject, count] of [
    [`ACCETTAZIONE: ${SENT}`, 1],
    [`CONSEGNA: ${SENT}`, to.length],
  ] as const) {
    for (let index = 0; index < count; index += 1) {
      const message = await openInPreview(page, subject, index);
      say(`${subject}  →  ${await readVerdict(message)}`);
    }
  }
};

const showLedger = async ({ driver, folder, say }: TourOptions, take: Camera): Promise<void> => {
  const ledger = await openLedger(driver);
  await ledger.waitFor('table.ledger tbody tr');
  for (const { state, subject, recipients } of await readRows(ledger)) say(`${state}  ${subject}  (${recipients})`);
  await take(ledger, 'ledger');
  await openRow(ledger, 'Notificazione');
  await take(ledger, 'ledger-message');
  const bundle = await exportBundle(driver, ledger);
  copyFileSync(bundle, join(folder, basename(bundle)));
  say(`exported  ${basename(bundle)}`);
};

export const walkTour = async (options: TourOptions): Promise<void> => {
  const { driver, stage, say } = options;
  const { lab, provider, user } = stage;
  const take = createCamera(options);
  const trust = await addAuthority(driver, provider.rootPem);
  await take(trust, 'options');
  await trust.close();
  const page = await openMailbox(driver, lab.roundcubeUrl, { user, password: lab.password });
  const before = await openPopup(driver, page);
  await take(before, 'popup-off');
  await before.close();
  await (await switchSiteOn(driver, page)).close();
  say(`switched on  ${new URL(lab.roundcubeUrl).hostname}`);
  await page.bringToFront();
  await showMessages(options, page, take);
  await readVerdict(await openInPreview(page, 'CONSEGNA: Notificazione'));
  const popup = await openPopup(driver, page);
  await popup.waitForText('.popup .verdict', /avvenuta consegna/);
  await take(popup, 'popup');
  await popup.close();
  await sendAndReceive(options, page);
  await showLedger(options, take);
};
