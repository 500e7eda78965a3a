// Reads where SOGo's mail module lives, and the session's token that it wants to see with every POST.

export type SogoSession = {
  /** `https://host/SOGo/so/<user>/Mail/`: names the user too. */
  base: string;
  /** Made anew at each login: whoever logs in next on this page never sees verdicts of this mailbox. */
  token: string;
};

/** `ApplicationBaseURL` is another one in windows; the mail module lies below this in all. */
const USER_FOLDER = /^[ \t]{0,40}var UserFolderURL = '(\/[^'"\\\s?#]*\/)';/m;
const TOKEN = /(?:^|;\s*)XSRF-TOKEN=([A-Za-z0-9]{16,128})(?:;|$)/;

/** Only scripts that stand directly in the page count: a mail's markup is deeper, and loses its scripts. */
export const readSogoBase = (page: Document): string | null => {
  if (page.querySelector('body[ng-app="SOGo.MailerUI"]') === null) return null;
  for (const script of page.querySelectorAll('head > script:not([src]), body > script:not([src])')) {
    const path = USER_FOLDER.exec(script.textContent ?? '')?.[1];
    const base = path !== undefined && URL.canParse(path, page.location.href) ? new URL(path, page.location.href) : null;
    if (base?.origin === page.location.origin) return `${base.href}Mail/`;
  }
  return null;
};

/** Null also where the page's cookie is not of the form that SOGo makes. */
export const readSogoSession = (page: Document): SogoSession | null => {
  const [base, token] = [readSogoBase(page), TOKEN.exec(page.cookie)?.[1]];
  return base === null || token === undefined ? null : { base, token };
};
