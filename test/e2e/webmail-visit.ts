// A webmail that somebody signed in to, with Ceralacca on and the shared mailbox behind it, and what each of the shared tests does there.
import { createHash } from 'node:crypto';
import type { MailLab } from '../lab/mail-lab';
import type { BrowserDriver, Page } from './driver';
import { AUTHENTIC_RECEIPT, addAuthority, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { createMailRoom, type MailRoom } from './mail-room';
import { retry } from './scope';
import { type ShownIn, watchShown } from './shown-steps';
import type { WebmailHand } from './webmail-hand';
import { fillMailbox, type Name, SUBJECTS } from './webmail-messages';

type Answer = Awaited<ReturnType<ShownIn['settled']>>;

export type Visit<L extends MailLab> = {
  readonly driver: BrowserDriver;
  readonly room: MailRoom<L>;
  readonly page: Page;
  readonly uids: Record<Name, number>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In a new page; the old one is gone. */
  signInAgain(): Promise<void>;
  rowOf(name: Name): Promise<string>;
  isOpen(name: Name): Promise<boolean>;
  /** Opens the message and waits for the webmail to show it. Where it is open already, a second click so soon would be a double one. */
  open(name: Name): Promise<void>;
  /** Opens the receipt and waits for its verdict. */
  openReceipt(): Promise<void>;
  seeMark(name: Name, wanted: string | undefined): Promise<string | undefined>;
  /** Opens an ordinary mail and gives what the tab says of it, once it was judged. */
  judgeUnmarked(name: Name, folder?: string): Promise<Answer>;
};

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const createVisit = <L extends MailLab>(hand: WebmailHand<L>, launch: () => Promise<BrowserDriver>): Visit<L> => {
  let driver: BrowserDriver;
  let room: MailRoom<L>;
  let page: Page;
  let uids: Record<Name, number>;
  let shown: ShownIn;

  const signIn = (): Promise<Page> => hand.signIn(driver, room.lab, { user: room.user, password: room.lab.password });
  const rowOf = (name: Name): Promise<string> => hand.findRow(page, SUBJECTS[name]);
  const isOpen = async (name: Name): Promise<boolean> => (await hand.readSubject(hand.messageOf(page))).includes(SUBJECTS[name]);
  const open = async (name: Name): Promise<void> => {
    if (await isOpen(name)) return;
    await hand.clickRow(page, await rowOf(name));
    await retry(`${SUBJECTS[name]} to be open`, async () => (await isOpen(name)) || undefined);
  };
  return {
    get driver() {
      return driver;
    },
    get room() {
      return room;
    },
    get page() {
      return page;
    },
    get uids() {
      return uids;
    },
    async start() {
      room = await createMailRoom(await hand.startLab());
      uids = await fillMailbox(room);
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await signIn();
      await (await switchSiteOn(driver, page)).close();
      shown = await watchShown(driver, page);
    },
    async stop() {
      await driver?.close();
      await room?.lab.stop();
    },
    async signInAgain() {
      await page.close();
      page = await signIn();
    },
    rowOf,
    isOpen,
    open,
    async openReceipt() {
      await open('receipt');
      await readVerdict(hand.messageOf(page), AUTHENTIC_RECEIPT);
    },
    seeMark: (name, wanted) =>
      retry(`the mark ${wanted} of ${name}`, async () => {
        const mark = await readRowMark(page, await rowOf(name));
        return mark === wanted ? { mark } : undefined;
      }).then(({ mark }) => mark),
    async judgeUnmarked(name, folder = 'INBOX') {
      await open(name);
      const sha256 = hashOf(await room.lab.bytesOf(room.user, folder, uids[name]));
      return retry(`${name} to be judged`, async () => {
        const answer = await shown.settled();
        return answer.status === 'problem' || answer.sha256 === sha256 ? answer : undefined;
      });
    },
  };
};
