// The search for a path: links, dates, rights, meshes; each refusal with its own reason.
import { describe, expect, it } from 'vitest';
import { basicConstraints, type Extension, extendedKeyUsage, keyUsage } from '../../pki/certificate-extensions';
import { ia5String, oid, sequence } from '../../pki/der';
import { OID } from '../../pki/oids';
import { criticalNothing, INSTANT, issueAuthority, issueLeaf, pathOf } from './chain';

const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';
const root = await issueAuthority('Root', null);
const middle = await issueAuthority('Middle', root);
const leaf = await issueLeaf(middle);
const trusted = { anchors: [root], between: [middle] };

const asLeaf = async (options: Parameters<typeof issueLeaf>[1], purpose: 'email' | 'timestamp' | 'any' = 'any'): Promise<string> =>
  pathOf(await issueLeaf(middle, options), { ...trusted, purpose });

const asMiddle = async (options: Parameters<typeof issueAuthority>[2], purpose: 'email' | 'timestamp' | 'any' = 'any'): Promise<string> => {
  const other = await issueAuthority('Middle', root, options);
  return pathOf(await issueLeaf(other), { anchors: [root], between: [other], purpose });
};

const asRoot = async (options: Parameters<typeof issueAuthority>[2]): Promise<string> => {
  const other = await issueAuthority('Root', null, options);
  return pathOf(await issueLeaf(other), { anchors: [other] });
};

describe('the way to an anchor', () => {
  it('is told from the leaf to the anchor', async () => {
    expect(await pathOf(leaf, trusted)).toBe('Leaf < Middle < Root');
    expect(await pathOf(leaf, { anchors: [middle] })).toBe('Leaf < Middle');
  });

  it('is missing, or leads to a stranger, or to a namesake', async () => {
    expect(await pathOf(leaf, { anchors: [root] })).toBe('issuer-missing');
    const stranger = await issueAuthority('Stranger', null);
    expect(await pathOf(leaf, { anchors: [stranger], between: [middle, root] })).toBe('leads-elsewhere');
    const namesake = await issueAuthority('Root', null, { keyLabel: 'other root' });
    expect(await pathOf(leaf, { anchors: [namesake], between: [middle] })).toBe('impostor');
  });

  it('of a trusted leaf is the leaf itself; a self-signed one that nobody trusts leads elsewhere', async () => {
    expect(await pathOf(leaf, { anchors: [leaf] })).toBe('Leaf');
    expect(await pathOf(leaf, { anchors: [leaf], instant: Date.UTC(2041, 0, 1) })).toBe('outside-validity');
    expect(await pathOf(await issueAuthority('Alone', null), trusted)).toBe('leads-elsewhere');
  });

  it('goes on above an anchor that does not suffice', async () => {
    const { parseCertificate } = await import('../../../lib/verify/cms/parse-certificate');
    const { findPath } = await import('../../../lib/verify/path/find-path');
    const [own, lower, upper] = await Promise.all([leaf, middle, root].map(({ certificate }) => parseCertificate(certificate.der)));
    if (!own || !lower || !upper) throw new Error('three certificates');
    const accepts = (path: readonly unknown[]): boolean => path.length === 3;
    const result = await findPath({ leaf: own, anchors: [lower, upper], intermediates: [], instant: INSTANT, purpose: 'any', accepts });
    expect(result.ok && result.path.map(({ fingerprint }) => fingerprint)).toEqual([own, lower, upper].map((one) => one.fingerprint));
  });

  it('is found among certificates of one name with two keys, whatever their identifiers claim', async () => {
    const renewed = await issueAuthority('Middle', root, { keyLabel: 'renewed' });
    expect(await pathOf(leaf, { anchors: [root], between: [renewed, middle] })).toBe('Leaf < Middle < Root');
    expect(await pathOf(leaf, { anchors: [root], between: [renewed] })).toBe('impostor');
    const lying = await issueAuthority('Middle', root, {
      keyLabel: 'lying',
      extensions: middle.certificate.template.extensions.filter(({ oid }) => oid === OID.subjectKeyIdentifier),
    });
    expect(await pathOf(leaf, { anchors: [root], between: [lying, middle] })).toBe('Leaf < Middle < Root');
  });

  it('uses the certificate of a key that holds at that instant', async () => {
    const expired = await issueAuthority('Middle', root, { edit: (one) => ({ ...one, notAfter: new Date('2025-01-01T00:00:00Z') }) });
    expect(await pathOf(leaf, { anchors: [root], between: [expired, middle] })).toBe('Leaf < Middle < Root');
    expect(await pathOf(leaf, { anchors: [root], between: [expired] })).toBe('outside-validity');
  });

  it('is short although it could be long, and ends in a mesh', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const own = await Promise.all(names.map((name) => issueAuthority(name, null)));
    const mesh = await Promise.all(own.flatMap((issuer) => names.map((name) => issueAuthority(name, issuer))));
    const door = own[0];
    if (!door) throw new Error('six authorities');
    const started = performance.now();
    expect(await pathOf(await issueLeaf(door), { anchors: [root], between: mesh })).toBe('limit-reached');
    expect(performance.now() - started).toBeLessThan(2000);
    const way = await issueAuthority('F', root);
    expect(await pathOf(await issueLeaf(door), { anchors: [root], between: [...mesh, way] })).toBe('Leaf < A < F < Root');
  });
});

