// The authorities in force: the built-in ones and those the user added, which are kept as PEM in the settings.
import { createTrustStore, parsePem, type TrustStore } from '../verify/trust/trust-store';
import { readSettings } from './settings';

/** A stored certificate that is unusable trusts nobody; it must not stop the verification of everything else. */
const findUsable = async (pem: string): Promise<Uint8Array[]> => {
  try {
    const added = parsePem(pem);
    await createTrustStore(added);
    return added;
  } catch {
    return [];
  }
};

const findAllUsable = async (authorities: readonly string[]): Promise<Uint8Array[]> =>
  (await Promise.all(authorities.map(findUsable))).flat();

export const readTrust = async (): Promise<TrustStore> => {
  const { authorities, timestampAuthorities } = await readSettings();
  return createTrustStore(await findAllUsable(authorities), await findAllUsable(timestampAuthorities));
};
