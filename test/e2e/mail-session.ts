// A signed-in Roundcube with Ceralacca on, an empty mailbox behind it and the ledger page beside it.
import type { ProviderEvent } from '../provider/start-provider';
import type { BrowserDriver, Page, Scope } from './driver';
import { addAuthority, openLedger, readVerdict, switchSiteOn } from './extension-steps';
import { openMailbox, openRowInPreview, rowOf, waitForRow } from './roundcube-page';
import { type Stage, type StageOptions, startStage } from './stage';

export type MailSession = {
  stage: Stage;
  driver: BrowserDriver;
  /** The webmail. */
  page: Page;
  ledger: Page;
  stop(): Promise<void>;
};

export const startMailSession = async (launch: () => Promise<BrowserDriver>, options: StageOptions = {}): Promise<MailSession> => {
  const stage = await startStage({ hasSamples: false, ...options });
  const driver = await launch();
  const stop = async (): Promise<void> => {
    await driver.close();
    await stage.stop();
  };
  await (await addAuthority(driver, stage.provider.rootPem)).close();
  const page = await openMailbox(driver, stage.lab.roundcubeUrl, { user: stage.user, password: stage.lab.password });
  await (await switchSiteOn(driver, page)).close();
  const ledger = await openLedger(driver);
  return { stage, driver, page, ledger, stop };
};

/** A message in the inbox together with what the provider says of it. */
export type Arrived = ProviderEvent & { uid: number };

/** Everything in the inbox, oldest first: the provider alone puts messages there, so their numbers follow its order. */
export const listArrived = ({ stage }: MailSession): Arrived[] =>
  stage.provider.events.filter(({ mailbox }) => mailbox === stage.user).map((event, index) => ({ ...event, uid: index + 1 }));

/** Opens the message in the preview pane and waits until it was judged and recorded. */
export const openArrived = async ({ page }: MailSession, { uid }: Arrived, verdict = /./): Promise<Scope> => {
  const message = await openRowInPreview(page, rowOf(uid));
  await readVerdict(message, verdict);
  return message;
};

/** Waits until the provider has answered and the list shows each answer. */
export const waitForAnswers = async (session: MailSession, subject: string): Promise<Arrived[]> => {
  await session.stage.provider.settled();
  const arrived = listArrived(session).filter(({ bytes }) => Buffer.from(bytes).toString('latin1').includes(subject));
  await waitForRow(session.page, subject, arrived.length);
  return arrived;
};
