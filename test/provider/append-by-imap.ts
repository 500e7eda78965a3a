// Puts a message into a mailbox by IMAP APPEND; the user is the address, the password is the same for everybody.
import { ImapFlow } from 'imapflow';

export type Deliver = (mailbox: string, bytes: Uint8Array, folder: string) => Promise<void>;

export type ImapAccess = { host: string; port: number; password: string };

export const appendByImap = ({ host, port, password }: ImapAccess): Deliver => {
  return async (mailbox, bytes, folder) => {
    const client = new ImapFlow({ host, port, secure: false, doSTARTTLS: false, auth: { user: mailbox, pass: password }, logger: false });
    await client.connect();
    try {
      const done = await client.append(folder, Buffer.from(bytes), []);
      if (!done) throw new Error(`the mail server took no message into ${folder}`);
    } finally {
      await client.logout();
    }
  };
};
