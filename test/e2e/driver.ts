// What a scenario may ask of a browser: one small interface, the same for Chromium and Firefox, for web and extension pages. Types only.
import type { Screen } from './screen';

export type BrowserName = 'chromium' | 'firefox';

export type Root = Document | ShadowRoot;

/** A document, a frame of it or a closed shadow root in it. It is found anew at each call, so it outlives navigation. */
export type Scope = {
  /** Runs the function in the page; arguments and answer are JSON. It may use nothing from outside itself. */
  evaluate<T, A extends unknown[]>(work: (root: Root, ...values: A) => T | Promise<T>, ...values: A): Promise<T>;
  /** A real click (with user activation), once the element is there. */
  click(selector: string): Promise<void>;
  /** Real keys into the element. */
  type(selector: string, text: string): Promise<void>;
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  waitFor(selector: string, options?: WaitOptions): Promise<void>;
  waitForText(selector: string, pattern: RegExp, options?: WaitOptions): Promise<string>;
  /** Waits until the function answers something truthy, and gives that. */
  waitUntil<T, A extends unknown[]>(work: (root: Root, ...values: A) => T | Promise<T>, options: WaitOptions, ...values: A): Promise<T>;
  /** Text of each element that matches, as rendered, white space trimmed; empty when there is none. */
  texts(selector: string): Promise<string[]>;
  count(selector: string): Promise<number>;
  frame(selector: string): Scope;
  /** The shadow root of the first element that matches, closed ones too. */
  shadow(selector: string): Scope;
};

export type WaitOptions = { timeoutMs?: number };

export type Page = Scope & {
  url(): Promise<string>;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Named as in KeyboardEvent.key; `Shift+Tab` and the like are understood. */
  press(key: string): Promise<void>;
  /** Presses the mouse on the middle of the first element, and lets go over the second. */
  drag(from: string, to: string): Promise<void>;
  /** The other button of the mouse. */
  clickForMenu(selector: string): Promise<void>;
  /** Shows the page as it would be printed, or as on the screen again. */
  setMedium(medium: 'print' | 'screen'): Promise<void>;
  /** Prints the page to a PDF file, on the paper that its own style asks for; otherwise on the browser's, which is not A4. */
  printTo(path: string): Promise<void>;
  bringToFront(): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** What is in view, or the first element that matches. */
  screenshot(path: string, selector?: string): Promise<void>;
  close(): Promise<void>;
};

export type BrowserDriver = {
  name: BrowserName;
  extensionId: string;
  /** `popup.html` → the address of that page of the extension. */
  extensionUrl(path: string): string;
  openPage(url: string): Promise<Page>;
  /** In a private window; the browser must have been started with `isPrivateAllowed`. */
  openPrivatePage(url: string): Promise<Page>;
  /** The browser's number of the page's tab, as `tabs.query` gives it. */
  tabIdOf(page: Page): Promise<number>;
  /** Presses our toolbar button on the page (which grants activeTab) and opens its popup in a tab of its own: `popup.html?tab=<id>`. */
  popupFor(page: Page): Promise<Page>;
  /** Pages that were opened by pages (windows and tabs), oldest first. */
  pages(): Promise<Page[]>;
  /** Makes the browser grant this pattern when the extension asks for it in a click, instead of asking the person. */
  allowHost(pattern: string): Promise<void>;
  /** Gives or takes away a site in the browser's own settings: no word to the extension, no click in it. */
  setInSettings(pattern: string, isAllowed: boolean): Promise<void>;
  /** Installs anew what lies in the extension's folder, as an update does; pages of the extension close. */
  update(): Promise<void>;
  /** A tab with cookies of its own; null where the browser has no containers. */
  openContainer: ((url: string) => Promise<Page>) | null;
  /** Opens the context menu of the first element that matches and chooses that command of it. Chromium only on a screen. */
  chooseFromMenu(page: Page, selector: string, label: string): Promise<void>;
  /** Ends the background script the way the browser does when it idles; the next event starts it again. */
  killBackground(): Promise<void>;
  /** Addresses asked for over http so far, by pages, frames and the background; what the browser wants for itself is left out. */
  requests(): Promise<string[]>;
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>;
  /** Where downloads land. */
  downloadFolder: string;
  /** Kills all its processes; what was on the disk stays for the next start with that profile. Linux only. */
  kill(): Promise<void>;
  /** Folder of what the browser keeps. */
  profile: string;
  /** Settles when the browser has gone, whoever closed it. */
  closed: Promise<void>;
  close(): Promise<void>;
};

export type LaunchOptions = {
  /** Folder of the built extension; null for a browser without it. */
  extension: string | null;
  program: string;
  /** What a killed browser left; otherwise a new one. */
  profile?: string;
  locale?: 'it' | 'en';
  headless?: boolean;
  /** Where Chromium's window stands, in place of none. */
  screen?: Screen;
  /** The person allowed the extension in private windows. */
  isPrivateAllowed?: boolean;
  /** Port of this machine that answers in place of every http server outside of it. */
  outsidePort?: number;
  /** A policies.json for Firefox, in place of the machine's. Chromium has no such way: it reads its own folder alone. */
  policies?: string;
};
