// Reads what Roundcube tells its own scripts about the page: task, action, message and request token.

export type RoundcubeSession = {
  task: string;
  /** '' on the message list. */
  action: string;
  folder: string | null;
  /** As the page has it, not checked; null where no message is shown, as on an error page. */
  uid: string | null;
  /** Proof against forged requests; null when the page carries none in the form that Roundcube makes. */
  token: string | null;
  /** Rows of one page of the list; 0 when the page does not say. */
  pageSize: number;
};

const ENVIRONMENT = 'rcmail.set_env(';
const TOKEN = /^[A-Za-z0-9]{16,64}$/;
/** An IMAP UID, and the part's number when a message inside a message is shown. */
const UID = /^[1-9]\d{0,9}(?:\.[1-9]\d{0,3}){0,20}$/;

export const isRoundcubeUid = (uid: string): boolean => UID.test(uid);

/** The argument of the first line that is nothing but the call. */
const findEnvironment = (script: string): string | undefined => {
  const line = script.split('\n').find((text) => text.startsWith(`${ENVIRONMENT}{`) && text.endsWith('});'));
  return line?.slice(ENVIRONMENT.length, -2);
};

/** Only scripts of the head count: a mail's markup ends up in the body. Its subject may stand in the script, but only as a JSON string. */
export const readRoundcubeSession = (page: Document): RoundcubeSession | null => {
  for (const script of page.head?.querySelectorAll('script:not([src])') ?? []) {
    const found = parseEnvironment(findEnvironment(script.textContent ?? ''));
    if (found === null || toText(found, 'comm_path') === null) continue;
    const text = (name: string): string | null => toText(found, name);
    const token = text('request_token');
    return {
      task: text('task') ?? '',
      action: text('action') ?? '',
      folder: text('mailbox'),
      uid: text('uid'),
      token: token !== null && TOKEN.test(token) ? token : null,
      pageSize: Number(/^[1-9]\d{0,3}$/.exec(text('pagesize') ?? '')?.[0] ?? 0),
    };
  }
  return null;
};

export const showsMessage = ({ task, action, uid }: RoundcubeSession): boolean =>
  task === 'mail' && (action === 'show' || action === 'preview') && uid !== null;

/** Script and address name the same message. */
export const isAddressed = (page: Document, { uid, folder }: RoundcubeSession): boolean => {
  const asked = new URL(page.location.href).searchParams;
  const isAsked = (asked.get('_uid') ?? uid) === uid && (asked.get('_mbox') ?? folder) === folder;
  return uid !== null && isRoundcubeUid(uid) && folder !== null && isAsked;
};

const toText = (found: Record<string, unknown>, name: string): string | null => {
  const value = Object.hasOwn(found, name) ? found[name] : null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const parseEnvironment = (json: string | undefined): Record<string, unknown> | null => {
  try {
    return json === undefined ? null : (JSON.parse(json) as Record<string, unknown>);
  } catch {
    return null;
  }
};
