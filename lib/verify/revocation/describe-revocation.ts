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

/** The first list or answer in the file; undefined when there is none that can be read. */
export const describeRevocation = (bytes: Uint8Array): RevocationDescription | undefined => {
  const item = parseRevocationData(bytes).find(({ kind }) => kind !== 'none');
  if (item?.kind === 'crl') {
    const { issuer, thisUpdate, nextUpdate } = item.list;
    return { kind: 'crl', issuer: issuer.text, thisUpdate: toIsoInstant(thisUpdate), nextUpdate: toIsoInstant(nextUpdate) };
  }
  const response = item?.kind === 'ocsp' ? item.response : undefined;
  const answer = response?.answers[0];
  if (!response || !answer) return undefined;
  return {
    kind: 'ocsp',
    issuer: 'name' in response.responder ? response.responder.name.text : response.responder.keyDigest,
    thisUpdate: toIsoInstant(answer.thisUpdate),
    nextUpdate: answer.nextUpdate === null ? null : toIsoInstant(answer.nextUpdate),
  };
};
