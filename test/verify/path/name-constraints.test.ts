// Name constraints of every form, permitted and excluded, and whom they bind (RFC 5280 section 4.2.1.10).
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../lib/verify/limits';
import type { Extension } from '../../pki/certificate-extensions';
import { concat, explicit, implicit, sequence } from '../../pki/der';
import { encodeName } from '../../pki/distinguished-name';
import { OID } from '../../pki/oids';
import { constraints, type IssueOptions, issueAuthority, issueLeaf, pathOf } from './chain';

const text = (tag: number) => (value: string) => implicit(tag, Buffer.from(value, 'latin1'));
const mail = text(1);
const dns = text(2);
const uri = text(6);
const address = (...octets: readonly number[]): Uint8Array => implicit(7, Uint8Array.from(octets));
const organisation = (...values: readonly string[]): Uint8Array =>
  explicit(4, encodeName(values.map((value) => ({ type: OID.organizationName, value }))));

const names = (...values: readonly Uint8Array[]): Extension => ({ oid: OID.subjectAltName, critical: false, value: sequence(...values) });

const root = await issueAuthority('Root', null);

const isFound = async (constraint: Extension, options: IssueOptions): Promise<boolean> => {
  const middle = await issueAuthority('Middle', root, { extensions: [constraint] });
  const outcome = await pathOf(await issueLeaf(middle, options), { anchors: [root], between: [middle], isStrict: false });
  if (outcome !== 'name-constraints') expect(outcome).toBe('Leaf < Middle < Root');
  return outcome !== 'name-constraints';
};

const holds = (constraint: Extension, ...values: readonly Uint8Array[]): Promise<boolean> =>
  isFound(constraint, { extensions: [names(...values)] });

describe('a permitted subtree', () => {
  it.each([
    ['a host', mail('host.example'), mail('a@HOST.example'), true],
    ['a host, not what is below it', mail('host.example'), mail('a@sub.host.example'), false],
    ['what is below a host', mail('.host.example'), mail('a@sub.host.example'), true],
    ['what is below a host, not itself', mail('.host.example'), mail('a@host.example'), false],
    ['a host that only ends alike', mail('.host.example'), mail('a@evilhost.example'), false],
    ['an address', mail('Ada@Host.example'), mail('Ada@hoST.example'), true],
    ['an address whose local part is written otherwise', mail('Ada@host.example'), mail('ada@host.example'), false],
    ['something that is no address', mail('host.example'), mail('host.example'), false],
    ['a constraint that is no host', mail('*.example'), mail('a@host.example'), false],
    ['a DNS name', dns('host.example'), dns('HOST.example'), true],
    ['what is below a DNS name', dns('host.example'), dns('a.b.host.example'), true],
    ['a DNS name that only ends alike', dns('host.example'), dns('evilhost.example'), false],
    ['any DNS name', dns(''), dns('host.example'), true],
    ['a wildcard below', dns('host.example'), dns('*.host.example'), true],
    ['a wildcard that reaches beyond', dns('a.host.example'), dns('*.host.example'), false],
    ['a DNS constraint with a leading dot', dns('.host.example'), dns('a.host.example'), false],
    ['an URI at a host', uri('host.example'), uri('https://ada@HOST.example:8443/x?y'), true],
    ['an URI below a host', uri('.host.example'), uri('ldap://a.host.example'), true],
    ['an URI at another host', uri('host.example'), uri('https://host.example@evil.example/'), false],
    ['an URI without a host', uri('host.example'), uri('urn:host.example'), false],
    ['an URI at an address', uri('10.0.0.1'), uri('https://10.0.0.1/'), false],
    ['an IPv4 address', address(10, 1, 0, 0, 255, 255, 0, 0), address(10, 1, 7, 7), true],
    ['an IPv4 address outside', address(10, 1, 0, 0, 255, 255, 0, 0), address(10, 2, 7, 7), false],
    ['a mask with holes', address(10, 1, 0, 0, 255, 0, 255, 0), address(10, 1, 0, 7), false],
    ['an address of the other version', address(10, 1, 0, 0, 255, 255, 0, 0), address(...new Array(16).fill(0)), false],
    ['a directory name', organisation('A'), organisation('a', 'B'), true],
    ['a directory name of another', organisation('A'), organisation('B'), false],
  ])('%s', async (_, base, name, isWithin) => {
    // The subject is a directory name too: it gets a permitted branch of its own.
    const own = explicit(4, encodeName([{ type: OID.commonName, value: 'Leaf' }]));
    expect(await holds(constraints([base, own]), name)).toBe(isWithin);
  });

  it('binds no name of another form', async () => {
    expect(await holds(constraints([mail('host.example')]), dns('evil.example'), uri('https://evil.example/'))).toBe(true);
  });

  it('binds every name, and any of several permits', async () => {
    expect(await holds(constraints([mail('a.example'), mail('b.example')]), mail('x@a.example'), mail('x@b.example'))).toBe(true);
    expect(await holds(constraints([mail('a.example'), mail('b.example')]), mail('x@a.example'), mail('x@c.example'))).toBe(false);
  });

  it('binds the mail address in a subject', async () => {
    const options = (value: string): IssueOptions => ({
      without: [OID.subjectAltName],
      edit: (template) => ({ ...template, subject: [...template.subject, { type: '1.2.840.113549.1.9.1', value }] }),
    });
    const { certificate } = await issueLeaf(root, options('a@host.example'));
    expect(certificate.template.subject).toHaveLength(2);
    const middle = await issueAuthority('Middle', root, { extensions: [constraints([mail('host.example')])] });
    const setting = { anchors: [root], between: [middle], isStrict: false };
    expect(await pathOf(await issueLeaf(middle, options('a@evil.example')), setting)).toBe('name-constraints');
    expect(await pathOf(await issueLeaf(middle, options('a@host.example')), setting)).toBe('Leaf < Middle < Root');
  });

  it('of a form that nobody compares refuses that form', async () => {
    const otherName = explicit(0, Buffer.from('06032a0304a0030c0141', 'hex'));
    expect(await holds(constraints([otherName]), otherName)).toBe(false);
    expect(await holds(constraints([otherName]), mail('a@host.example'))).toBe(true);
    expect(await holds(constraints([mail('host.example')]), otherName)).toBe(false);
  });

  it('with a minimum or maximum permits nothing', async () => {
    const narrowed: Extension = {
      ...constraints([]),
      value: sequence(explicit(0, sequence(mail('host.example'), implicit(1, Uint8Array.of(2))))),
    };
    expect(await holds(narrowed, mail('a@host.example'))).toBe(false);
  });
});

