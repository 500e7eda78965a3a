// The rules for what authorities may write, one by one, on the facts of a certificate that keeps them all.
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../lib/verify/cms/certificate';
import type { GeneralName } from '../../../lib/verify/cms/general-name';
import * as oids from '../../../lib/verify/cms/oids';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { findProfileProblem } from '../../../lib/verify/path/find-profile-problem';
import { issueAuthority, issueLeaf } from './chain';

const root = await issueAuthority('Root', null);
const leaf: Certificate = await parseCertificate((await issueLeaf(root)).certificate.der);
const anchor: Certificate = await parseCertificate(root.certificate.der);

const isRegular = (facts: Partial<Certificate>, base: Certificate = leaf): boolean =>
  findProfileProblem([{ ...base, ...facts }, anchor]) === undefined;
const hasName = (name: GeneralName): boolean => isRegular({ alternativeNames: [name] });
const LABEL_63 = 'a'.repeat(63);
const HOST_253 = `${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(61)}`;

it('are kept by the chain of the tests, by a leaf alone, and by an anchor of version 1', () => {
  expect(isRegular({})).toBe(true);
  expect(findProfileProblem([leaf])).toBeUndefined();
  expect(findProfileProblem([leaf, { ...anchor, version: 1, subjectKeyIdentifier: null, criticalExtensions: [] }])).toBeUndefined();
});

describe('names', () => {
  it.each<[boolean, string]>([
    [true, 'host.example'],
    [true, '*.host.example'],
    [true, 'HOST.example'],
    [true, HOST_253],
    [true, '1host.example1'],
    [true, '10.host1'],
    [true, '10.1host'],
    [false, `${HOST_253}a`],
    [false, `${LABEL_63}a.example`],
    [false, 'host.*'],
    [false, 'host.example*.'],
    [false, 'host.10'],
    [false, '10.0.0.1'],
    [false, 'host..example'],
    [false, ''],
  ])('of hosts: %s for %s', (isSound, text) => {
    expect(hasName({ form: 'dns', text })).toBe(isSound);
  });

  it.each<[boolean, string]>([
    [true, 'a@host.example'],
    [true, '"a b"@host.example'],
    [true, '""@host.example'],
    [true, 'a@[10.0.0.1]'],
    [false, 'host.example'],
    [false, '@host.example'],
    [false, 'a b@host.example'],
    [false, '"a b"c@host.example'],
    [false, 'c"a b"@host.example'],
    [false, '"\u0001"@host.example'],
    [false, 'a@host..example'],
    [false, 'a@x[10.0.0.1]'],
    [false, 'a@[10.0.0.1]x'],
    [false, 'a@[]'],
    [false, 'a@[[1]]'],
  ])('of mailboxes: %s for %s', (isSound, text) => {
    expect(hasName({ form: 'email', text })).toBe(isSound);
  });

  it.each<[boolean, string]>([
    [true, 'https://host.example'],
    [true, 'URN:x'],
    [true, 'a+b-c.1:x'],
    [false, '1https://host.example'],
    [false, 'host.example'],
    [false, ' https://host.example'],
    [false, 'https:'],
  ])('of places: %s for %s', (isSound, text) => {
    expect(hasName({ form: 'uri', text })).toBe(isSound);
  });

  it('of machines have four or sixteen octets', () => {
    const sizes = [3, 4, 5, 16, 17].filter((size) => hasName({ form: 'address', octets: new Uint8Array(size) }));
    expect(sizes).toEqual([4, 16]);
  });
});

describe('numbers', () => {
  it.each<[boolean, string]>([
    [true, '01'],
    [true, '7F'],
    [true, `7${'0'.repeat(39)}`],
    [false, '80'],
    [false, '87'],
    [false, '00'],
    [false, `7${'0'.repeat(41)}`],
  ])('%s for %s', (isSound, serial) => {
    expect(isRegular({ serial })).toBe(isSound);
  });
});

