// What it takes to prove a delivery: item by item, and ready only when nothing that is needed is open.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { isReady, type ReadinessExtra, type ReadinessItem, toReadiness } from '../../lib/ledger/readiness';
import type { CheckResult, Code } from '../../lib/verify/report';
import {
  ANNA,
  accepted,
  BRUNO,
  buildBareEvidence,
  buildEvidence,
  CARLA,
  delivered,
  failed,
  hoursLater,
  IDENTIFIER,
} from './build-evidence';

const NOW = hoursLater(48);

const withChecks = (item: Evidence, ...checks: CheckResult[]): Evidence => ({
  ...item,
  report: { ...item.report, checks: [...item.report.checks, ...checks] },
});

const original = (proves: string, ...notes: Code[]): CheckResult => ({
  check: 'original-message',
  status: 'passed',
  facts: { proves },
  notes,
});

const EQUAL = original('full-content', 'original-message.content-equal');
const UNCOMPARED = original('full-content', 'original-message.not-compared');

const SOLE = { recipients: [{ address: ANNA, type: 'certificato' as const }] };
const complete = (address: string, check = EQUAL, hours = 0.1): Evidence => withChecks(delivered(address, hours), check);
const readinessOf = (evidence: Evidence[], extra: Partial<ReadinessExtra> = {}): ReadinessItem[] =>
  toReadiness(toLedgerMessage(evidence, NOW), evidence, { now: NOW, ...extra });

const toStatus = (items: readonly ReadinessItem[]): Record<string, string> =>
  Object.fromEntries(items.map(({ id, status }) => [id, status]));

const find = (items: readonly ReadinessItem[], id: ReadinessItem['id']): ReadinessItem | undefined => items.find((item) => item.id === id);

describe('a delivery that is proven', () => {
  it('has acceptance, complete receipts, originals, genuine signatures and equal content', () => {
    const items = readinessOf([accepted(), complete(ANNA), complete(BRUNO)]);
    expect(toStatus(items)).toEqual({
      acceptance: 'ok',
      deliveries: 'ok',
      ordinary: 'unknown',
      originals: 'ok',
      genuine: 'ok',
      content: 'ok',
      log: 'ok',
      certificate: 'ok',
    });
    expect(isReady(items)).toBe(true);
    expect([find(items, 'log')?.until, find(items, 'certificate')?.until]).toEqual(['2029-03-19T15:41:20+02:00', '2028-03-01']);
    expect(find(items, 'ordinary')?.addresses).toEqual([CARLA]);
  });

  it('stays one when log and certificates are gone: nothing is taken from the receipts', () => {
    const items = readinessOf([accepted(), complete(ANNA), complete(BRUNO)], { now: '2036-01-01T00:00:00Z' });
    expect(toStatus(items)).toMatchObject({ certificate: 'unknown' });
    expect(find(items, 'log')).toBeUndefined();
    expect(isReady(items)).toBe(true);
  });

  it('needs no date of a certificate once time-stamps stand behind it', () => {
    const stamp: CheckResult = { check: 'timestamp', status: 'passed', facts: {}, notes: [] };
    const stamped = [accepted({ facts: SOLE }), withChecks(delivered(ANNA, 0.1, { facts: SOLE }), EQUAL)].map((item) =>
      withChecks(item, stamp),
    );
    expect(find(readinessOf(stamped), 'certificate')).toBeUndefined();
    expect(find(readinessOf([accepted({ facts: SOLE }), ...stamped.slice(1)]), 'certificate')?.status).toBe('ok');
  });
});

