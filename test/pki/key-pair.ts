// Key pairs by label: made once per process, because RSA keys take long to find.
import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
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

const generate = promisify(generateKeyPair);
const made = new Map<string, Promise<KeyPair>>();

const SPKI_PREFIX_LENGTH = { 'P-256': 26, 'P-384': 23, 'P-521': 25 } as const;

const publicBits = (spec: KeySpec, publicKey: KeyObject, spki: Uint8Array): Uint8Array =>
  spec.type === 'rsa' ? publicKey.export({ type: 'pkcs1', format: 'der' }) : spki.subarray(SPKI_PREFIX_LENGTH[spec.curve]);

const makeKeyPair = async (spec: KeySpec): Promise<KeyPair> => {
  const { publicKey, privateKey } =
    spec.type === 'rsa' ? await generate('rsa', { modulusLength: spec.bits }) : await generate('ec', { namedCurve: spec.curve });
  const spki = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
  const keyIdentifier = Uint8Array.from(
    createHash('sha1')
      .update(publicBits(spec, publicKey, spki))
      .digest(),
  );
  return { spec, privateKey, spki, keyIdentifier };
};

/** The same label and specification give the same keys for the life of the process. */
export const createKeyPair = (label: string, spec: KeySpec = RSA_2048): Promise<KeyPair> => {
  const name = `${label} ${spec.type} ${spec.type === 'rsa' ? spec.bits : spec.curve}`;
  const known = made.get(name) ?? makeKeyPair(spec);
  made.set(name, known);
  return known;
};
