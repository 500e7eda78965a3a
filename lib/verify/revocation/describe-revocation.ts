// What a file of revocation data claims to be, for a list that a person looks at; nothing in it is believed yet.
import { toIsoInstant } from '../check';
import { parseRevocationData } from './parse-revocation-data';

export type RevocationDescription = {
  kind: 'crl' | 'ocsp';
  /** Readable name of who issued it; of a responder known by its key alone, the SHA-1 of that key in hex. */
  issuer: string;
  /** ISO 8601 in UTC. */
  thisUpdate: string;
  nextUpdate: string | null;
};

type Item = ReturnType<typeof parseRevocationData>[number];

const describeItem = (item: Item): RevocationDescription[] => {
  if (item.kind === 'crl') {
    const { issuer, thisUpdate, nextUpdate } = item.list;
    return [{ kind: 'crl', issuer: issuer.text, thisUpdate: toIsoInstant(thisUpdate), nextUpdate: toIsoInstant(nextUpdate) }];
  }
  if (item.kind !== 'ocsp') return [];
  const { responder, answers } = item.response;
  return answers.map(({ thisUpdate, nextUpdate }) => ({
    kind: 'ocsp',
    issuer: 'name' in responder ? responder.name.text : responder.keyDigest,
    thisUpdate: toIsoInstant(thisUpdate),
    nextUpdate: nextUpdate === null ? null : toIsoInstant(nextUpdate),
  }));
};

/** Each list and answer in the file, in its order; none where nothing can be read. */
export const describeRevocations = (bytes: Uint8Array): RevocationDescription[] => parseRevocationData(bytes).flatMap(describeItem);

/** The first of them. */
export const describeRevocation = (bytes: Uint8Array): RevocationDescription | undefined => describeRevocations(bytes)[0];
