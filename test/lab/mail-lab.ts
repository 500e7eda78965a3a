// A real Dovecot with a real webmail in front of it on loopback, in a temporary folder that goes away with it.

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dovecotProgram, mailAccount, toDovecotConfig } from './dovecot';
import { findFreePort, findFreePorts } from './free-port';
import { type Program, startGuarded } from './guard';
import { createMailboxes, type Mailboxes } from './mailbox';

export type MailLabOptions = {
  /** Where the webmail hands over mail that it sends. */
  smtpPort?: number;
  language?: 'it_IT' | 'en_US';
};

export type WebmailPlan = {
  folder: string;
  imapPort: number;
  smtpPort: number;
  ports: readonly number[];
  password: string;
  language: string;
};

export type LabWebmail = {
  /** How many ports it listens on. */
  portCount: number;
  /** Writes configuration and data into the folder. */
  prepare(plan: WebmailPlan): void | Promise<void>;
  programs(plan: WebmailPlan): Program[];
};

export type MailLab = Mailboxes & {
  ports: readonly number[];
  imapPort: number;
  /** Every user name is taken, with this password. */
  password: string;
  folder: string;
  stop(): Promise<void>;
};

const PASSWORD = 'demo';
const STARTUP_MS = 30_000;

const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-lab-'));
  // Dovecot's mail account must be able to pass through.
  chmodSync(folder, 0o755);
  for (const name of ['conf', 'db', 'log', 'mail', 'run', 'tmp']) mkdirSync(join(folder, name));
  if (process.getuid?.() === 0) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, mailAccount().user], { encoding: 'utf8' }).stdout);
    chownSync(join(folder, 'mail'), id('-u'), id('-g'));
  }
  return folder;
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });

const waitUntilOpen = async (ports: readonly number[], logFile: string): Promise<void> => {
  const deadline = Date.now() + STARTUP_MS;
  for (const port of ports) {
    while (!(await isOpen(port))) {
      if (Date.now() > deadline) throw new Error(`the lab did not start:\n${readFileSync(logFile, 'utf8')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

export const startMailLab = async (webmail: LabWebmail, { smtpPort, language = 'it_IT' }: MailLabOptions = {}): Promise<MailLab> => {
  const folder = createFolder();
  const [imapPort = 0, ...ports] = await findFreePorts(1 + webmail.portCount);
  const plan = { folder, imapPort, smtpPort: smtpPort ?? (await findFreePort()), ports, password: PASSWORD, language };
  writeFileSync(join(folder, 'dovecot.conf'), toDovecotConfig({ folder, port: imapPort, password: PASSWORD }));
  try {
    await webmail.prepare(plan);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const logFile = join(folder, 'log', 'programs.log');
  const guard = startGuarded(folder, [dovecotProgram(folder), ...webmail.programs(plan)], logFile);
  try {
    await waitUntilOpen([imapPort, ...ports], logFile);
  } catch (error) {
    await guard.stop();
    throw error;
  }
  return { ...createMailboxes(imapPort, PASSWORD), ports, imapPort, password: PASSWORD, folder, stop: guard.stop };
};
