// Names under constraints that speak of other forms of name, and names that nobody compares (RFC 5280 section 4.2.1.10).
import { expect, it } from 'vitest';
import type { Extension } from '../../pki/certificate-extensions';
import { explicit, implicit, sequence } from '../../pki/der';
import { encodeName } from '../../pki/distinguished-name';
import { OID } from '../../pki/oids';
import { constraints, type IssueOptions, issueAuthority, issueLeaf, pathOf } from './chain';

const mail = implicit(1, Buffer.from('host.example', 'latin1'));
const dns = implicit(2, Buffer.from('host.example', 'latin1'));
const otherName = explicit(0, Buffer.from('06032a0304a0030c0141', 'hex'));
const registeredId = implicit(8, Uint8Array.of(0x2a, 3, 4));
const directory = (value: string): Uint8Array => explicit(4, encodeName([{ type: OID.commonName, value }]));

const names = (...values: readonly Uint8Array[]): Extension => ({ oid: OID.subjectAltName, critical: true, value: sequence(...values) });

const root = await issueAuthority('Root', null);

const isFound = async (constraint: Extension, options: IssueOptions): Promise<boolean> => {
  const middle = await issueAuthority('Middle', root, { extensions: [constraint] });
  const outcome = await pathOf(await issueLeaf(middle, options), { anchors: [root], between: [middle], isStrict: false });
  if (outcome !== 'name-constraints') expect(outcome).toMatch(/ < Middle < Root$/);
  return outcome !== 'name-constraints';
};

it.each([
  ['a registered identifier, where some other name is permitted', [otherName], registeredId, true],
  ['some other name, where a registered identifier is permitted', [registeredId], otherName, true],
  ['some other name, where a host is permitted', [dns], otherName, true],
  // It may hold a mail address in another writing (RFC 8398).
  ['some other name, where a mail host is permitted', [mail], otherName, false],
  ['some other name, where a host and a mail host are permitted', [dns, mail], otherName, false],
  ['a registered identifier, where a mail host is permitted', [mail], registeredId, true],
  ['a registered identifier, where it is permitted but compared by nobody', [registeredId], registeredId, false],
])('%s', async (_, permitted, name, isLeft) => {
  expect(await isFound(constraints(permitted), { extensions: [names(name)] })).toBe(isLeft);
});

it('an URI whose port is no number cannot be compared, and counts as excluded', async () => {
  const uri = (text: string): Uint8Array => implicit(6, Buffer.from(text, 'latin1'));
  const excluded = constraints([], [uri('host.example')]);
  expect(await isFound(excluded, { extensions: [names(uri('https://other.example:8443/'))] })).toBe(true);
  expect(await isFound(excluded, { extensions: [names(uri('https://other.example:8x/'))] })).toBe(false);
});

it('an empty subject is no directory name that could be outside of one', async () => {
  const options: IssueOptions = { extensions: [names(mail)], edit: (template) => ({ ...template, subject: [] }) };
  expect(await isFound(constraints([directory('Somebody')]), options)).toBe(true);
  expect(await isFound(constraints([directory('Somebody')]), { extensions: [names(mail)] })).toBe(false);
});

it('an authority in between is bound like the leaf below it', async () => {
  const upper = await issueAuthority('Upper', root, { extensions: [constraints([], [directory('Lower')])] });
  const between = await Promise.all(['Lower', 'Other'].map((name) => issueAuthority(name, upper)));
  const outcomes = await Promise.all(
    between.map(async (lower) => pathOf(await issueLeaf(lower), { anchors: [root], between: [upper, lower], isStrict: false })),
  );
  expect(outcomes).toEqual(['name-constraints', 'Leaf < Other < Upper < Root']);
});
