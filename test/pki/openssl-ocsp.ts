// Asks the real openssl about a certificate's state: a second opinion on what we ask, and real answers to it.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Certificate, Issuer } from './certificate';

const run = promisify(execFile);

/** The register of an authority, one line for each certificate: state, end, end of it, serial, file, subject. */
const toIndex = (known: readonly Certificate[], revokedAt: string): string =>
  known
    .map(({ serial }) => {
      const hex = serial.toString(16).toUpperCase();
      const number = hex.length % 2 === 0 ? hex : `0${hex}`;
      return `${revokedAt === '' ? 'V' : 'R'}\t330101000000Z\t${revokedAt}\t${number}\tunknown\t/CN=x\n`;
    })
    .join('');

/** @param known certificates on the authority's register; `revokedAt` (YYMMDDHHMMSSZ) for all of them, '' for none */
export const answerOcspWithOpenssl = async (
  request: Uint8Array,
  issuer: Issuer,
  known: readonly Certificate[],
  revokedAt = '',
): Promise<{ read: string; response: Uint8Array }> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-ocsp-'));
  const at = (name: string): string => join(folder, name);
  try {
    await writeFile(at('request'), request);
    await writeFile(at('ca.pem'), issuer.certificate.pem);
    await writeFile(at('key.pem'), String(issuer.key.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    await writeFile(at('index'), toIndex(known, revokedAt));
    const register = ['-index', at('index'), '-CA', at('ca.pem'), '-rsigner', at('ca.pem'), '-rkey', at('key.pem'), '-ndays', '1'];
    const { stdout } = await run('openssl', ['ocsp', '-reqin', at('request'), '-req_text', '-respout', at('answer'), ...register]);
    return { read: stdout, response: Uint8Array.from(await readFile(at('answer'))) };
  } finally {
    await rm(folder, { recursive: true });
  }
};
