// The lab with SnappyMail: a built copy of its sources, which no distribution has, runs from the lab's folder under PHP's server.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './guard';
import { type MailLab, type MailLabOptions, startMailLab, type WebmailPlan } from './mail-lab';

export type SnappymailLab = MailLab & { url: string };

const CORE = 'snappymail/v/0.0.0';
const DEFAULTS = `${CORE}/app/domains/default.json`;
/** The build writes the scripts; the rest is in the sources. */
const NEEDED = ['index.php', DEFAULTS, `${CORE}/include.php`, `${CORE}/static/js/min/app.min.js`];

/** The folder of sources that were built (`npm install --ignore-scripts && npx gulp`); null where the environment names none. */
export const findSnappymail = (): string | null => {
  const folder = process.env.SNAPPYMAIL_DIR ?? '';
  return folder !== '' && NEEDED.every((name) => existsSync(join(folder, name))) ? folder : null;
};

type Server = { host: string; port: number; type: number };

/** One rule for the mailboxes of every domain; `type` 0 is a connection without TLS. */
const toDomain = (defaults: string, { imapPort, smtpPort }: WebmailPlan): string => {
  const domain = JSON.parse(defaults) as { IMAP: Server; SMTP: Server };
  Object.assign(domain.IMAP, { host: '127.0.0.1', port: imapPort, type: 0 });
  Object.assign(domain.SMTP, { host: '127.0.0.1', port: smtpPort, type: 0 });
  return JSON.stringify(domain);
};

/** Without the dialog that asks everyone for his name after the first login. */
const toSettings = ({ language }: WebmailPlan): string => `[webmail]
language = "${language.slice(0, 2)}"
popup_identity = Off
[login]
determine_user_language = Off
`;

const dataOf = (folder: string): string => join(folder, 'snappymail', 'data', '_data_', '_default_');

/** It writes its data beside itself. */
export const prepareSnappymail = (plan: WebmailPlan): void => {
  const source = findSnappymail();
  if (source === null) throw new Error('SNAPPYMAIL_DIR names no built SnappyMail');
  const [home, data] = [join(plan.folder, 'snappymail'), dataOf(plan.folder)];
  cpSync(join(source, CORE), join(home, CORE), { recursive: true });
  cpSync(join(source, 'index.php'), join(home, 'index.php'));
  for (const name of ['configs', 'domains']) mkdirSync(join(data, name), { recursive: true });
  writeFileSync(join(data, 'domains', 'default.json'), toDomain(readFileSync(join(source, DEFAULTS), 'utf8'), plan));
  writeFileSync(join(data, 'configs', 'application.ini'), toSettings(plan));
};

export const snappymailPrograms = ({ folder, ports: [port] }: WebmailPlan): Program[] => [
  { command: ['php', '-S', `127.0.0.1:${port}`, '-t', join(folder, 'snappymail')], env: { PHP_CLI_SERVER_WORKERS: '4' } },
];

export const startSnappymailLab = async (options: MailLabOptions = {}): Promise<SnappymailLab> => {
  const lab = await startMailLab({ portCount: 1, prepare: prepareSnappymail, programs: snappymailPrograms }, options);
  return { ...lab, url: `http://127.0.0.1:${lab.ports[0]}/` };
};

/** Ends every session, as its clock would: each is a file of its own. */
export const endSnappymailSessions = ({ folder }: SnappymailLab): void => {
  const storage = join(dataOf(folder), 'storage');
  const ended = readdirSync(storage, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/.sessions'));
  if (ended.length === 0) throw new Error('there is no session to end');
  for (const path of ended) rmSync(join(storage, path), { recursive: true });
};
