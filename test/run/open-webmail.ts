// npm start -- sogo, horde or snappymail: that webmail of the lab, with the sample messages, in a browser with the extension.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserDriver } from '../e2e/driver';
import { addAuthority, readVerdict, switchSiteOn } from '../e2e/extension-steps';
import { createHordeHand } from '../e2e/horde-hand';
import { snappymailHand } from '../e2e/snappymail-hand';
import { sogoHand } from '../e2e/sogo-hand';
import { fillSamples, SAMPLE_USER } from '../e2e/stage';
import type { WebmailHand } from '../e2e/webmail-hand';
import type { MailLab } from '../lab/mail-lab';
import { findSnappymail } from '../lab/snappymail';
import type { SystemPrograms } from '../lab/system-packages';
import { createAuthority } from '../pki/authority';
import { TOUR_FOLDER } from './run-tour';
import { print } from './steps';

type Offer = { isThere(programs: SystemPrograms): boolean; open(browser: Opened): Promise<void> };
type Opened = { launch(): Promise<BrowserDriver>; isHeadless: boolean; untilOver(driver: BrowserDriver): Promise<void> };

const SUBJECT = 'ACCETTAZIONE: Richiesta di accesso agli atti';

/** Without a display: one receipt is opened, its verdict printed, and a picture taken. */
const lookAt = async <L extends MailLab>(hand: WebmailHand<L>, driver: BrowserDriver, lab: L): Promise<void> => {
  const page = await hand.signIn(driver, lab, { user: SAMPLE_USER, password: lab.password });
  await (await switchSiteOn(driver, page)).close();
  await hand.clickRow(page, await hand.findRow(page, SUBJECT));
  print(`${hand.name}: ${await readVerdict(hand.messageOf(page))}`);
  mkdirSync(TOUR_FOLDER, { recursive: true });
  const picture = join(TOUR_FOLDER, `${hand.name.split(/\W/)[0]?.toLowerCase()}.png`);
  await page.screenshot(picture);
  print(`Picture: ${picture}`);
};

const open = async <L extends MailLab>(hand: WebmailHand<L>, { launch, isHeadless, untilOver }: Opened): Promise<void> => {
  const lab = await hand.startLab();
  try {
    const authority = await createAuthority();
    await fillSamples(lab, authority);
    const driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    if (isHeadless) {
      await lookAt(hand, driver, lab);
      await driver.close();
      return;
    }
    await hand.signIn(driver, lab, { user: SAMPLE_USER, password: lab.password });
    print(`\nUser      ${SAMPLE_USER}\nPassword  ${lab.password}`);
    await untilOver(driver);
  } finally {
    await lab.stop();
  }
};

/** Sending is not answered there: the test provider stands behind Roundcube. */
export const OTHER_WEBMAILS: Readonly<Record<string, Offer>> = {
  sogo: { isThere: ({ sogo }) => sogo, open: (opened) => open(sogoHand, opened) },
  horde: { isThere: ({ horde }) => horde, open: (opened) => open(createHordeHand('dynamic'), opened) },
  snappymail: {
    isThere: ({ webmail }) => webmail && findSnappymail() !== null,
    open: (opened) => open(snappymailHand, opened),
  },
};
