// What the command line says of the same messages, as an independent witness of the ledger page.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../.output/cli/ceralacca.mjs', import.meta.url));

export type PrintedMessage = {
  identifier: string;
  subject: string;
  state: string;
  recipients: { address: string; state: string; errorCode: string | null }[];
  evidence: unknown[];
};

/** @throws when it could not run as asked */
export const runCommandLine = (args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [PROGRAM, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      // 1 only says that not everything is verified.
      if (error && error.code !== 1) reject(new Error(stderr));
      else resolve(stdout);
    });
  });

export const readCommandLineLedger = async (messages: readonly Uint8Array[], rootPem: string): Promise<PrintedMessage[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-cli-'));
  try {
    const root = join(folder, 'root.pem');
    writeFileSync(root, rootPem);
    const paths = messages.map((bytes, index) => {
      const path = join(folder, `${index}.eml`);
      writeFileSync(path, bytes);
      return path;
    });
    const printed = await runCommandLine(['ledger', '--json', '--trust', root, ...paths]);
    return printed
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as PrintedMessage);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
