// Encryption of a backup with a passphrase, in the age format (age-encryption.org/v1): a key of its own encrypts each file,
// so that damage to one does not touch the others, and the passphrase encrypts the key.

/** age's own default for a passphrase: N = 2^18, about a second and 256 MB. A file that asks for more is refused. */
const WORK_FACTOR = 18;

export type Seal = {
  /** The key, encrypted under the passphrase. */
  keyFile: Uint8Array;
  seal(bytes: Uint8Array): Promise<Uint8Array>;
};

/** Only who uses a passphrase loads it. */
const load = () => import('age-encryption');

/** The same passphrase, however its accents were typed. */
const normalise = (passphrase: string): string => passphrase.normalize('NFC');

export const createSeal = async (passphrase: string): Promise<Seal> => {
  const { Encrypter, generateX25519Identity, identityToRecipient } = await load();
  const identity = await generateX25519Identity();
  const forKey = new Encrypter();
  forKey.setPassphrase(normalise(passphrase));
  forKey.setScryptWorkFactor(WORK_FACTOR);
  const forFiles = new Encrypter();
  forFiles.addRecipient(await identityToRecipient(identity));
  return { keyFile: await forKey.encrypt(`${identity}\n`), seal: (bytes) => forFiles.encrypt(bytes) };
};

export type Opener = (sealed: Uint8Array) => Promise<Uint8Array>;

const HEAD = /^age-encryption\.org\/v1\n-> scrypt [\w+/]{1,50} (\d{1,2})\n/;
const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}\n$/;

/** The work that it asks for is in the hands of whoever made the file. */
const isAffordable = (keyFile: Uint8Array): boolean => {
  const [, workFactor] = HEAD.exec(new TextDecoder().decode(keyFile.subarray(0, 200))) ?? [];
  return workFactor !== undefined && Number(workFactor) <= WORK_FACTOR;
};

/** Null when the passphrase is another, or the key is damaged: one cannot be told from the other. */
export const openSeal = async (keyFile: Uint8Array, passphrase: string): Promise<Opener | null> => {
  if (!isAffordable(keyFile)) return null;
  const { Decrypter } = await load();
  const forKey = new Decrypter();
  forKey.addPassphrase(normalise(passphrase));
  try {
    const identity = await forKey.decrypt(keyFile, 'text');
    if (!IDENTITY.test(identity)) return null;
    const forFiles = new Decrypter();
    forFiles.addIdentity(identity.trim());
    return (sealed) => forFiles.decrypt(sealed);
  } catch {
    return null;
  }
};
