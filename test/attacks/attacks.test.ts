// The attacks that are known to be stopped: none is green, each has its verdict and its reason, none takes long, no class is forgotten.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { linkEvidence } from '../../lib/ledger/link';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { judge, NOW } from '../verify/bench';
import { findTwins } from '../verify/find-twins';
import { ATTACKS } from './all-attacks';
import { runAttack } from './attack';
import { ATTACK_CLASSES, type AttackClass, HELD_ELSEWHERE } from './attack-classes';
import { LEDGER_ATTACKS, RECIPIENT } from './ledger-attacks';

/** Far above what one takes, far below what a search that explodes would. */
const LONG_MS = 5000;

describe.each(ATTACKS)('attacks on the %s', (_, attacks) => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const { report, codes, judgedMs } = await runAttack(attack);
    expect(judgedMs).toBeLessThan(LONG_MS);
    expect(report.verdict, codes.join(' ')).toBe(attack.verdict);
    if (attack.code !== null) expect(codes, codes.join(' ')).toContain(attack.code);
    if (report.verdict === 'failed') expect(report.certified).toBeNull();
    if (attack.enclosed) expect(report.enclosed.map(({ verdict }) => verdict)).toEqual(attack.enclosed);
  });
});

describe('attacks on the ledger', () => {
  it.each(LEDGER_ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_name, { state, evidence }) => {
    const judged: Evidence[] = [];
    for (const options of evidence) {
      const report = await judge(options);
      judged.push({ sha256: report.sha256, report, size: 1, origin: 'file', recordedAt: NOW, shownSubject: null });
    }
    const messages = [...linkEvidence(judged).values()].map((group) => toLedgerMessage(group, NOW));
    const accepted = messages.filter((message) => message.state === 'accepted');
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.recipients.find(({ address }) => address === RECIPIENT)?.state).toBe(state);
  });
});

/** Titles of the tests and groups of a file, as they are written: `it('…'`, and what follows the table of `it.each(…)('…'`. */
const listTitles = (source: string): string[] =>
  [...source.matchAll(/(?:\b(?:it|describe)|\))\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1\s*,/g)].map(([, , title = '']) => title);

describe('the tables', () => {
  const rows = ATTACKS.flatMap(([, attacks]) => attacks);

  it('name every row once', () => {
    const names = rows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('hold no message twice', { timeout: 120_000 }, async () => {
    expect(await findTwins(rows)).toEqual([]);
  });

  it('have a row for every class of attack', () => {
    const covered = new Set<AttackClass>([
      ...[...rows, ...LEDGER_ATTACKS].flatMap((row) => row.class ?? []),
      ...HELD_ELSEWHERE.map(([name]) => name),
    ]);
    expect(Object.keys(ATTACK_CLASSES).filter((name) => !covered.has(name as AttackClass))).toEqual([]);
  });

  it.each(HELD_ELSEWHERE)('%s is held by %s: %s', (_name, file, title) => {
    expect(existsSync(file) ? listTitles(readFileSync(file, 'utf8')) : []).toContain(title);
  });
});