describe('what is missing', () => {
  it('names who lacks a receipt, who failed and who has less than a complete one', () => {
    const recipients = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ address: `${name}@pec.example`, type: 'certificato' as const }));
    const of = (name: string, receiptType: 'completa' | 'breve' | 'sintetica', proves: string): Evidence =>
      withChecks(delivered(`${name}@pec.example`, 0.1, { facts: { receiptType, recipients } }), original(proves));
    const items = readinessOf([
      accepted({ facts: { recipients } }),
      of('a', 'completa', 'full-content'),
      of('b', 'breve', 'content-by-hash'),
      of('c', 'sintetica', 'transport'),
      failed('d@pec.example', 1, '5.1.1', { facts: { recipients } }),
    ]);
    expect(find(items, 'delivery-brief')?.addresses).toEqual(['b@pec.example']);
    expect(find(items, 'delivery-summary')?.addresses).toEqual(['c@pec.example']);
    expect(find(items, 'delivery-failed')?.addresses).toEqual(['d@pec.example']);
    expect(find(items, 'delivery-waiting')?.addresses).toEqual(['e@pec.example']);
    expect(find(items, 'deliveries')).toBeUndefined();
    expect(isReady(items)).toBe(false);
  });

  it('is a receipt that says complete and holds no message', () => {
    const hollow = withChecks(delivered(ANNA), {
      check: 'original-message',
      status: 'undetermined',
      facts: { proves: 'transport' },
      reason: 'original-message.missing',
    });
    const items = readinessOf([accepted({ facts: SOLE }), hollow]);
    expect(find(items, 'delivery-summary')).toMatchObject({ status: 'missing', addresses: [ANNA] });
  });

  it('is not what a doubtful receipt, one of another message or one for somebody else would give', () => {
    const doubtful = { ...complete(ANNA), report: { ...complete(ANNA).report, verdict: 'inconclusive' as const } };
    const foreign = withChecks(delivered(ANNA, 0.1, { facts: { sender: 'other@pec.provider.example' } }), EQUAL);
    for (const item of [doubtful, foreign, complete(BRUNO)]) {
      const items = readinessOf([accepted(), item]);
      expect(find(items, 'delivery-waiting')?.addresses).toContain(ANNA);
      expect(isReady(items)).toBe(false);
    }
  });

  it.each([
    ['an acceptance', [complete(ANNA), complete(BRUNO)], 'acceptance', 'missing'],
    ['every file of it', [accepted(), complete(ANNA), complete(BRUNO)], 'originals', 'missing'],
    ['a comparison', [accepted(), complete(ANNA), complete(BRUNO, UNCOMPARED)], 'content', 'unknown'],
  ] as const)('is %s', (_, evidence, id, status) => {
    const message = toLedgerMessage(evidence, NOW);
    const kept = id === 'originals' ? evidence.slice(1) : evidence;
    const items = toReadiness(message, kept, { now: NOW });
    expect(find(items, id)?.status).toBe(status);
    expect(isReady(items)).toBe(false);
  });

  it('is agreement, when proofs contradict each other', () => {
    const items = readinessOf([accepted({ facts: SOLE }), complete(ANNA), failed(ANNA, 2)]);
    expect(find(items, 'contradiction')).toMatchObject({ status: 'missing', addresses: [ANNA] });
    expect(isReady(items)).toBe(false);
    const foreign = accepted({ facts: { sender: 'other@pec.provider.example', time: hoursLater(5) } });
    expect(isReady(readinessOf([accepted({ facts: SOLE }), complete(ANNA), foreign]))).toBe(false);
  });

  it('is any delivery at all to ordinary addresses, and to nobody of a refused message', () => {
    const ordinary = readinessOf([accepted({ facts: { recipients: [{ address: CARLA, type: 'esterno' }] } })]);
    expect(toStatus(ordinary)).toMatchObject({ 'delivery-not-due': 'missing', ordinary: 'unknown' });
    expect(isReady(ordinary)).toBe(false);
    const refused = readinessOf([buildEvidence('non-accettazione')]);
    expect([refused, isReady(refused)]).toEqual([[{ id: 'refused', status: 'missing' }], false]);
  });

  it('is the log, when it ended before the receipts came', () => {
    const items = readinessOf([accepted()], { now: '2030-01-01T00:00:00Z' });
    expect(find(items, 'log')).toMatchObject({ status: 'missing', until: '2029-03-19T15:41:20+02:00' });
  });
});

