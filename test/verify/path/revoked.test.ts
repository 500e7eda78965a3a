// Paths judged with revocation lists: who may sign them, when they count, and ways around a revoked authority.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../lib/verify/limits';
import { findUnrevokedPath } from '../../../lib/verify/path/find-unrevoked-path';
import { explicit, implicit, sequence } from '../../pki/der';
import { type CrlOptions, distributionPoint, issueCrl, issuingPoint } from '../../pki/issue-crl';
import { INSTANT, type Issuer, issueAuthority, issueLeaf, toFacts } from './chain';

const uri = implicit(6, Buffer.from('http://host.example/list', 'latin1'));
const AROUND = { thisUpdate: new Date(INSTANT - 86_400_000), nextUpdate: new Date(INSTANT + 86_400_000) };
const root = await issueAuthority('Root', null);
const middle = await issueAuthority('Middle', root);
const leaf = await issueLeaf(middle);

const revoking = (issuer: Issuer, revoked: Issuer | null, dates = AROUND): Uint8Array =>
  issueCrl(issuer, {
    ...dates,
    entries: revoked ? [{ serial: revoked.certificate.serial, revokedAt: new Date(INSTANT - 3_600_000) }] : [],
  });

const outcomeOf = async (data: readonly Uint8Array[], between: readonly Issuer[] = [middle], own: Issuer = leaf): Promise<string> => {
  const [trusted, target, helpers] = await Promise.all([toFacts(root), toFacts(own), Promise.all(between.map(toFacts))]);
  const request = { leaf: target, intermediates: helpers, anchors: [trusted], instant: INSTANT, purpose: 'any', isStrict: true } as const;
  const result = await findUnrevokedPath(request, data);
  return result.ok ? result.path.map(({ subject }) => subject.attributes[0]?.value).join(' < ') : result.problem;
};

