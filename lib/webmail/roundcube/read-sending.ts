// Reads from Roundcube's composer what is being sent, at the moment the form is handed over, and from its notices how that ended.
import type { Composed, SendingReader } from '../adapter';
import { readRoundcubeSession } from './read-session';

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const MAX_FIELD = 100_000;
const MAX_ADDRESSES = 500;
const MAX_SUBJECT = 1000;

/** A display name may hold commas, in quotes; the address is what stands in angle brackets, or the whole. */
const parseAddresses = (field: string): string[] =>
  (field.slice(0, MAX_FIELD).match(/(?:"(?:\\.|[^"\\])*"|[^,;"])+/g) ?? [])
    .map((part) => (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part).trim())
    .filter((address) => ADDRESS.test(address));

const readField = (form: HTMLFormElement, name: string): string =>
  form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? '';

/** Chosen among identities by number, or written where the user may write it. */
const readFrom = (form: HTMLFormElement): string => {
  const select = form.querySelector<HTMLSelectElement>('select[name="_from"]');
  return select === null ? readField(form, '_from') : (select.selectedOptions[0]?.textContent ?? '');
};

const readComposed = (form: HTMLFormElement): Composed | null => {
  const [from] = parseAddresses(readFrom(form));
  if (from === undefined) return null;
  return {
    from,
    to: parseAddresses(readField(form, '_to')).slice(0, MAX_ADDRESSES),
    cc: parseAddresses(readField(form, '_cc')).slice(0, MAX_ADDRESSES),
    subject: readField(form, '_subject').trim().slice(0, MAX_SUBJECT),
  };
};

/** Roundcube gives the form an address with `_unlock=` in it for each attempt, and then submits it by script, which fires no event. */
export const readRoundcubeSending: SendingReader['read'] = (page) => {
  const form = page.querySelector<HTMLFormElement>('form[action*="_unlock="]');
  const session = form && readRoundcubeSession(page);
  if (form === null || session?.task !== 'mail' || session.action !== 'compose') return null;
  const action = form.getAttribute('action') ?? '';
  const asked = URL.canParse(action, page.location.href) ? new URL(action, page.location.href).searchParams : new URLSearchParams();
  const attempt = asked.getAll('_unlock').at(-1) ?? '';
  // A draft, or a second attempt to keep a copy of what was sent already.
  if (attempt === '' || asked.has('_saveonly') || readField(form, '_draft') !== '') return null;
  const composed = readComposed(form);
  return composed === null ? null : { attempt, composed };
};

export const readRoundcubeNotices: SendingReader['notices'] = (page) =>
  [
    ...page.querySelectorAll(
      '#messagestack .confirmation, #messagestack .error, #messagestack .warning, #message .confirmation, #message .error',
    ),
  ].map((element) => ({ element, isSuccess: element.classList.contains('confirmation') }));
