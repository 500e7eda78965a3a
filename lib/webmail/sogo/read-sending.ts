// Reads from SOGo's composer what is being sent, from the moment the button was pressed, and how that ended.
import type { Composed, SendingReader } from '../adapter';
import { readSogoBase } from './read-session';

const EDITOR = 'md-dialog#mailEditor';
/** Covers the composer from the press of the button on: a wheel that turns, then `done` or `error`. */
const STATE = ':scope > sg-ripple-content';
const SENDING = 'md-progress-circular';
const ENDED = 'md-icon';
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const MAX_ADDRESSES = 500;
const MAX_TEXT = 1000;

/** One number for each press of the button: the turning wheel is made anew for each. */
const attempts = new WeakMap<Element, { wheel: Element; attempt: string }>();
let count = 0;

const parseAddress = (text: string): string | null => {
  const trimmed = text.trim().slice(0, MAX_TEXT);
  const address = (/<([^<>]*)>$/.exec(trimmed)?.[1] ?? trimmed).trim();
  return ADDRESS.test(address) ? address : null;
};

/** Each chip is one recipient; a button in it belongs to a group. */
const readRecipients = (editor: Element, field: 'to' | 'cc'): string[] =>
  [...editor.querySelectorAll(`md-chips[ng-model="editor.message.editable.${field}"] md-chip .sg-tile-content`)]
    .flatMap((chip) => parseAddress(chip.firstChild?.nodeValue ?? '') ?? [])
    .slice(0, MAX_ADDRESSES);

const readValue = (editor: Element, name: string): string => editor.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';

const readComposed = (editor: Element): Composed | null => {
  const from = parseAddress(readValue(editor, 'from'));
  if (from === null) return null;
  const subject = readValue(editor, 'subject').trim().slice(0, MAX_TEXT);
  return { from, to: readRecipients(editor, 'to'), cc: readRecipients(editor, 'cc'), subject };
};

export const readSogoSending: SendingReader['read'] = (page) => {
  const editor = page.querySelector(EDITOR);
  const state = editor?.querySelector(STATE);
  if (!editor || !state || readSogoBase(page) === null) return null;
  const wheel = state.querySelector(SENDING);
  if (wheel !== null && attempts.get(editor)?.wheel !== wheel) {
    count += 1;
    attempts.set(editor, { wheel, attempt: String(count) });
  }
  const known = attempts.get(editor);
  // Neither under way nor just ended: the user is writing again.
  if (known === undefined || (wheel === null && state.querySelector(ENDED) === null)) return null;
  const composed = readComposed(editor);
  return composed === null ? null : { attempt: known.attempt, composed };
};

export const readSogoNotices: SendingReader['notices'] = (page) =>
  [...page.querySelectorAll(`${EDITOR} > sg-ripple-content ${ENDED}`)].map((element) => ({
    element,
    isSuccess: element.textContent?.trim() === 'done',
  }));
