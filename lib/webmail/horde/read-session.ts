// Reads the token by which Horde knows its own requests again: from the settings of its scripts, or from the form of the basic view.

/** `token` is null when the page carries none in the form that Horde makes. */
export type HordeSession = { token: string | null };

const SETTINGS = 'HordeCore.conf={';
const FORM = 'form#messages[action*="basic.php"] > input#token';
const TOKEN = /^[\w-]{16,64}$/;

/** Scripts of the page itself only: a mail's markup ends up in frames or, made harmless, deeper in the page. */
const findSettings = (page: Document): string | undefined =>
  [...page.querySelectorAll('head > script:not([src]), body > script:not([src])')]
    .flatMap(({ textContent }) => (textContent ?? '').split('\n'))
    .find((line) => line.startsWith(SETTINGS));

const toSession = (token: string | undefined): HordeSession => ({ token: token !== undefined && TOKEN.test(token) ? token : null });

export const readHordeSession = (page: Document): HordeSession | null => {
  const settings = findSettings(page);
  if (settings !== undefined) return toSession(/^[^{}]*\{[^{}]*"TOKEN":"([^"{}]*)"/.exec(settings)?.[1]);
  const field = page.querySelector<HTMLInputElement>(FORM);
  return field === null ? null : toSession(field.value);
};