describe('an excluded subtree', () => {
  it.each([
    ['a host', mail('host.example'), mail('a@host.example'), false],
    ['a host, and another address', mail('host.example'), mail('a@other.example'), true],
    ['an address whose local part is written otherwise', mail('Ada@host.example'), mail('ada@host.example'), true],
    ['an address', mail('ada@host.example'), mail('ada@HOST.example'), false],
    ['a DNS name', dns('host.example'), dns('a.host.example'), false],
    ['a wildcard that may stand for it', dns('a.host.example'), dns('*.host.example'), false],
    ['every DNS name', dns(''), dns('host.example'), false],
    ['what cannot be compared', uri('host.example'), uri('urn:other.example'), false],
    ['every IPv4 address', address(0, 0, 0, 0, 0, 0, 0, 0), address(10, 1, 7, 7), false],
    ['every IPv4 address, and one of the other version', address(0, 0, 0, 0, 0, 0, 0, 0), address(...new Array(16).fill(0)), true],
  ])('%s', async (_, base, name, isLeft) => {
    expect(await holds(constraints([], [base]), name)).toBe(isLeft);
  });

  it('stands above a permitted one', async () => {
    expect(await holds(constraints([mail('.example')], [mail('host.example')]), mail('a@host.example'))).toBe(false);
  });
});

describe('whom a constraint binds', () => {
  const setting = { anchors: [root], isStrict: false };

  it('everybody below, from every authority above', async () => {
    const upper = await issueAuthority('Upper', root, { extensions: [constraints([mail('host.example')])] });
    const lower = await issueAuthority('Lower', upper, { extensions: [constraints([mail('evil.example')])] });
    const leaf = await issueLeaf(lower, { extensions: [names(mail('a@evil.example'))] });
    expect(await pathOf(leaf, { ...setting, between: [upper, lower] })).toBe('name-constraints');
    const bound = await issueAuthority('Bound', null, { extensions: [constraints([mail('host.example')])] });
    const below = await issueLeaf(bound, { extensions: [names(mail('a@evil.example'))] });
    expect(await pathOf(below, { ...setting, anchors: [bound] })).toBe('name-constraints');
  });

  it('not what an authority issued to itself, unless it is the last', async () => {
    const onlyOthers = constraints([], [explicit(4, encodeName([{ type: OID.commonName, value: 'Upper' }]))]);
    const upper = await issueAuthority('Upper', root, { extensions: [onlyOthers] });
    const renewed = await issueAuthority('Upper', upper, { keyLabel: 'upper renewed' });
    const leaf = await issueLeaf(renewed);
    expect(await pathOf(leaf, { ...setting, between: [upper, renewed] })).toBe('Leaf < Upper < Upper < Root');
    expect(await pathOf(renewed, { ...setting, between: [upper] })).toBe('name-constraints');
  });

  it('and how much is compared', async () => {
    const count = Math.ceil(Math.sqrt(LIMITS.nameComparisons)) + 10;
    const many = Array.from({ length: count }, (_, index) => mail(`host${index}.example`));
    const middle = await issueAuthority('Middle', root, { extensions: [constraints([], many)] });
    const own = Array.from({ length: count }, (_, index) => mail(`a@other${index}.example`));
    const leaf = await issueLeaf(middle, { extensions: [{ oid: OID.subjectAltName, critical: false, value: sequence(concat(...own)) }] });
    expect(await pathOf(leaf, { ...setting, between: [middle] })).toBe('limit-reached');
  });
});
