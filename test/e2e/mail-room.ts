// A Roundcube whose folders a test fills itself, and a PEC provider that signs what the test puts there.

import { spawnSync } from 'node:child_process';
import { ImapFlow } from 'imapflow';
import { type Lab, type LabOptions, startLab } from '../lab/lab';
import type { MailLab } from '../lab/mail-lab';
import { createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { base64Lines, toBytes, toOctets } from '../pki/mime-text';
import { type PecOptions, signPec } from '../pki/sign-pec';
import { createTransmission, type TransmissionOptions } from '../pki/transmission';
import type { Page, Root } from './driver';
import { retry } from './scope';

type Wanted = Omit<PecOptions, 'provider' | 'transmission'> & TransmissionOptions;

export type MailRoom<L extends MailLab = Lab> = {
  lab: L;
  user: string;
  /** The authority behind every message that `sign` makes. */
  rootPem: string;
  sign(wanted: Wanted): Promise<Uint8Array>;
  /** Gives the uid. */
  put(bytes: Uint8Array, folder?: string): Promise<number>;
  /** Takes a message away behind the webmail's back. */
  remove(uid: number, folder?: string): Promise<void>;
};

const HOST = 'posta.alfa-gestore.example';
const CLOCK = new Date('2026-09-19T13:41:19Z');
const SET_PREFERENCES =
  '$s = (new PDO("sqlite:" . $argv[1]))->prepare("UPDATE users SET preferences = ?"); $s->execute([serialize(["mail_pagesize" => (int) $argv[2]])]);';
const END_SESSIONS = '(new PDO("sqlite:" . $argv[1]))->exec("DELETE FROM session");';

export const createMailRoom = async <L extends MailLab>(lab: L): Promise<MailRoom<L>> => {
  const authority = await createAuthority();
  const provider = await issueProvider(authority, { host: HOST, notBefore: new Date('2025-06-01T00:00:00Z') });
  const user = 'studio@pec.alfa.example';
  return {
    lab,
    user,
    rootPem: authority.root.certificate.pem,
    sign: ({ kind, ...wanted }) => {
      const transmission = createTransmission({ host: HOST, acceptedAt: CLOCK, ...wanted });
      return signPec({ clock: CLOCK, ...wanted, kind, provider, transmission });
    },
    put: (bytes, folder = 'INBOX') => lab.append(user, folder, bytes),
    remove: async (uid, folder = 'INBOX') => {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: lab.imapPort,
        secure: false,
        auth: { user, pass: lab.password },
        logger: false,
      });
      await client.connect();
      await client.mailboxOpen(folder);
      await client.messageDelete(String(uid), { uid: true });
      await client.logout();
    },
  };
};

export const openMailRoom = async (options: LabOptions = {}): Promise<MailRoom> => createMailRoom(await startLab(options));

/** Ends every session of Roundcube, as its clock would. */
export const endSessions = ({ folder }: Lab): void => {
  const ended = spawnSync('php', ['-r', END_SESSIONS, `${folder}/db/roundcube.db`], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`the sessions did not end: ${ended.stderr}`);
};

/** For who has signed in once. */
const setPageSize = ({ lab }: MailRoom, size: number): void => {
  const set = spawnSync('php', ['-r', SET_PREFERENCES, `${lab.folder}/db/roundcube.db`, String(size)], { encoding: 'utf8' });
  if (set.status !== 0) throw new Error(`the page size was not set: ${set.stderr}`);
};

/** Shows a list of that many rows a page, all of them taken. What the page just opened may still write the old preferences over the new ones. */
export const showRows = (room: MailRoom, page: Page, size: number): Promise<boolean> =>
  retry(
    `a page of ${size} rows`,
    async () => {
      setPageSize(room, size);
      await page.reload();
      const isFull = (root: Root, due: number): boolean => root.querySelectorAll('#messagelist tr.message').length === due;
      return page.waitUntil(isFull, { timeoutMs: 4000 }, size);
    },
    30_000,
  );

type Attached = { name: string; type: string; bytes: Uint8Array; encoding?: '7bit' | 'base64' };
type Ordinary = { subject: string; from?: string; text?: string; html?: string; attached?: readonly Attached[] };

const writeAttached = ({ name, type, bytes, encoding = 'base64' }: Attached): string[] => [
  `Content-Type: ${type}; name="${name}"`,
  `Content-Disposition: attachment; filename="${name}"`,
  `Content-Transfer-Encoding: ${encoding}`,
  '',
  encoding === '7bit' ? toOctets(bytes) : base64Lines(bytes, 76),
];

/** An ordinary mail, which no provider signed. */
export const writeOrdinary = ({
  subject,
  from = 'Marta <marta@posta.example>',
  text = 'Ciao.',
  html,
  attached = [],
}: Ordinary): Uint8Array => {
  const body = [`Content-Type: text/${html === undefined ? 'plain' : 'html'}; charset=utf-8`, '', html ?? text];
  const parts = [body, ...attached.map(writeAttached)].flatMap((part) => ['--confine', ...part]);
  const content = attached.length === 0 ? body : ['Content-Type: multipart/mixed; boundary="confine"', '', ...parts, '--confine--'];
  return toBytes(
    [
      `From: ${from}`,
      'To: studio@pec.alfa.example',
      `Subject: ${subject}`,
      'Date: Mon, 21 Sep 2026 10:00:00 +0200',
      `Message-ID: <${subject.replace(/[^A-Za-z]+/g, '-')}@posta.example>`,
      'MIME-Version: 1.0',
      ...content,
      '',
    ].join('\r\n'),
  );
};
