// Asks the real openssl about a message or a certificate: the second opinion of the tests.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toBytes, toOctets, withCrlf } from './mime-text';

const run = promisify(execFile);

export type OpensslVerdict = { valid: boolean; output: string };

const inFolder = async <T>(files: Record<string, Uint8Array | string>, task: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-pki-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** `openssl cms -verify` on the whole message at an instant; line ends are restored first, as the rule wants.
 * @param rootPem anchors, and lists where `more` asks for them (`-crl_check_all`) */
export const verifyWithOpenssl = (message: Uint8Array, rootPem: string, at: Date, more: readonly string[] = []): Promise<OpensslVerdict> =>
  inFolder({ 'message.eml': toBytes(withCrlf(toOctets(message))), 'root.pem': rootPem }, async (folder) => {
    const files = ['-in', join(folder, 'message.eml'), '-CAfile', join(folder, 'root.pem'), '-out', join(folder, 'content')];
    const args = [
      'cms',
      '-verify',
      '-no-CApath',
      '-no-CAstore',
      // An anchor of ours may be an intermediate.
      '-partial_chain',
      '-purpose',
      'any',
      '-attime',
      String(Math.floor(at.getTime() / 1000)),
      ...more,
      ...files,
    ];
    try {
      const { stderr } = await run('openssl', args);
      return { valid: true, output: stderr };
    } catch (failure) {
      // Without the program nobody refused anything.
      if ((failure as { code?: unknown }).code === 'ENOENT') throw failure;
      return { valid: false, output: String((failure as { stderr?: unknown }).stderr ?? failure) };
    }
  });

/** `openssl x509 -text` of a certificate. */
export const describeWithOpenssl = (pem: string): Promise<string> =>
  inFolder({ 'certificate.pem': pem }, async (folder) => {
    const { stdout } = await run('openssl', ['x509', '-noout', '-text', '-in', join(folder, 'certificate.pem')]);
    return stdout;
  });
