// Edges of what authorities may write: where a number ends a host, which names are let be, and an anchor that keeps only half of the rules.
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../lib/verify/cms/certificate';
import type { GeneralName } from '../../../lib/verify/cms/general-name';
import { OID_AUTHORITY_KEY_IDENTIFIER } from '../../../lib/verify/cms/oids';
import { findProfileProblem } from '../../../lib/verify/path/find-profile-problem';
import { issueAuthority, issueLeaf, toFacts } from './chain';

const root = await issueAuthority('Root', null);
const [leaf, anchor] = await Promise.all([toFacts(await issueLeaf(root)), toFacts(root)]);

const hasName = (name: GeneralName): boolean => findProfileProblem([{ ...leaf, alternativeNames: [name] }, anchor]) === undefined;
const isAnchor = (facts: Partial<Certificate>): boolean => findProfileProblem([leaf, { ...anchor, ...facts }]) === undefined;

it('only the last label of a host may be no number', () => {
  expect(hasName({ form: 'dns', text: 'a.10.example' })).toBe(true);
  expect(hasName({ form: 'dns', text: 'a.example.10' })).toBe(false);
});

it('a directory name is well formed as it was read', () => {
  expect(hasName({ form: 'directory', name: leaf.subject })).toBe(true);
});

describe('an anchor', () => {
  it('is irregular by what it calls critical, though it is an authority', () => {
    expect(isAnchor({})).toBe(true);
    expect(isAnchor({ criticalExtensions: [...anchor.criticalExtensions, OID_AUTHORITY_KEY_IDENTIFIER] })).toBe(false);
  });

  it('is irregular as something that is no authority, whatever it calls critical', () => {
    expect(isAnchor({ basicConstraints: null })).toBe(false);
  });
});
