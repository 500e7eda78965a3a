// @vitest-environment jsdom
// What a clerk reads when a certificate was revoked, when a key was lost later, and when nothing is known.
import { expect, it } from 'vitest';
import type { CheckResult, Report } from '../../lib/verify/report';
import { SOURCE_PROBLEMS } from '../../lib/verify/revocation/statement';
import { toKey } from '../../lib/wording';
import { click, draw, findButton, MESSAGES, textOf } from './draw';
import { createReport, fail, judge, leaveOpen, withChecks } from './sample-data';
import { Card } from './views';

const drawCard = (verdict: Report['verdict'], result: CheckResult) =>
  draw(<Card shown={judge(createReport({ verdict, checks: withChecks(result), ...(verdict === 'failed' ? { certified: null } : {}) }))} />);

const read = (root: Element) => ({
  sentence: textOf(root.querySelector('.verdict')),
  mark: root.querySelector('[data-mark]')?.getAttribute('data-mark'),
  lead: textOf(root.querySelector('.lead')),
});

it('revoked before: neither fake nor altered, and whom to ask', () => {
  const facts = { revokedFrom: '2026-09-01T00:00:00.000Z', revocationReason: 'key-compromise', unusableSources: ['wrong-signature'] };
  const root = drawCard('failed', fail('revocation.revoked', facts));
  expect(read(root)).toEqual({
    sentence: 'Firmata con un certificato già revocato',
    mark: 'octagon',
    lead: expect.stringMatching(/era già stato revocato.*chiedi al gestore/),
  });
  if (!root.querySelector('.check')) click(findButton(root, MESSAGES.it.details_why?.message ?? ''));
  const details = textOf(root);
  expect(details).toContain('Motivo della revocachiave in mani altrui');
  expect(details).toContain("Elenchi e risposte non usatila firma non è della chiave dell'autorità");
  expect(details).toContain('Revocato dal01/09/2026');
});

it.each(['revocation.compromised-since', 'revocation.unexplained-since'] as const)('%s is a doubt that is told first', (reason) => {
  expect(read(drawCard('inconclusive', leaveOpen(reason)))).toMatchObject({
    mark: 'triangle',
    lead: expect.stringMatching(/^Dopo la data di firma .* marca temporale/),
  });
});

it('not known is a note in small', () => {
  const root = drawCard('verified', leaveOpen('revocation.older-than-message'));
  expect(read(root)).toMatchObject({ mark: 'seal' });
  expect(textOf(root)).toContain('Non controllato: revoca del certificato');
});

it('has words for every source that is not used', () => {
  for (const locale of ['it', 'en'] as const) {
    expect(SOURCE_PROBLEMS.filter((problem) => !MESSAGES[locale][`value_unusableSources_${toKey(problem)}`])).toEqual([]);
  }
});
