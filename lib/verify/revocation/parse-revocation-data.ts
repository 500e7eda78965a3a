// One file of revocation data → the lists and answers in it: a CRL in DER, several in PEM, or an OCSP response.
import { parseBase64, toLatin1 } from '../bytes';
import { TAG } from '../cms/ber-values';
import { findDerSpan } from '../cms/der-span';
import { parseCrl, type RevocationList } from '../cms/parse-crl';
import { type OcspResponse, parseOcspResponse } from '../cms/parse-ocsp-response';
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';
import type { SourceProblem } from './statement';

export type RevocationItem =
  | { kind: 'crl'; list: RevocationList }
  | { kind: 'ocsp'; response: OcspResponse }
  | { kind: 'none'; problem: SourceProblem };

const PEM_BEGIN = '-----BEGIN X509 CRL-----';
const PEM_END = '-----END X509 CRL-----';

const parseDerItem = (der: Uint8Array): RevocationItem => {
  const outer = findDerSpan(der, 0, der.length);
  // An OCSP response begins with its status, a list with a structure.
  if (findDerSpan(der, outer.content, outer.end).tag !== TAG.enumerated) return { kind: 'crl', list: parseCrl(der) };
  const response = parseOcspResponse(der);
  return response ? { kind: 'ocsp', response } : { kind: 'none', problem: 'no-answer' };
};

const tryParse = (parse: () => RevocationItem): RevocationItem => {
  try {
    return parse();
  } catch (error) {
    return { kind: 'none', problem: error instanceof LimitReached ? 'too-large' : 'unreadable' };
  }
};

/** By search and not by expression: a body of many megabytes would exhaust the engine's stack. */
const findPemBodies = (text: string): string[] => {
  const bodies: string[] = [];
  let at = text.indexOf(PEM_BEGIN);
  // One more than is looked into is enough to know that there are too many.
  while (at >= 0 && bodies.length <= LIMITS.revocationItems) {
    const end = text.indexOf(PEM_END, at);
    if (end < 0) break;
    bodies.push(text.slice(at + PEM_BEGIN.length, end));
    at = text.indexOf(PEM_BEGIN, end);
  }
  return bodies;
};

const parseItems = (bytes: Uint8Array): RevocationItem[] => {
  // PEM is a third longer than what it holds.
  if (bytes.length > LIMITS.revocationBytes * 2) return [{ kind: 'none', problem: 'too-large' }];
  if (bytes[0] === TAG.sequence) return [tryParse(() => parseDerItem(bytes))];
  const items = findPemBodies(toLatin1(bytes)).map((body) => tryParse(() => parseDerItem(parseBase64(body))));
  return items.length > 0 ? items : [{ kind: 'none', problem: 'unreadable' }];
};

/** A ledger of thousands of messages is judged with the same few lists. */
const parsed = new WeakMap<Uint8Array, RevocationItem[]>();

/** Never throws for hostile bytes: what cannot be read is an item that says so.
 * @param bytes must not change afterwards: what was read of them is kept as long as they are */
export const parseRevocationData = (bytes: Uint8Array): RevocationItem[] => {
  const items = parsed.get(bytes) ?? parseItems(bytes);
  parsed.set(bytes, items);
  return items;
};
