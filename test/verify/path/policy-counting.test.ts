// From which certificate on a rule about policies holds: counted from the authority that lays it down (RFC 5280 section 6.1.4).
import { expect, it } from 'vitest';
import type { Extension } from '../../pki/certificate-extensions';
import { type Issuer, inhibitAnyPolicy, issueAuthority, issueLeaf, pathOf, policies, policyConstraints, policyMappings } from './chain';

const ONE = '1.2.3.1';
const TWO = '1.2.3.2';
const ANY = '2.5.29.32.0';
const mappingAfter = (mapping: number): Extension => policyConstraints({ explicit: 0, mapping });
const explicitly = policyConstraints({ explicit: 0 });
const mapped = [policies(ONE), policyMappings([ONE, TWO])];

it.each<[string, Extension[][], boolean]>([
  ['any policy all the way, inhibited', [[policies(ANY), explicitly, inhibitAnyPolicy(0)], [policies(ANY)]], false],
  [
    'any policy of an authority, inhibited above it',
    [[policies(ONE), explicitly, inhibitAnyPolicy(0)], [policies(ANY)], [policies(ONE)]],
    false,
  ],
  [
    'any policy of an authority, inhibited below it',
    [[policies(ONE), explicitly, inhibitAnyPolicy(1)], [policies(ANY)], [policies(ONE)]],
    true,
  ],
  ['a mapping by the next authority, inhibited after it', [[policies(ONE), mappingAfter(1)], mapped, [policies(TWO)]], true],
  ['a mapping by the one after, inhibited before it', [[policies(ONE), mappingAfter(1)], [policies(ONE)], mapped, [policies(TWO)]], false],
])('%s', async (_, lists, isFound) => {
  const root = await issueAuthority('Root', null);
  const between: Issuer[] = [];
  for (const [index, extensions] of lists.slice(0, -1).entries()) {
    between.push(await issueAuthority(`Authority ${index}`, between.at(-1) ?? root, { extensions }));
  }
  const leaf = await issueLeaf(between.at(-1) ?? root, { extensions: lists.at(-1) ?? [] });
  expect(await pathOf(leaf, { anchors: [root], between })).toMatch(isFound ? /^Leaf < .*Root$/ : /^policy-required$/);
});
