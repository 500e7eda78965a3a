// What the tests that all webmails share need to do in one of them, as a person would. Types only.
import type { MailLab } from '../lab/mail-lab';
import type { BrowserDriver, Page, Scope } from './driver';
import type { Credentials } from './roundcube-page';

export type WebmailHand<L extends MailLab = MailLab> = {
  name: string;
  startLab(): Promise<L>;
  /** Signs in and shows the list of the inbox. */
  signIn(driver: BrowserDriver, lab: L, credentials: Credentials): Promise<Page>;
  /** Selector of the row of that subject, once the list shows it. */
  findRow(page: Page, subject: string): Promise<string>;
  /** Clicks the row and does not wait. */
  clickRow(page: Page, row: string): Promise<void>;
  /** Clicks where the mark of a row stands, if the webmail lays something of its own over its rows. */
  clickOver?(page: Page, mark: string): Promise<void>;
  /** The frame or page in which the opened message stands. */
  messageOf(page: Page): Scope;
  /** Subject of the open message as the webmail shows it; '' while there is none. Runs in the page: uses nothing from outside. */
  readSubject(message: Scope): Promise<string>;
  /** Shows the list of another folder, in the same tab, as a click in the folder list would. */
  openFolder(page: Page, folder: string): Promise<void>;
  /** Subjects of the rows that are selected. */
  readSelected(page: Page): Promise<string[]>;
  /** Keys by which the list moves on and takes one more row into the selection; null where the webmail has none. */
  keys: { next: string; extend: string } | null;
  /** Selector of the box that selects a row, where there are no keys for it. */
  tickbox?(row: string): string;
  /** Unticks every row, where that outlives a change of folder. */
  untick?(page: Page): Promise<void>;
  /** Where a row is dropped to go to that folder; null where rows cannot be dragged. */
  folderSelector: ((folder: string) => string) | null;
  /** Rows are dragged by what HTML has for it, not by scripts that follow the mouse. */
  dragsAsHtml?: true;
  /** Whatever row the mouse takes, those that are open or ticked are what is dragged. */
  dragsSelection?: true;
  /** The number of the message whose source that address asks for, or null; null in place of it where no folder can be listed. */
  uidOfSource: ((url: string) => number | null) | null;
  /** Ends every session, as the server's clock would. */
  endSessions(lab: L): void | Promise<void>;
};
