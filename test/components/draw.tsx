// Draws a view into a jsdom page and reads it back as a person would: by its text and its buttons.
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { createWording, type Locale, type Wording } from '../../lib/wording';
import english from '../../public/_locales/en/messages.json';
import italian from '../../public/_locales/it/messages.json';

export type Messages = Record<string, { message: string }>;
export const MESSAGES: Record<Locale, Messages> = { it: italian, en: english };

const toTexts = (messages: Messages): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));

export const WORDING: Record<Locale, Wording> = {
  it: createWording('it', toTexts(italian)),
  en: createWording('en', toTexts(english)),
};

/** Calls of any action, in order, as `name(arguments)`. */
export const recordActions = <T extends object>(): { actions: T; calls: string[] } => {
  const calls: string[] = [];
  // Of an action that is a group, its members are recorded by their full name.
  const record = (name: string): object =>
    new Proxy((...values: unknown[]) => void calls.push(`${name}(${values.map((value) => JSON.stringify(value)).join(',')})`), {
      get: (_, member) => record(`${name}.${String(member)}`),
    });
  const actions = new Proxy({} as T, { get: (_, name) => record(String(name)) });
  return { actions, calls };
};

export const draw = (view: ComponentChild): HTMLElement => {
  // jsdom knows the element, and not how it is opened.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  // Nor does it lay anything out that could be scrolled.
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.scrollTo ??= () => undefined;
  document.body.innerHTML = '<div id="app"></div>';
  document.documentElement.lang = 'it';
  document.title = 'Ceralacca';
  const root = document.getElementById('app') as HTMLElement;
  act(() => render(view, root));
  return root;
};

export const redraw = (view: ComponentChild): void => {
  act(() => render(view, document.getElementById('app') as HTMLElement));
};

/** Visible text, white space collapsed. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

export const findButton = (root: ParentNode, name: string): HTMLButtonElement => {
  const button = [...root.querySelectorAll('button')].find((element) => (element.getAttribute('aria-label') ?? textOf(element)) === name);
  if (button === undefined) throw new Error(`no button "${name}"`);
  return button;
};

export const click = (element: HTMLElement): void => {
  act(() => element.click());
};

export const press = (key: string, target: Element = document.body): void => {
  act(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
};
