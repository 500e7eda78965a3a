// Copies a built SnappyMail, which is on no distribution, into the lab's folder, prepares it and names the PHP server that runs it.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './guard';

export type SnappymailPlan = { folder: string; imapPort: number; smtpPort: number; port: number; language: string };

const CORE = 'snappymail/v/0.0.0';
/** The build writes the scripts; the rest is in the sources. */
const NEEDED = ['index.php', `${CORE}/include.php`, `${CORE}/app/domains/default.json`, `${CORE}/static/js/min/app.min.js`];

/** The folder of a built source tree; null when the environment names none. */
export const findSnappymail = (): string | null => {
  const folder = process.env.SNAPPYMAIL_DIR ?? '';
  return folder !== '' && NEEDED.every((name) => existsSync(join(folder, name))) ? folder : null;
};

type Server = { host: string; port: number; type: number };

/** One rule for the mailboxes of every domain; `type` 0 is a connection without TLS. */
const toDomain = (defaults: string, { imapPort, smtpPort }: SnappymailPlan): string => {
  const domain = JSON.parse(defaults) as { IMAP: Server; SMTP: Server };
  Object.assign(domain.IMAP, { host: '127.0.0.1', port: imapPort, type: 0 });
  Object.assign(domain.SMTP, { host: '127.0.0.1', port: smtpPort, type: 0 });
  return JSON.stringify(domain);
};

const toSettings = ({ language }: SnappymailPlan): string => `[webmail]
language = "${language.slice(0, 2)}"
popup_identity = Off
[login]
determine_user_language = Off
`;

export const snappymailFolder = (folder: string): string => join(folder, 'snappymail');
const dataFolder = (folder: string): string => join(snappymailFolder(folder), 'data', '_data_', '_default_');

/** It writes its data beside itself, so it runs from a copy. */
export const prepareSnappymail = (plan: SnappymailPlan): void => {
  const source = findSnappymail();
  if (source === null) throw new Error('SNAPPYMAIL_DIR names no built SnappyMail');
  const [home, data] = [snappymailFolder(plan.folder), dataFolder(plan.folder)];
  cpSync(join(source, CORE), join(home, CORE), { recursive: true });
  cpSync(join(source, 'index.php'), join(home, 'index.php'));
  for (const name of ['configs', 'domains']) mkdirSync(join(data, name), { recursive: true });
  const defaults = readFileSync(join(source, CORE, 'app/domains/default.json'), 'utf8');
  writeFileSync(join(data, 'domains', 'default.json'), toDomain(defaults, plan));
  writeFileSync(join(data, 'configs', 'application.ini'), toSettings(plan));
};

export const snappymailPrograms = ({ folder, port }: SnappymailPlan): Program[] => [
  {
    command: ['php', '-S', `127.0.0.1:${port}`, '-t', snappymailFolder(folder)],
    env: { PHP_CLI_SERVER_WORKERS: '4' },
  },
];