describe('who was only in copy', () => {
  const receipts = { contents: [], unclear: [], inCopy: [BRUNO] };
  const evidenceOf = (item: Evidence): Evidence[] => [accepted(), complete(ANNA), item];
  const short = (receiptType: 'completa' | 'breve' | 'sintetica'): Evidence =>
    withChecks(delivered(BRUNO, 0.1, { facts: { receiptType } }), original('transport', 'original-message.not-due'));

  it.each(['completa', 'breve', 'sintetica'] as const)(
    'is delivered, never complete, and nothing to look for: %s was asked for',
    (type) => {
      const items = readinessOf(evidenceOf(short(type)), { receipts });
      expect(find(items, 'delivery-in-copy')).toEqual({ id: 'delivery-in-copy', status: 'missing', addresses: [BRUNO] });
      expect([find(items, 'delivery-brief'), find(items, 'delivery-summary'), find(items, 'deliveries')]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(items.filter(({ id }) => id === 'content')).toEqual([{ id: 'content', status: 'ok', addresses: [ANNA] }]);
      expect(isReady(items)).toBe(false);
    },
  );

  it('is a recipient like any other when nothing tells, or when the receipt holds the message', () => {
    const untold = readinessOf(evidenceOf(short('sintetica')));
    expect(find(untold, 'delivery-summary')?.addresses).toEqual([BRUNO]);
    expect(find(readinessOf(evidenceOf(complete(BRUNO)), { receipts }), 'delivery-in-copy')).toBeUndefined();
  });
});

describe('what the receipts say of each other', () => {
  const evidence = [accepted(), complete(ANNA, UNCOMPARED), complete(BRUNO, UNCOMPARED)];
  const contents = [
    { addresses: [ANNA], receipts: 1, result: null },
    { addresses: [BRUNO], receipts: 1, result: null },
  ];

  it('is a fact where they agree, and no comparison with what was sent', () => {
    const agreeing = [{ addresses: [ANNA, BRUNO], receipts: 2, result: null }];
    const items = readinessOf(evidence, { receipts: { contents: agreeing, unclear: [], inCopy: [] } });
    expect(find(items, 'receipts-agree')).toEqual({ id: 'receipts-agree', status: 'ok', addresses: [ANNA, BRUNO] });
    expect([find(items, 'content')?.status, isReady(items)]).toEqual(['unknown', false]);
  });

  it('stands against the proof where they differ, or where one cannot be compared', () => {
    const equal = [accepted(), complete(ANNA), complete(BRUNO)];
    const differing = readinessOf(equal, { receipts: { contents, unclear: [], inCopy: [] } });
    expect(find(differing, 'receipts-differ')).toEqual({ id: 'receipts-differ', status: 'missing', contents });
    const unclear = readinessOf(equal, { receipts: { contents: [], unclear: [BRUNO], inCopy: [] } });
    expect(find(unclear, 'receipts-unclear')).toMatchObject({ status: 'unknown', addresses: [BRUNO] });
    expect([isReady(readinessOf(equal)), isReady(differing), isReady(unclear)]).toEqual([true, false, false]);
  });
});

describe('what the user compared', () => {
  const evidence = [accepted({ facts: SOLE }), complete(ANNA, UNCOMPARED)];
  const receipt = evidence[1] as Evidence;
  const differs: CheckResult = { check: 'original-message', status: 'failed', facts: {}, reason: 'original-message.hash-differs' };
  const compare = (result: CheckResult | null, identifier = IDENTIFIER) =>
    find(readinessOf(evidence, { comparison: { identifier, receipts: [{ sha256: receipt.sha256, result }] } }), 'content')?.status;

  it('counts as long as it is about this message', () => {
    expect(compare(EQUAL)).toBe('ok');
    expect(compare(original('content-by-hash', 'original-message.hashes-match'))).toBe('ok');
    expect(compare(differs)).toBe('missing');
    expect(compare(EQUAL, 'another')).toBe('unknown');
  });

  it('proves nothing when it was another message or could not be read', () => {
    expect(compare(original('full-content', 'original-message.other-message'))).toBe('unknown');
    expect(compare(null)).toBe('unknown');
  });

  it('weighs a difference more than an equality found in another receipt', () => {
    const both = [accepted({ facts: SOLE }), complete(ANNA), complete(ANNA, UNCOMPARED, 0.2)];
    const comparison = { identifier: IDENTIFIER, receipts: [{ sha256: both[2]?.sha256 ?? '', result: differs }] };
    expect(find(readinessOf(both, { comparison }), 'content')?.status).toBe('missing');
    expect(find(readinessOf(both), 'content')?.status).toBe('ok');
  });
});

it('says nothing of what came to us, of a fake, or of a sending that nothing confirms', () => {
  expect(readinessOf([buildEvidence('posta-certificata')])).toEqual([]);
  expect(readinessOf([buildBareEvidence('failed')])).toEqual([]);
  const sending = { ...toLedgerMessage([accepted()], NOW), identifier: 'sending:1', state: 'sent' as const, evidence: [] };
  expect(toReadiness(sending, [], { now: NOW })).toEqual([]);
  expect(isReady([])).toBe(false);
});
