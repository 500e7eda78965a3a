// A real Roundcube over a real Dovecot on loopback, in a temporary folder that goes away with it.

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dovecotProgram, mailAccount, toDovecotConfig } from './dovecot';
import { findFreePort, findFreePorts } from './free-port';
import { startGuarded } from './guard';
import { createMailboxes, type Mailboxes } from './mailbox';
import { prepareRoundcube, roundcubeProgram, type Skin } from './roundcube';

export type LabOptions = {
  /** One server per skin on the same mailboxes; `elastic` alone when not told. */
  skins?: readonly Skin[];
  /** Where Roundcube hands over mail that it sends. */
  smtpPort?: number;
  language?: 'it_IT' | 'en_US';
};

export type Lab = Mailboxes & {
  /** Of the first skin, with a slash at the end. */
  roundcubeUrl: string;
  urls: { [skin in Skin]?: string };
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

export const startLab = async ({ skins = ['elastic'], smtpPort, language = 'it_IT' }: LabOptions = {}): Promise<Lab> => {
  const folder = createFolder();
  const [imapPort = 0, ...webPorts] = await findFreePorts(1 + skins.length);
  writeFileSync(join(folder, 'dovecot.conf'), toDovecotConfig({ folder, port: imapPort, password: PASSWORD }));
  prepareRoundcube({ folder, imapPort, smtpPort: smtpPort ?? (await findFreePort()), language });
  const servers = skins.map((skin, index) => ({ skin, port: webPorts[index] ?? 0 }));
  const logFile = join(folder, 'log', 'programs.log');
  const programs = [dovecotProgram(folder), ...servers.map(({ skin, port }) => roundcubeProgram(folder, skin, port))];
  const guard = startGuarded(folder, programs, logFile);
  try {
    await waitUntilOpen([imapPort, ...webPorts], logFile);
  } catch (error) {
    await guard.stop();
    throw error;
  }
  const urls = Object.fromEntries(servers.map(({ skin, port }) => [skin, `http://127.0.0.1:${port}/`]));
  const roundcubeUrl = `http://127.0.0.1:${webPorts[0]}/`;
  return { ...createMailboxes(imapPort, PASSWORD), roundcubeUrl, urls, imapPort, password: PASSWORD, folder, stop: guard.stop };
};
