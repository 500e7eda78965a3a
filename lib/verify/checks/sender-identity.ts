// Is the one outer From address the service address that the provider's certificate names?
import { type Check, createOutcomes, toCodes } from '../check';
import { findSingleAddress } from '../mime/header-text';
import { findHeader } from '../mime/parse-headers';
import { findSigner } from '../signer';

const id = 'sender-identity';
const { passed, failed, undetermined } = createOutcomes(id);

export const senderIdentity: Check = {
  id,
  weight: 'caution',
  codes: toCodes(id, 'address-mismatch', 'address-unreadable', 'not-available', 'no-outer-header'),
  run({ evidence }) {
    const serviceAddress = findSigner(evidence)?.certificate?.emails[0];
    if (!serviceAddress) return undetermined('not-available');
    const from = findHeader(evidence.headers, 'from');
    if (from === undefined) return undetermined('no-outer-header');
    const address = findSingleAddress(from);
    if (!address) return failed('address-unreadable', { serviceAddress });
    const facts = { from: address, serviceAddress };
    return address === serviceAddress ? passed(facts) : failed('address-mismatch', facts);
  },
};
