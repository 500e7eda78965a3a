// Asks the real openssl for a time-stamp, and about one: the second opinion on tokens.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tsa } from './issue-tsa';

const run = promisify(execFile);

const inFolder = async <T>(files: Record<string, Uint8Array | string>, task: (at: (name: string) => string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-tsa-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await task((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** `openssl ts -verify` of a bare token over a file, at an instant; false when openssl says no. */
export const verifyTimestampWithOpenssl = (token: Uint8Array, data: Uint8Array, rootPem: string, at: Date): Promise<boolean> =>
  inFolder({ 'token.der': token, data, 'root.pem': rootPem }, async (path) => {
    const files = ['-in', path('token.der'), '-token_in', '-data', path('data'), '-CAfile', path('root.pem')];
    try {
      const { stdout } = await run('openssl', ['ts', '-verify', ...files, '-attime', String(Math.floor(at.getTime() / 1000))]);
      return stdout.includes('Verification: OK');
    } catch (failure) {
      // Without the program nobody refused anything.
      if ((failure as { code?: unknown }).code === 'ENOENT') throw failure;
      return false;
    }
  });

const configFor = (path: (name: string) => string): string => `[tsa]
default_tsa = here
[here]
serial = ${path('serial')}
signer_cert = ${path('tsa.pem')}
signer_key = ${path('key.pem')}
signer_digest = sha256
default_policy = 0.4.0.2023.1.1
other_policies = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_alg = sha256
`;

const answer = async (path: (name: string) => string): Promise<Uint8Array> => {
  await writeFile(path('tsa.cnf'), configFor(path));
  await run('openssl', ['ts', '-reply', '-config', path('tsa.cnf'), '-queryfile', path('query'), '-out', path('answer')]);
  return Uint8Array.from(await readFile(path('answer')));
};

const filesOf = (tsa: Tsa): Record<string, string> => ({
  'tsa.pem': tsa.certificate.pem,
  'key.pem': String(tsa.key.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  serial: '01\n',
});

/** TimeStampResp of `openssl ts -reply` over a file, by the clock of this machine. */
export const stampWithOpenssl = (data: Uint8Array, tsa: Tsa, digest: 'sha256' | 'sha384' | 'sha512'): Promise<Uint8Array> =>
  inFolder({ data, ...filesOf(tsa) }, async (path) => {
    await run('openssl', ['ts', '-query', '-data', path('data'), `-${digest}`, '-cert', '-out', path('query')]);
    return answer(path);
  });

/** The same for a request that somebody else wrote; one that it cannot read or grant is answered with a refusal. */
export const answerWithOpenssl = (query: Uint8Array, tsa: Tsa): Promise<Uint8Array> => inFolder({ query, ...filesOf(tsa) }, answer);

/** What openssl reads in a request. */
export const readRequestWithOpenssl = (query: Uint8Array): Promise<string> =>
  inFolder({ query }, async (path) => (await run('openssl', ['ts', '-query', '-in', path('query'), '-text'])).stdout);

/** Whether openssl takes an answer for that request: imprint, nonce, policy and signature. */
export const verifyAnswerWithOpenssl = (query: Uint8Array, response: Uint8Array, rootPem: string): Promise<boolean> =>
  inFolder({ query, response, 'root.pem': rootPem }, async (path) => {
    const files = ['-queryfile', path('query'), '-in', path('response'), '-CAfile', path('root.pem')];
    const { stdout } = await run('openssl', ['ts', '-verify', ...files]).catch((failure: { stdout?: string; code?: unknown }) => {
      if (failure.code === 'ENOENT') throw failure;
      return { stdout: failure.stdout ?? '' };
    });
    return stdout.includes('Verification: OK');
  });
