// Looks at and fills the lab's mailboxes by IMAP, without disturbing what it looks at.
import { ImapFlow } from 'imapflow';

export type MailboxSnapshot = {
  [folder: string]: { uidNext: number; messages: { uid: number; flags: string[]; size: number }[] };
};

export type Mailboxes = {
  append(user: string, folder: string, bytes: Uint8Array, flags?: string[]): Promise<number>;
  snapshot(user: string): Promise<MailboxSnapshot>;
  /** The stored bytes of a message, read with BODY.PEEK. */
  bytesOf(user: string, folder: string, uid: number): Promise<Uint8Array>;
};

/** Of what came within one second a webmail shows whatever it likes first. */
const createArrivals = () => {
  let last = Date.now() - 3_600_000;
  return (): Date => {
    last += 1000;
    return new Date(last);
  };
};

export const createMailboxes = (port: number, password: string): Mailboxes => {
  const nextArrival = createArrivals();
  const withClient = async <T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass: password }, logger: false });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    append: (user, folder, bytes, flags = []) =>
      withClient(user, async (client) => {
        const isThere = (await client.list()).some((mailbox) => mailbox.path === folder);
        if (!isThere) await client.mailboxCreate(folder);
        const done = await client.append(folder, Buffer.from(bytes), flags, nextArrival());
        if (!done || done.uid === undefined) throw new Error(`the lab's mailbox refused a message for ${folder}`);
        return done.uid;
      }),
    snapshot: (user) => withClient(user, snapshotAll),
    bytesOf: (user, folder, uid) =>
      withClient(user, async (client) => {
        await client.mailboxOpen(folder, { readOnly: true });
        const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
        const source = message ? message.source : undefined;
        if (source === undefined) throw new Error(`no message ${uid} in ${folder}`);
        return new Uint8Array(source);
      }),
  };
};

/** \Recent belongs to an IMAP session, not to the message, so it is left out. */
const snapshotAll = async (client: ImapFlow): Promise<MailboxSnapshot> => {
  const result: MailboxSnapshot = {};
  for (const { path } of await client.list()) {
    const mailbox = await client.mailboxOpen(path, { readOnly: true });
    const messages = [];
    if (mailbox.exists > 0) {
      for await (const message of client.fetch('1:*', { uid: true, flags: true, size: true })) {
        const flags = [...(message.flags ?? [])].filter((flag) => flag !== '\\Recent').sort();
        messages.push({ uid: message.uid, flags, size: message.size ?? 0 });
      }
    }
    result[path] = { uidNext: mailbox.uidNext, messages };
  }
  return result;
};
