// What every verification in the extension is judged with: whom the user trusts, the revocation lists at hand, and the present moment.
import type { VerifyContext } from '../../verify/verify-message';
import { readRevocation } from '../network/revocation-lists';
import { readTrust } from '../trust/trust';

export const readContext = async (): Promise<VerifyContext> => {
  const [trust, revocation] = await Promise.all([readTrust(), readRevocation()]);
  return { trust, revocation, now: new Date().toISOString() };
};