describe('each certificate of the path', () => {
  it.each([
    ['begins', Date.UTC(2020, 0, 1), 'Leaf < Middle < Root'],
    ['has not begun', Date.UTC(2020, 0, 1) - 1, 'outside-validity'],
    ['ends', Date.UTC(2040, 0, 1), 'Leaf < Middle < Root'],
    ['ends within this second', Date.UTC(2040, 0, 1) + 999, 'Leaf < Middle < Root'],
    ['has ended', Date.UTC(2040, 0, 1) + 1000, 'outside-validity'],
  ])('%s at the instant', async (_, instant, outcome) => {
    expect(await pathOf(leaf, { ...trusted, instant })).toBe(outcome);
  });

  it('has not expired, the anchor neither', async () => {
    expect(await asRoot({ edit: (one) => ({ ...one, notAfter: new Date('2025-01-01T00:00:00Z') }) })).toBe('outside-validity');
  });

  it('says that it is an authority, if it stands above another', async () => {
    expect(await asMiddle({ without: [OID.basicConstraints] })).toBe('not-an-authority');
    expect(await asRoot({ without: [OID.basicConstraints] })).toBe('not-an-authority');
    expect(await asMiddle({ extensions: [keyUsage(['digitalSignature'])] })).toBe('not-an-authority');
    expect(await asMiddle({ without: [OID.keyUsage] })).toBe('Leaf < Middle < Root');
  });

  it('makes no path longer than its authority allows; one issued to itself does not count', async () => {
    const short = await issueAuthority('Short', root, { pathLength: 0 });
    const below = await issueAuthority('Below', short);
    expect(await pathOf(await issueLeaf(below), { anchors: [root], between: [short, below] })).toBe('not-an-authority');
    const renewed = await issueAuthority('Short', short, { keyLabel: 'short renewed' });
    const held = await issueLeaf(renewed);
    expect(await pathOf(held, { anchors: [root], between: [short, renewed] })).toBe('Leaf < Short < Short < Root');
    expect(await pathOf(await issueAuthority('Last', short), { anchors: [root], between: [short] })).toBe('Last < Short < Root');
  });

  it('has no critical extension that is unknown or cannot be read, and none twice', async () => {
    const unreadable = { oid: '2.5.29.36', critical: true, value: Uint8Array.of(0x30, 0) };
    for (const extensions of [[criticalNothing], [unreadable]]) {
      expect(await asLeaf({ extensions })).toBe('critical-extension');
      expect(await asMiddle({ extensions })).toBe('critical-extension');
      expect(await asRoot({ extensions })).toBe('critical-extension');
    }
    expect(await asMiddle({ extensions: [basicConstraints(), basicConstraints()] })).toBe('critical-extension');
  });

  it('has no critical policies with a qualifier that is unknown', async () => {
    const qualified = (kind: string, critical: boolean): Extension => ({
      oid: OID.certificatePolicies,
      critical,
      value: sequence(sequence(oid('1.2.3'), sequence(sequence(oid(kind), ia5String('http://a.example'))))),
    });
    expect(await asMiddle({ extensions: [qualified('1.2.3.4', true)] })).toBe('critical-extension');
    expect(await asMiddle({ extensions: [qualified('1.2.3.4', false)] })).toBe('Leaf < Middle < Root');
    expect(await asMiddle({ extensions: [qualified(OID.cps, true)] })).toBe('Leaf < Middle < Root');
  });

  it('is signed with nothing that can be forged', async () => {
    expect(await asMiddle({ edit: (one) => ({ ...one, digest: 'sha1' }) })).toBe('forbidden-algorithm');
    const old = { notBefore: new Date('2015-01-01T00:00:00Z'), digest: 'sha1' } as const;
    expect(await asMiddle({ edit: (one) => ({ ...one, ...old }) })).toBe('Leaf < Middle < Root');
  });
});

describe('the purpose', () => {
  const email = extendedKeyUsage([OID.emailProtection]);
  const stamping = { ...extendedKeyUsage([TIMESTAMPING]), critical: true };

  it('email: the usages say so, or say nothing', async () => {
    expect(await asLeaf({ extensions: [email] }, 'email')).toBe('Leaf < Middle < Root');
    expect(await asLeaf({}, 'email')).toBe('Leaf < Middle < Root');
    expect(await asLeaf({ extensions: [extendedKeyUsage([OID.clientAuth])] }, 'email')).toBe('wrong-usage');
    expect(await asLeaf({ extensions: [keyUsage(['keyEncipherment'])] }, 'email')).toBe('wrong-usage');
    expect(await asLeaf({ extensions: [extendedKeyUsage([OID.clientAuth])] })).toBe('Leaf < Middle < Root');
  });

  it('timestamp: critical, and nothing else (RFC 3161 section 2.3)', async () => {
    expect(await asLeaf({ extensions: [stamping] }, 'timestamp')).toBe('Leaf < Middle < Root');
    expect(await asLeaf({}, 'timestamp')).toBe('wrong-usage');
    expect(await asLeaf({ extensions: [{ ...stamping, critical: false }] }, 'timestamp')).toBe('wrong-usage');
    const both = { ...extendedKeyUsage([TIMESTAMPING, OID.emailProtection]), critical: true };
    expect(await asLeaf({ extensions: [both] }, 'timestamp')).toBe('wrong-usage');
  });

  it('binds the authorities above', async () => {
    expect(await asMiddle({ extensions: [extendedKeyUsage([OID.clientAuth])] }, 'email')).toBe('not-an-authority');
    expect(await asMiddle({ extensions: [extendedKeyUsage([OID.clientAuth])] })).toBe('Leaf < Middle < Root');
    expect(await asMiddle({ extensions: [email] }, 'email')).toBe('Leaf < Middle < Root');
  });
});
