// The authorities in force: the built-in ones, those the user added, kept as PEM in the settings, and those of the administration.
import { createTrustStore, parsePem, type TrustStore } from '../../verify/trust/trust-store';
import { readManaged } from '../settings/managed';
import { readSettings } from '../settings/settings';

/** A stored certificate that is unusable trusts nobody; it must not stop the verification of everything else. */
export const findUsable = async (pem: string): Promise<Uint8Array[]> => {
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
  const [own, managed] = await Promise.all([readSettings(), readManaged()]);
  return createTrustStore(await findAllUsable(own.authorities), await findAllUsable(own.timestampAuthorities), {
    pec: await findAllUsable(managed.authorities),
    timestamps: await findAllUsable(managed.timestampAuthorities),
  });
};
