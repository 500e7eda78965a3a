// Certificate policies along a path (RFC 5280 section 6.1), with the attack on their tree.
import { describe, expect, it } from 'vitest';
import type { Extension } from '../../pki/certificate-extensions';
import { type Issuer, inhibitAnyPolicy, issueAuthority, issueLeaf, pathOf, policies, policyConstraints, policyMappings } from './chain';

const ONE = '1.2.3.1';
const TWO = '1.2.3.2';
const THREE = '1.2.3.3';
const ANY = '2.5.29.32.0';
const explicitly = policyConstraints({ explicit: 0 });

/** Root, then authorities with these extensions, then the leaf; one extension list each. Names repeat where the list says so. */
const isFoundBelow = async (own: readonly Extension[], ...lists: readonly (readonly Extension[])[]): Promise<boolean> => {
  const root = await issueAuthority('Root', null, { extensions: own });
  const between: Issuer[] = [];
  for (const [index, extensions] of lists.slice(0, -1).entries()) {
    between.push(await issueAuthority(`Authority ${index}`, between.at(-1) ?? root, { extensions }));
  }
  const leaf = await issueLeaf(between.at(-1) ?? root, { extensions: lists.at(-1) ?? [] });
  const outcome = await pathOf(leaf, { anchors: [root], between });
  if (outcome !== 'policy-required') expect(outcome).toMatch(/^Leaf < .*Root$/);
  return outcome !== 'policy-required';
};

const isFound = (...lists: readonly (readonly Extension[])[]): Promise<boolean> => isFoundBelow([], ...lists);

describe('policies', () => {
  it('bind nobody until an authority asks for them', async () => {
    expect(await isFound([policies(ONE)], [policies(TWO)])).toBe(true);
    expect(await isFound([], [])).toBe(true);
  });

  it.each([
    ['one policy all the way', [[policies(ONE), explicitly], [policies(ONE)]], true],
    ['none on the leaf', [[policies(ONE), explicitly], []], false],
    ['none on the authority', [[explicitly], [policies(ONE)]], false],
    ['another one', [[policies(ONE), explicitly], [policies(TWO)]], false],
    ['one of several', [[policies(ONE, TWO), explicitly], [policies(TWO, THREE)]], true],
    ['none in common over three', [[policies(ONE, TWO), explicitly], [policies(TWO, THREE)], [policies(ONE, THREE)]], false],
    ['any policy above', [[policies(ANY), explicitly], [policies(ONE)]], true],
    ['any policy below', [[policies(ONE), explicitly], [policies(ANY)]], true],
    ['any policy below, inhibited', [[policies(ONE), explicitly, inhibitAnyPolicy(0)], [policies(ANY)]], false],
    ['any policy, inhibited only further down', [[policies(ONE), explicitly, inhibitAnyPolicy(1)], [policies(ANY)], [policies(ONE)]], true],
    ['any policy, inhibited in the end', [[policies(ONE), explicitly, inhibitAnyPolicy(1)], [policies(ANY)], [policies(ANY)]], false],
    ['asked for further down', [[policies(ONE), policyConstraints({ explicit: 2 })], [], []], false],
    ['asked for beyond the end', [[policies(ONE), policyConstraints({ explicit: 3 })], [], []], true],
    ['asked for by the leaf itself', [[], [explicitly]], false],
  ])('%s', async (_, lists, outcome) => {
    expect(await isFound(...lists)).toBe(outcome);
  });

  it.each([
    ['followed', [[policies(ONE), explicitly, policyMappings([ONE, TWO])], [policies(TWO)]], true],
    ['not followed', [[policies(ONE), explicitly, policyMappings([ONE, TWO])], [policies(ONE)]], false],
    ['to several', [[policies(ONE), explicitly, policyMappings([ONE, TWO], [ONE, THREE])], [policies(THREE)]], true],
    ['of a policy that any policy stands for', [[policies(ANY), explicitly, policyMappings([ONE, TWO])], [policies(TWO)]], true],
    ['of a policy that is not valid', [[policies(THREE), explicitly, policyMappings([ONE, TWO])], [policies(TWO)]], false],
    [
      'inhibited',
      [[policies(ONE), policyConstraints({ explicit: 0, mapping: 0 })], [policies(ONE), policyMappings([ONE, TWO])], [policies(TWO)]],
      false,
    ],
    ['of any policy', [[policies(ONE), policyMappings([ANY, TWO])], [policies(TWO)]], false],
    ['to any policy', [[policies(ONE), policyMappings([ONE, ANY])], [policies(TWO)]], false],
  ])('mapping %s', async (_, lists, outcome) => {
    expect(await isFound(...lists)).toBe(outcome);
  });

  it.each([
    ['names the same', [policies(ONE)], [[policies(ONE), explicitly], [policies(ONE)]], true],
    ['names another', [policies(ONE)], [[policies(TWO), explicitly], [policies(TWO)]], false],
    ['names one, and nobody asks', [policies(ONE)], [[policies(TWO)], []], true],
    ['asks for one', [explicitly], [[], []], false],
    ['asks for one, and has it', [explicitly], [[policies(ONE)], [policies(ONE)]], true],
    ['asks for one beyond the end', [policyConstraints({ explicit: 3 })], [[], []], true],
    ['asks for one at the end', [policyConstraints({ explicit: 2 })], [[], []], false],
    ['inhibits any policy', [inhibitAnyPolicy(0)], [[policies(ANY), explicitly], [policies(ONE)]], false],
    [
      'inhibits mapping',
      [policyConstraints({ mapping: 0 })],
      [[policies(ONE), explicitly, policyMappings([ONE, TWO])], [policies(TWO)]],
      false,
    ],
    ['maps', [policies(ONE), policyMappings([ONE, TWO])], [[policies(ONE), explicitly], [policies(ONE)]], false],
    ['maps, and is followed', [policies(ONE), policyMappings([ONE, TWO])], [[policies(TWO), explicitly], [policies(TWO)]], true],
  ])('an anchor that %s', async (_, own, lists, outcome) => {
    expect(await isFoundBelow(own, ...lists)).toBe(outcome);
  });

  it('are not counted on what an authority issues to itself', async () => {
    const root = await issueAuthority('Root', null);
    const limited = [policies(ONE), explicitly, inhibitAnyPolicy(1)];
    const upper = await issueAuthority('Upper', root, { extensions: limited });
    const renewed = await issueAuthority('Upper', upper, { keyLabel: 'renewed', extensions: [policies(ANY)] });
    const lower = await issueAuthority('Lower', renewed, { extensions: [policies(ANY)] });
    const leaf = await issueLeaf(lower, { extensions: [policies(ONE)] });
    expect(await pathOf(leaf, { anchors: [root], between: [upper, renewed, lower] })).toBe('Leaf < Lower < Upper < Upper < Root');
  });

  it('mapped crosswise at every step cost no more than they count (CVE-2023-0464)', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `1.2.4.${index}`);
    const pairs = names.flatMap((from) => names.map((to) => [from, to] as const));
    const list = [policies(...names), policyMappings(...pairs)];
    const started = performance.now();
    expect(await isFound(...Array.from({ length: 7 }, () => list), [policies('1.2.5'), explicitly])).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
