// Reads from Open-Xchange's page the session of its requests and what a message or row is called there.

export type Session = {
  /** Where the interface answers, with a slash at the end. */
  root: string;
  id: string;
};
export type NamedMessage = { folder: string; id: string };

/** Pictures of a mail are asked for too, and may bear any address. */
const OWN_REQUESTS = ['xmlhttprequest', 'fetch'];
const SESSION = /^[0-9a-f]{32}$/;
/** Folder and number, parted by the last dot. Other accounts than IMAP have other ids and are not read. */
const NAME = /^(default\d{1,6}\/[^\p{Cc}]{1,500})\.([1-9]\d{0,9})$/u;

/** The page keeps the session to itself; its own requests bear it. The last one counts. */
export const readSession = (page: Document): Session | null => {
  const requests = (page.defaultView?.performance.getEntriesByType('resource') ?? []) as PerformanceResourceTiming[];
  for (const { name, initiatorType } of [...requests].reverse()) {
    if (!OWN_REQUESTS.includes(initiatorType) || !URL.canParse(name)) continue;
    const { origin, pathname, searchParams } = new URL(name);
    const root = /^(?:\/[\w-]+){0,3}\/(?:ajax|api)\//.exec(pathname)?.[0];
    const id = searchParams.get('session') ?? '';
    if (origin === page.location.origin && root !== undefined && SESSION.test(id)) return { root, id };
  }
  return null;
};

export const parseName = (name: string | null): NamedMessage | null => {
  const [, folder, id] = NAME.exec(name ?? '') ?? [];
  return folder === undefined || id === undefined ? null : { folder, id };
};
