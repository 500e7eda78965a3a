// Which evidence forms one message.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { findEnclosedProofs, linkEvidence, toLinkKey } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { ANNA, accepted, buildBareEvidence, delivered, IDENTIFIER, NOW } from './build-evidence';

const OTHER = 'opec2.20260920080000.00002.1.1.1@pec.provider.example';

const keysOf = (...evidence: Evidence[]): [string, number][] => [...linkEvidence(evidence)].map(([key, group]) => [key, group.length]);

describe('linkEvidence', () => {
  it('groups by the identifier of the provider', () => {
    expect(keysOf(accepted(), delivered(ANNA), accepted({ facts: { identifier: OTHER } }))).toEqual([
      [IDENTIFIER, 2],
      [OTHER, 1],
    ]);
  });

  it('never merges two identifiers that share a Message-ID', () => {
    const retry = accepted({ facts: { identifier: OTHER, messageId: 'original-1@studio.example' } });
    expect(keysOf(accepted(), retry)).toHaveLength(2);
  });

  it('lets a Message-ID link only what has no identifier, and only to one message', () => {
    const orphan = delivered(ANNA, 1, { facts: { identifier: '' } });
    const retry = accepted({ facts: { identifier: OTHER } });
    expect(keysOf(orphan, accepted())).toEqual([[IDENTIFIER, 2]]);
    expect(keysOf(orphan, accepted(), retry)).toEqual([
      [`sha256:${orphan.sha256}`, 1],
      [IDENTIFIER, 1],
      [OTHER, 1],
    ]);
    expect(keysOf(orphan, accepted({ verdict: 'inconclusive' }))).toHaveLength(2);
    expect(toLedgerMessage([orphan, accepted()], NOW).identifier).toBe(IDENTIFIER);
  });

  it('gives each piece that certifies nothing a row of its own', () => {
    const [one, two] = [buildBareEvidence('failed', { salt: '1' }), buildBareEvidence('inconclusive', { salt: '2' })];
    expect(keysOf(one, two)).toEqual([
      [`sha256:${one.sha256}`, 1],
      [`sha256:${two.sha256}`, 1],
    ]);
  });

  it('does not let a forged identifier sit on the row of a sending that was noticed', () => {
    const forged = accepted({ facts: { identifier: 'sending:1' } });
    expect(keysOf(forged)).toEqual([[`sha256:${forged.sha256}`, 1]]);
  });

  it('does not let a forged identifier sit on the row of other bytes', () => {
    const victim = buildBareEvidence('failed');
    const forged = accepted({ verdict: 'inconclusive', facts: { identifier: `sha256:${victim.sha256}` } });
    expect(toLinkKey(forged.report)).toBe(`sha256:${forged.sha256}`);
  });

  it('lets no provider sign itself onto the row of a noticed sending', () => {
    const forged = accepted({ facts: { identifier: 'sending:7' } });
    expect(toLinkKey(forged.report)).toBe(`sha256:${forged.sha256}`);
  });

  it('makes one piece of the same bytes judged twice', () => {
    const poor = accepted({ verdict: 'inconclusive', facts: { identifier: IDENTIFIER } });
    const sightings: Evidence[] = [
      { ...poor, report: { ...poor.report, certified: null } },
      { ...accepted(), sha256: poor.sha256 },
    ];
    for (const seen of [sightings, sightings.toReversed()]) expect(keysOf(...seen)).toEqual([[IDENTIFIER, 1]]);
  });

  it('puts a wrapper beside the one message it wraps, and a fake never', () => {
    const wrapped = [accepted().report];
    const wrapper = buildBareEvidence('inconclusive', { enclosed: wrapped });
    expect(toLinkKey(wrapper.report)).toBe(IDENTIFIER);
    expect(toLedgerMessage([wrapper, accepted()], NOW)).toMatchObject({ identifier: IDENTIFIER, state: 'accepted', attention: [] });
    expect(toLinkKey(buildBareEvidence('failed', { enclosed: wrapped }).report)).toMatch(/^sha256:/);
    const two = buildBareEvidence('inconclusive', { enclosed: [...wrapped, accepted({ facts: { identifier: OTHER } }).report] });
    expect(toLinkKey(two.report)).toMatch(/^sha256:/);
  });
});

describe('findEnclosedProofs', () => {
  it('finds verified reports at any depth, and no others', () => {
    const deep = delivered(ANNA).report;
    const unproven = accepted({ verdict: 'inconclusive', enclosed: [deep] }).report;
    const outer = buildBareEvidence('not-pec', { enclosed: [accepted().report, unproven] });
    expect(findEnclosedProofs(outer.report)).toEqual([accepted().report, deep]);
  });
});