describe('with lists', () => {
  it('nothing is asked without any', async () => {
    expect(await outcomeOf([])).toBe('Leaf < Middle < Root');
  });

  it('every certificate below the anchor must be spoken of', async () => {
    expect(await outcomeOf([revoking(root, null), revoking(middle, null)])).toBe('Leaf < Middle < Root');
    expect(await outcomeOf([revoking(middle, null)])).toBe('revocation-unknown');
    expect(await outcomeOf([Uint8Array.of(0x30, 0)])).toBe('revocation-unknown');
  });

  it('a revoked certificate has no path', async () => {
    expect(await outcomeOf([revoking(root, null), revoking(middle, leaf)])).toBe('revoked');
    expect(await outcomeOf([revoking(root, middle), revoking(middle, null)])).toBe('revoked');
  });

  it('a number below zero is not the one above it whose octets end the same', async () => {
    const high = await issueLeaf(middle, { edit: (template) => ({ ...template, serial: 0xffn }) });
    const listing = (...serialOctets: number[]): Uint8Array =>
      issueCrl(middle, {
        ...AROUND,
        entries: [{ serial: 0n, serialOctets: Uint8Array.from(serialOctets), revokedAt: new Date(INSTANT - 3_600_000) }],
      });
    expect(await outcomeOf([revoking(root, null), listing(0xff)], [middle], high)).toBe('Leaf < Middle < Root');
    expect(await outcomeOf([revoking(root, null), listing(0, 0xff)], [middle], high)).toBe('revoked');
    expect(await outcomeOf([revoking(root, null), listing(0, 0, 0xff)], [middle], high)).toBe('revoked');
  });

  it('a list without its number, or with one that only some must heed, is not taken for the whole', async () => {
    const good = revoking(root, null);
    const listOf = (number: 'missing' | 'critical'): Uint8Array => issueCrl(middle, { ...AROUND, number });
    expect(await outcomeOf([good, listOf('missing')])).toBe('revocation-unknown');
    expect(await outcomeOf([good, listOf('critical')])).toBe('revocation-unknown');
    // What such a list names is revoked all the same, and a list of strangers is nobody's business.
    const entries = [{ serial: leaf.certificate.serial, revokedAt: new Date(INSTANT - 3_600_000) }];
    expect(await outcomeOf([good, issueCrl(middle, { ...AROUND, number: 'missing', entries })])).toBe('revoked');
    const stranger = issueCrl(await issueAuthority('Stranger', null), { ...AROUND, number: 'missing' });
    expect(await outcomeOf([good, revoking(middle, null), stranger])).toBe('Leaf < Middle < Root');
  });

  it.each<[string, CrlOptions]>([
    ['an empty set of entries', { hasEmptyEntries: true }],
    ['a scope that says nothing', { extensions: [issuingPoint({})] }],
    [
      'a place written twice in one',
      { extensions: [{ ...issuingPoint({}), value: sequence(explicit(0, ...[1, 2].map(() => explicit(0, uri)))) }] },
    ],
  ])('a list with %s is not taken for the whole', async (_, options) => {
    const named = await issueLeaf(middle, { extensions: [distributionPoint('http://host.example/list')] });
    const listed = (more: CrlOptions): Promise<string> =>
      outcomeOf([revoking(root, null), issueCrl(middle, { ...AROUND, ...more })], [middle], named);
    expect(await listed({ extensions: [issuingPoint({ url: 'http://host.example/list' })] })).toBe('Leaf < Middle < Root');
    expect(await listed(options)).toBe('revocation-unknown');
  });

  it('what a list says in words that nobody must understand is passed over, whatever it is', async () => {
    const foreign = { oid: '1.2.3.4', critical: false, value: Uint8Array.of(0) };
    const entries = [{ serial: leaf.certificate.serial, revokedAt: new Date(INSTANT - 3_600_000), extraExtensions: [foreign] }];
    expect(await outcomeOf([revoking(root, null), issueCrl(middle, { ...AROUND, extensions: [foreign] })])).toBe('Leaf < Middle < Root');
    expect(await outcomeOf([revoking(root, null), issueCrl(middle, { ...AROUND, entries })])).toBe('revoked');
    const strange = await issueLeaf(middle, { extensions: [foreign] });
    const place = issuingPoint({ url: 'http://host.example/list' });
    const data = [revoking(root, null), issueCrl(middle, { ...AROUND, extensions: [place] })];
    expect(await outcomeOf(data, [middle], strange)).toBe('revocation-unknown');
    const named = await issueLeaf(middle, { extensions: [foreign, distributionPoint('http://host.example/list')] });
    expect(await outcomeOf(data, [middle], named)).toBe('Leaf < Middle < Root');
  });

  it('lists of others do not crowd out the ones that count, and what was not looked into is unknown', async () => {
    const strangers = await issueAuthority('Stranger', null);
    const crowd = Array.from({ length: LIMITS.revocationItems + 1 }, (_, day) =>
      revoking(strangers, null, { ...AROUND, nextUpdate: new Date(INSTANT + day * 86_400_000) }),
    );
    expect(await outcomeOf([...crowd, revoking(root, null), revoking(middle, null)])).toBe('Leaf < Middle < Root');
    expect(await outcomeOf([...crowd, revoking(root, null), revoking(middle, leaf)])).toBe('revoked');
    expect(await outcomeOf(crowd)).toBe('revocation-unknown');
    const own = crowd.map((_, day) => revoking(middle, null, { ...AROUND, nextUpdate: new Date(INSTANT + day * 86_400_000) }));
    expect(await outcomeOf([revoking(root, null), ...own, revoking(middle, leaf)])).toBe('revocation-unknown');
  });

  it('a list that had run out says nothing', async () => {
    const old = { thisUpdate: new Date(INSTANT - 2_000_000_000), nextUpdate: new Date(INSTANT - 1_000_000_000) };
    expect(await outcomeOf([revoking(root, null), revoking(middle, null, old)])).toBe('revocation-unknown');
  });

  it('a stranger of the same name says nothing', async () => {
    const stranger = await issueAuthority('Middle', null, { keyLabel: 'stranger' });
    expect(await outcomeOf([revoking(root, null), revoking(stranger, null)], [middle, stranger])).toBe('revocation-unknown');
  });

  it('another key of the same authority may sign them, unless it is revoked itself', async () => {
    const listKey = await issueAuthority('Middle', root, { keyLabel: 'list key' });
    const lists = [revoking(root, null), revoking(listKey, null)];
    expect(await outcomeOf(lists, [middle, listKey])).toBe('Leaf < Middle < Root');
    expect(await outcomeOf([revoking(root, null), revoking(listKey, leaf)], [middle, listKey])).toBe('revoked');
    expect(await outcomeOf([revoking(root, listKey), revoking(listKey, null)], [middle, listKey])).toBe('revocation-unknown');
  });

  it('there may be a way around a revoked authority', async () => {
    const side = await issueAuthority('Side', root);
    const crossed = await issueAuthority('Middle', side, { edit: (template) => ({ ...template, serial: 77n }) });
    const lists = [revoking(root, middle), revoking(middle, null), revoking(side, null)];
    expect(await outcomeOf(lists, [middle, side, crossed])).toBe('Leaf < Middle < Side < Root');
  });
});
