// Key pairs by label, kept on disk from run to run: RSA keys take long to find, and every test file would look for its own.
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type KeySpec = { type: 'rsa'; bits: 1024 | 2048 | 3072 | 4096 } | { type: 'ec'; curve: 'P-256' | 'P-384' | 'P-521' };

export type KeyPair = {
  spec: KeySpec;
  privateKey: KeyObject;
  /** SubjectPublicKeyInfo in DER. */
  spki: Uint8Array;
  /** SHA-1 of the public key bits (RFC 5280 section 4.2.1.2, method 1). */
  keyIdentifier: Uint8Array;
};

export const RSA_2048: KeySpec = { type: 'rsa', bits: 2048 };

/** Test keys of an invented authority: worth nothing to anybody. They go with the installed packages. */
const FOLDER = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'test-keys');
const SPKI_PREFIX_LENGTH = { 'P-256': 26, 'P-384': 23, 'P-521': 25 } as const;

const generate = promisify(generateKeyPair);
const made = new Map<string, Promise<KeyPair>>();

const makeKey = async (spec: KeySpec): Promise<KeyObject> => {
  const { privateKey } =
    spec.type === 'rsa' ? await generate('rsa', { modulusLength: spec.bits }) : await generate('ec', { namedCurve: spec.curve });
  return privateKey;
};

const findKey = async (name: string, spec: KeySpec): Promise<KeyObject> => {
  const path = join(FOLDER, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.pem`);
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    const unfinished = `${path}.${process.pid}.${Math.random()}`;
    writeFileSync(unfinished, (await makeKey(spec)).export({ type: 'pkcs8', format: 'pem' }));
    try {
      // Of two processes the first one's key stays, for the other may read it already: a link never replaces a file.
      linkSync(unfinished, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
    rmSync(unfinished);
  }
  return createPrivateKey(readFileSync(path));
};

const publicBits = (spec: KeySpec, publicKey: KeyObject, spki: Uint8Array): Uint8Array =>
  spec.type === 'rsa' ? publicKey.export({ type: 'pkcs1', format: 'der' }) : spki.subarray(SPKI_PREFIX_LENGTH[spec.curve]);

const makeKeyPair = async (name: string, spec: KeySpec): Promise<KeyPair> => {
  const privateKey = await findKey(name, spec);
  const publicKey = createPublicKey(privateKey);
  const spki = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
  const keyIdentifier = Uint8Array.from(
    createHash('sha1')
      .update(publicBits(spec, publicKey, spki))
      .digest(),
  );
  return { spec, privateKey, spki, keyIdentifier };
};

/** The same label and specification give the same keys, in every process of this checkout. */
export const createKeyPair = (label: string, spec: KeySpec = RSA_2048): Promise<KeyPair> => {
  const name = `${label} ${spec.type} ${spec.type === 'rsa' ? spec.bits : spec.curve}`;
  const known = made.get(name) ?? makeKeyPair(name, spec);
  made.set(name, known);
  return known;
};
