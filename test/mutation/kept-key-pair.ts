// Key pairs by label as the test authority makes them, kept on disk from run to run: a mutant must not wait for prime numbers.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyPair, KeySpec } from '../pki/key-pair';

export const RSA_2048: KeySpec = { type: 'rsa', bits: 2048 };

const FOLDER = join(tmpdir(), 'ceralacca-mutation', 'keys');
const SPKI_PREFIX_LENGTH = { 'P-256': 26, 'P-384': 23, 'P-521': 25 } as const;

const makeKey = (spec: KeySpec): KeyObject =>
  spec.type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: spec.bits }).privateKey
    : generateKeyPairSync('ec', { namedCurve: spec.curve }).privateKey;

/** Test keys of an invented authority: worth nothing to anybody. */
const findKey = (name: string, spec: KeySpec): KeyObject => {
  const path = join(FOLDER, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.pem`);
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    const unfinished = `${path}.${process.pid}.${Math.random()}`;
    writeFileSync(unfinished, makeKey(spec).export({ type: 'pkcs8', format: 'pem' }));
    if (!existsSync(path)) renameSync(unfinished, path);
  }
  return createPrivateKey(readFileSync(path));
};

const toKeyPair = (privateKey: KeyObject, spec: KeySpec): KeyPair => {
  const publicKey = createPublicKey(privateKey);
  const spki = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
  const bits = spec.type === 'rsa' ? publicKey.export({ type: 'pkcs1', format: 'der' }) : spki.subarray(SPKI_PREFIX_LENGTH[spec.curve]);
  return { spec, privateKey, spki, keyIdentifier: Uint8Array.from(createHash('sha1').update(bits).digest()) };
};

const made = new Map<string, KeyPair>();

/** The same label and specification give the same keys, in every process of this machine. */
export const createKeyPair = async (label: string, spec: KeySpec = RSA_2048): Promise<KeyPair> => {
  const name = `${label} ${spec.type} ${spec.type === 'rsa' ? spec.bits : spec.curve}`;
  const known = made.get(name) ?? toKeyPair(findKey(name, spec), spec);
  made.set(name, known);
  return known;
};
