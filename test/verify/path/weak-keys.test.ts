// Keys and digests that prove nothing any more: refused wherever they stand in a path, for every purpose, with their reason.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PathPurpose } from '../../../lib/verify/path/path-problem';
import { extendedKeyUsage } from '../../pki/certificate-extensions';
import { OID } from '../../pki/oids';
import { type IssueOptions, issueAuthority, issueLeaf, pathOf } from './chain';

const FOUND = 'Leaf < Middle < Root';
const RSA_1024: IssueOptions = { keySpec: { type: 'rsa', bits: 1024 } };
const RSA_2048: IssueOptions = { keySpec: { type: 'rsa', bits: 2048 } };

/** The curve of another currency: known to engines, named by no profile of certificates. */
const foreignSpki = Uint8Array.from(
  generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ type: 'spki', format: 'der' }),
);
const pssSpki = (modulusLength: number): Uint8Array =>
  Uint8Array.from(generateKeyPairSync('rsa-pss', { modulusLength }).publicKey.export({ type: 'spki', format: 'der' }));
const PSS_1024: IssueOptions = { edit: (template) => ({ ...template, spki: pssSpki(1024) }) };
const PSS_2048: IssueOptions = { edit: (template) => ({ ...template, spki: pssSpki(2048) }) };
const FOREIGN_CURVE: IssueOptions = { edit: (template) => ({ ...template, spki: foreignSpki }) };

const signedWith = (digest: 'md5' | 'sha1', day: string): IssueOptions => ({
  edit: (template) => ({ ...template, digest, notBefore: new Date(`${day}T00:00:00Z`) }),
});

const root = await issueAuthority('Root', null, RSA_2048);
const middle = await issueAuthority('Middle', root, RSA_2048);

const PURPOSES: readonly PathPurpose[] = ['email', 'any', 'timestamp'];
const stamping = { ...extendedKeyUsage([OID.timeStamping]), critical: true };

const asLeaf = async (options: IssueOptions, purpose: PathPurpose, isStrict = true): Promise<string> => {
  const extensions = purpose === 'timestamp' ? [stamping] : [];
  return pathOf(await issueLeaf(middle, { ...options, extensions }), { anchors: [root], between: [middle], purpose, isStrict });
};

const asMiddle = async (options: IssueOptions): Promise<string> => {
  const other = await issueAuthority('Middle', root, options);
  return pathOf(await issueLeaf(other), { anchors: [root], between: [other] });
};

const asRoot = async (options: IssueOptions): Promise<string> => {
  const other = await issueAuthority('Root', null, options);
  const between = await issueAuthority('Middle', other);
  return pathOf(await issueLeaf(between), { anchors: [other], between: [between] });
};

describe.each(PURPOSES)('a leaf for %s', (purpose) => {
  it.each<[string, IssueOptions, string]>([
    ['RSA of 2048 bits', RSA_2048, FOUND],
    ['RSA of 1024 bits', RSA_1024, 'forbidden-algorithm'],
    ['RSA for PSS alone of 2048 bits', PSS_2048, FOUND],
    ['RSA for PSS alone of 1024 bits', PSS_1024, 'forbidden-algorithm'],
    ['an unknown curve', FOREIGN_CURVE, 'unknown-algorithm'],
    ['a signature with MD5', signedWith('md5', '2020-01-01'), 'forbidden-algorithm'],
    ['a signature with MD5 of long ago', signedWith('md5', '2004-01-01'), 'forbidden-algorithm'],
    ['a signature with SHA-1 of 2017', signedWith('sha1', '2017-01-01'), 'forbidden-algorithm'],
    ['a signature with SHA-1 of 2016', signedWith('sha1', '2016-12-31'), FOUND],
  ])('with %s', async (_, options, outcome) => {
    expect(await asLeaf(options, purpose)).toBe(outcome);
  });
});

describe('an authority', () => {
  it.each<[string, IssueOptions, string]>([
    ['RSA of 2048 bits', RSA_2048, FOUND],
    ['RSA of 1024 bits', RSA_1024, 'forbidden-algorithm'],
    ['an unknown curve', FOREIGN_CURVE, 'unknown-algorithm'],
  ])('or an anchor with %s', async (_, options, outcome) => {
    expect([await asMiddle(options), await asRoot(options)]).toEqual([outcome, outcome]);
  });

  it.each<[string, IssueOptions, string]>([
    ['MD5', signedWith('md5', '2020-01-01'), 'forbidden-algorithm'],
    ['SHA-1 of 2017', signedWith('sha1', '2017-01-01'), 'forbidden-algorithm'],
    ['SHA-1 of 2016', signedWith('sha1', '2016-12-31'), FOUND],
  ])('signed with %s', async (_, options, outcome) => {
    expect(await asMiddle(options)).toBe(outcome);
  });
});

it('for messages leaves the key of the leaf to its own check, so that a provider of before 2018 is no forger', async () => {
  expect(await asLeaf(RSA_1024, 'email', false)).toBe(FOUND);
  expect(await asLeaf(RSA_1024, 'timestamp', false)).toBe(FOUND);
  expect(await asLeaf(RSA_1024, 'any', false)).toBe('forbidden-algorithm');
});
