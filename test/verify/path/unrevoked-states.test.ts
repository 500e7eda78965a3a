// What a list must say, from when and by whom, for a path to count as unrevoked at one instant (RFC 5280 section 6.3).
import { describe, expect, it } from 'vitest';
import { findUnrevokedPath } from '../../../lib/verify/path/find-unrevoked-path';
import { type CrlEntry, type CrlOptions, issueCrl, toCrlPem } from '../../pki/issue-crl';
import { issueOcspResponse } from '../../pki/issue-ocsp-response';
import { OID } from '../../pki/oids';
import { INSTANT, type Issuer, issueAuthority, issueLeaf, toFacts } from './chain';

const at = (days: number): Date => new Date(INSTANT + days * 86_400_000);
const AROUND = { thisUpdate: at(-1), nextUpdate: at(1) };
const FOUND = 'Leaf < Middle < Root';

const root = await issueAuthority('Root', null);
// OCSP names an issuer by the digest of an RSA key.
const middle = await issueAuthority('Middle', root, { keySpec: { type: 'rsa', bits: 2048 }, keyLabel: 'middle rsa' });
const leaf = await issueLeaf(middle);

const list = (issuer: Issuer, options: CrlOptions = {}): Uint8Array => issueCrl(issuer, { ...AROUND, ...options });
const ofRoot = list(root);
const revoking = (entry: Partial<CrlEntry>): CrlOptions => ({
  entries: [{ serial: leaf.certificate.serial, revokedAt: at(0.5), ...entry }],
});

const outcomeOf = async (data: readonly Uint8Array[], between: readonly Issuer[] = [middle], anchors = [root]): Promise<string> => {
  const [target, trusted, helpers] = await Promise.all([
    toFacts(leaf),
    Promise.all(anchors.map(toFacts)),
    Promise.all(between.map(toFacts)),
  ]);
  const request = { leaf: target, intermediates: helpers, anchors: trusted, instant: INSTANT, purpose: 'any', isStrict: true } as const;
  const result = await findUnrevokedPath(request, data);
  return result.ok ? result.path.map(({ subject }) => subject.attributes[0]?.value).join(' < ') : result.problem;
};

describe('a revocation after the instant', () => {
  it.each([
    ['superseded', 4, FOUND],
    ['whose key was lost', 1, 'revoked'],
    ['that nobody explains', undefined, 'revoked'],
  ])('of a certificate %s', async (_, reason, outcome) => {
    const later = { ...revoking(reason === undefined ? {} : { reason }), thisUpdate: at(1), nextUpdate: at(2) };
    expect(await outcomeOf([ofRoot, list(middle, later)])).toBe(outcome);
  });
});

describe('a list', () => {
  it.each([
    ['made later', { thisUpdate: at(1), nextUpdate: at(2) }, FOUND],
    ['made later, whose own time is over again', { thisUpdate: at(0.25), nextUpdate: at(0.5) }, FOUND],
    ['that ends in that very second', { thisUpdate: at(-1), nextUpdate: at(0) }, FOUND],
    ['that ended a second before', { thisUpdate: at(-1), nextUpdate: new Date(INSTANT - 1000) }, 'revocation-unknown'],
  ])('%s', async (_, dates, outcome) => {
    expect(await outcomeOf([ofRoot, list(middle, dates)])).toBe(outcome);
  });

  it('that had run out takes nothing from one that had not', async () => {
    const old = list(middle, { thisUpdate: at(-9), nextUpdate: at(-8) });
    expect(await outcomeOf([ofRoot, old, list(middle)])).toBe(FOUND);
  });

  it('counts in a file of several, and so does what is wrong with another of its issuer', async () => {
    const toFile = (...lists: Uint8Array[]): Uint8Array => Buffer.from(lists.map(toCrlPem).join(''));
    expect(await outcomeOf([toFile(ofRoot, list(middle))])).toBe(FOUND);
    expect(await outcomeOf([toFile(ofRoot, list(middle), list(middle, { number: 'missing' }))])).toBe('revocation-unknown');
  });

  it('by a trusted authority in the name of another says nothing', async () => {
    const side = await issueAuthority('Side', root);
    const issuerName = [{ type: OID.commonName, value: 'Middle' }];
    expect(await outcomeOf([ofRoot, list(side, { issuerName })], [middle, side])).toBe('revocation-unknown');
  });

  it('by another key of the name counts only below the same anchor', async () => {
    const elsewhere = await issueAuthority('Elsewhere', null);
    const foreign = await issueAuthority('Middle', elsewhere, { keyLabel: 'foreign list key' });
    const lists = [ofRoot, list(elsewhere), list(foreign)];
    expect(await outcomeOf(lists, [middle, foreign], [root, elsewhere])).toBe('revocation-unknown');
  });

  it('by another key of the name is found behind keys that say nothing, five keys at most', async () => {
    const keys = await Promise.all(
      Array.from({ length: 6 }, (_, index) => issueAuthority('Middle', root, { keyLabel: `list key ${index}` })),
    );
    const [fifth = root, sixth = root] = keys.slice(4);
    expect(await outcomeOf([ofRoot, list(fifth)], [middle, ...keys])).toBe(FOUND);
    expect(await outcomeOf([ofRoot, list(sixth)], [middle, ...keys])).toBe('revocation-unknown');
  });

  it('by another key of the name takes nothing back that the issuer itself revoked', async () => {
    const listKey = await issueAuthority('Middle', root, { keyLabel: 'list key 0' });
    const revoked = list(middle, revoking({ revokedAt: at(-0.5) }));
    expect(await outcomeOf([ofRoot, revoked, list(listKey)], [middle, listKey])).toBe('revoked');
  });

  it('by another key of the name may be reached by another way', async () => {
    const side = await issueAuthority('Side', root);
    const listKey = await issueAuthority('Middle', side, { keyLabel: 'list key of the side' });
    expect(await outcomeOf([ofRoot, list(side), list(listKey)], [middle, side, listKey])).toBe(FOUND);
  });

  it('by a key that only its own list calls good is not believed', async () => {
    const second = await issueAuthority('Root', root, { keyLabel: 'second root key' });
    expect(await outcomeOf([list(second), list(middle)], [middle, second])).toBe('revocation-unknown');
    expect(await outcomeOf([list(second), ofRoot, list(middle)], [middle, second])).toBe(FOUND);
  });

  it('that answers nothing, because nobody knows the certificate, leaves it unknown', async () => {
    const answer = (type: 'good' | 'unknown') =>
      issueOcspResponse(leaf.certificate, middle, { status: { type }, producedAt: at(-0.5), thisUpdate: at(-1), nextUpdate: at(1) });
    expect(await outcomeOf([ofRoot, answer('good')])).toBe(FOUND);
    expect(await outcomeOf([ofRoot, answer('unknown')])).toBe('revocation-unknown');
  });
});
