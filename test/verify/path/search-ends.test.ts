// Where the search for a path ends, and what is told then: the length of a path, the keys that are tried, and who is an impostor.
import { describe, expect, it } from 'vitest';
import type { Certificate as Facts } from '../../../lib/verify/cms/certificate';
import { findPath, type PathRequest } from '../../../lib/verify/path/find-path';
import { extendedKeyUsage } from '../../pki/certificate-extensions';
import { OID } from '../../pki/oids';
import { INSTANT, type Issuer, issueAuthority, issueLeaf, pathOf, toFacts } from './chain';

const root = await issueAuthority('Root', null);
const middle = await issueAuthority('Middle', root);
const leaf = await issueLeaf(middle);
const stranger = await issueAuthority('Middle', null, { keyLabel: 'stranger of that name' });
const [rootFacts, middleFacts, leafFacts, strangerFacts] = await Promise.all([root, middle, leaf, stranger].map(toFacts));

const find = async (request: Partial<PathRequest>): Promise<string> => {
  if (!rootFacts || !leafFacts) throw new Error('no chain');
  const usual = { leaf: leafFacts, anchors: [rootFacts], intermediates: [], instant: INSTANT, purpose: 'any' } as const;
  const result = await findPath({ ...usual, ...request });
  return result.ok ? 'found' : result.problem;
};

/** Certificates with other keys under the name of the one that signed, and with its key identifier: each wants a try of its own. */
const namesakes = (count: number): Facts[] =>
  Array.from({ length: count }, (_, index) => {
    if (!strangerFacts || !middleFacts) throw new Error('no namesake');
    const { subjectKeyIdentifier } = middleFacts;
    return { ...strangerFacts, subjectKeyIdentifier, fingerprint: `namesake ${index}`, spkiFingerprint: `key of namesake ${index}` };
  });

describe('the search', () => {
  it('follows ten certificates in a row, and no eleventh', async () => {
    const chain: Issuer[] = [root];
    for (let number = 1; number <= 9; number += 1) chain.push(await issueAuthority(`Step ${number}`, chain.at(-1) ?? root));
    const [last = root, above = root] = chain.toReversed();
    const between = chain.slice(1);
    expect(await pathOf(await issueLeaf(above), { anchors: [root], between })).toMatch(/^Leaf < Step 8 < .* < Step 1 < Root$/);
    expect(await pathOf(await issueLeaf(last), { anchors: [root], between })).toBe('limit-reached');
  });

  it('tries sixty keys in all, and says that it ended', async () => {
    if (!middleFacts) throw new Error('no authority');
    // One for the genuine authority, one for its own issuer.
    expect(await find({ intermediates: [...namesakes(58), middleFacts] })).toBe('found');
    expect(await find({ intermediates: [...namesakes(59), middleFacts] })).toBe('limit-reached');
  });

  it('goes on for a trusted leaf that does not suffice by itself', async () => {
    if (!leafFacts || !middleFacts || !rootFacts) throw new Error('no chain');
    const anchors = [leafFacts, rootFacts];
    expect(await find({ anchors, intermediates: [middleFacts], accepts: (path) => path.length > 1 })).toBe('found');
    expect(await find({ anchors: [leafFacts], accepts: () => false })).toBe('issuer-missing');
  });
});

it('a certificate of version 1 cannot say that it is an authority: as an anchor it is one, in between it is none', async () => {
  if (!rootFacts || !middleFacts) throw new Error('no chain');
  const old = { version: 1, basicConstraints: null, keyUsage: null } as const;
  expect(await find({ anchors: [{ ...rootFacts, ...old }], intermediates: [middleFacts] })).toBe('found');
  expect(await find({ intermediates: [{ ...middleFacts, ...old }] })).toBe('not-an-authority');
});

describe('an authority of the same name that did not sign', () => {
  it('is an impostor where none of those that were tried signed', async () => {
    expect(await find({ intermediates: namesakes(2) })).toBe('impostor');
    expect(await find({ intermediates: namesakes(61) })).toBe('impostor');
  });

  it('is none beside the one that signed, even if that one leads nowhere', async () => {
    expect(await pathOf(leaf, { anchors: [], between: [stranger, middle] })).toBe('issuer-missing');
  });

  it('is one all the same where it is what the caller trusts', async () => {
    expect(await pathOf(leaf, { anchors: [stranger], between: [middle] })).toBe('impostor');
  });
});

it('a leaf with one critical usage that is not time-stamping stamps nothing', async () => {
  const other = { ...extendedKeyUsage([OID.emailProtection]), critical: true };
  const setting = { anchors: [root], between: [middle], purpose: 'timestamp' } as const;
  expect(await pathOf(await issueLeaf(middle, { extensions: [other] }), setting)).toBe('wrong-usage');
});