describe('roles and extensions', () => {
  const subtrees = { permitted: [] } as unknown as Pick<Certificate, 'permitted'>;
  const withoutIssuerKey = { authorityKeyIdentifier: null, extensions: [] };
  const nobody = { subject: { ...leaf.subject, relative: [] } };

  it.each<[string, boolean, Partial<Certificate>]>([
    ['version 1', false, { version: 1 }],
    ['version 2', false, { version: 2 }],
    ['no key usage', true, { keyUsage: null }],
    ['the right to sign certificates', false, { keyUsage: ['keyCertSign'] }],
    ['permitted names', false, subtrees],
    ['excluded names', false, { excluded: [] as unknown as Certificate['excluded'] }],
    ['a length of path without being an authority', false, { basicConstraints: { isAuthority: false, pathLength: 0 } }],
    ['no length of path', true, { basicConstraints: { isAuthority: false, pathLength: null } }],
    ['no subject', false, nobody],
    ['no subject, and names that are critical', true, { ...nobody, criticalExtensions: [oids.OID_SUBJECT_ALTERNATIVE_NAME] }],
    ['a critical identifier of the issuer', false, { criticalExtensions: [oids.OID_AUTHORITY_KEY_IDENTIFIER] }],
    ['a critical place of the issuer', false, { criticalExtensions: [oids.OID_AUTHORITY_INFORMATION_ACCESS] }],
    ['inhibited policies that bind nobody', false, { extensions: [oids.OID_INHIBIT_ANY_POLICY] }],
    ['inhibited policies', true, { extensions: [oids.OID_INHIBIT_ANY_POLICY], criticalExtensions: [oids.OID_INHIBIT_ANY_POLICY] }],
    ['no identifier of the issuer', false, { authorityKeyIdentifier: null }],
    ['no identifier of its own', true, { subjectKeyIdentifier: null }],
    ['its own name as issuer, and no identifier of it', true, { issuer: leaf.subject, ...withoutIssuerKey }],
    ['its own name as issuer, and an identifier without the key', false, { issuer: leaf.subject, authorityKeyIdentifier: null }],
    // NIST's suite has valid paths with such (4.8.6).
    ['limits on policies that nobody must heed', true, { extensions: [oids.OID_POLICY_CONSTRAINTS] }],
    ['its own name as issuer, and another identifier', true, { issuer: leaf.subject, authorityKeyIdentifier: 'ff' }],
  ])('a leaf with %s: %s', (_, isSound, facts) => {
    expect(isRegular(facts)).toBe(isSound);
  });

  it.each<[string, boolean, Partial<Certificate>]>([
    ['all that it needs', true, {}],
    ['no identifier of its own', false, { subjectKeyIdentifier: null }],
    ['no subject', false, { subject: { ...anchor.subject, relative: [] }, criticalExtensions: [oids.OID_SUBJECT_ALTERNATIVE_NAME] }],
    ['no identifier of the issuer', false, { authorityKeyIdentifier: null, issuer: leaf.subject }],
  ])('an authority with %s: %s', (_, isSound, facts) => {
    expect(isRegular(facts, { ...anchor, authorityKeyIdentifier: 'ff' })).toBe(isSound);
  });

  it.each<[string, Partial<Certificate>]>([
    ['its own name as issuer, and no identifier of it', withoutIssuerKey],
    ['another issuer, and no identifier of it', { issuer: leaf.subject, ...withoutIssuerKey }],
  ])('an anchor with %s is taken', (_, facts) => {
    expect(findProfileProblem([leaf, { ...anchor, ...facts }])).toBeUndefined();
  });

  it.each<[string, Partial<Certificate>]>([
    ['no identifier of its own', { subjectKeyIdentifier: null }],
    ['an identifier of the issuer without the key', { authorityKeyIdentifier: null }],
    ['a right that nobody must heed', { criticalExtensions: [] }],
    ['no subject', { subject: { ...anchor.subject, relative: [] } }],
  ])('an anchor with %s is refused', (_, facts) => {
    expect(findProfileProblem([leaf, { ...anchor, ...facts }])).toBe('irregular-certificate');
  });
});
