// Complete receipts of one message beside each other, signed for real: what agrees, what differs, and who was only in copy.
import { describe, expect, it } from 'vitest';
import { type ComparedReceipts, compareReceipts } from '../../lib/ledger/compare-receipts';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { toReadiness } from '../../lib/ledger/readiness';
import { verifyMessage } from '../../lib/verify/verify-message';
import { toBytes, toOctets } from '../pki/mime-text';
import type { PecOptions } from '../pki/sign-pec';
import type { Transmission } from '../pki/transmission';
import { NOW, sign, trust } from '../verify/bench';
import { ATTACHMENTS, replaced, transmit } from '../verify/original/brief-cases';

const ANNA = 'anna@pec.beta.example';
const BRUNO = 'bruno@pec.beta.example';
const CARLA = 'carla@pec.beta.example';
const to = [ANNA, BRUNO].map((address) => ({ address, type: 'certificato', field: 'to' }) as const);
const sent = transmit({ recipients: [...to, { address: CARLA, type: 'certificato', field: 'cc' }] });

/** The message that `sent` would have been, under its identifiers. */
const altered = (options: Parameters<typeof transmit>[0]): Transmission => ({
  ...sent,
  original: transmit({ recipients: sent.recipients, ...options }).original,
});

const readContext = async () => ({ trust, now: NOW });

type Kept = { evidence: Evidence[]; bytes: Map<string, Uint8Array> };

const keep = async (...messages: readonly Uint8Array[]): Promise<Kept> => {
  const kept: Kept = { evidence: [], bytes: new Map() };
  for (const bytes of messages) {
    const report = await verifyMessage(bytes, { trust, now: NOW });
    kept.evidence.push({ sha256: report.sha256, report, size: bytes.length, origin: 'file', recordedAt: NOW, shownSubject: null });
    kept.bytes.set(report.sha256, bytes);
  }
  return kept;
};

const deliver = (delivery: string, transmission = sent, options: Partial<PecOptions> = {}): Promise<Uint8Array> =>
  sign({ delivery, transmission, receiptType: 'completa', ...options });

const compareKept = ({ evidence, bytes }: Kept): Promise<ComparedReceipts> =>
  compareReceipts(toLedgerMessage(evidence, NOW), evidence, { bytesOf: async (sha256) => bytes.get(sha256), readContext });

const compare = async (...messages: readonly Uint8Array[]): Promise<ComparedReceipts> => compareKept(await keep(...messages));

const whose = ({ contents }: ComparedReceipts): string[][] => contents.map(({ addresses }) => [...addresses].sort());

const accepted = await sign({ kind: 'accettazione', transmission: sent });
const summary = await deliver(CARLA, sent, { receiptType: 'sintetica' });

describe('complete receipts beside each other', () => {
  it('agree, whatever each provider added on the way', async () => {
    const extra = (octets: Uint8Array): Uint8Array =>
      toBytes(`X-Namirial-Details: x\r\nReceived: from a by b\r\nX-Tiporicevuta: completa\r\n${toOctets(octets)}`);
    const other = await deliver(BRUNO, sent, { tamper: { postacert: extra } });
    const found = await compare(accepted, await deliver(ANNA), other);
    expect(found).toMatchObject({ contents: [{ addresses: [ANNA, BRUNO], result: null }], unclear: [] });
  });

  it.each([
    ['an attachment of another content', { attachments: [{ ...ATTACHMENTS[0], bytes: Uint8Array.of(1) }, ATTACHMENTS[1]] }, 'hash-differs'],
    ['one attachment less', { attachments: ATTACHMENTS.slice(0, 1) }, 'attachment-missing'],
    ['one attachment more', { attachments: [...ATTACHMENTS, { ...ATTACHMENTS[0], name: 'in piu.pdf' }] }, 'attachment-added'],
    ['other words', { text: 'Altro testo\n' }, 'text-differs'],
    ['another subject', { subject: 'Altro oggetto' }, 'headers-differ'],
  ])('differ by %s, and it is said whose', async (_, options, reason) => {
    const other = altered(options as Parameters<typeof transmit>[0]);
    const found = await compare(await deliver(ANNA), await deliver(BRUNO, other), await deliver(ANNA, sent, { lineEnding: 'lf' }));
    expect(whose(found)).toEqual(whose(found)[0]?.includes(ANNA) ? [[ANNA], [BRUNO]] : [[BRUNO], [ANNA]]);
    expect(found.contents[0]?.result).toBeNull();
    const mirrored = { 'attachment-added': 'attachment-missing', 'attachment-missing': 'attachment-added' }[reason] ?? reason;
    const expected = whose(found)[0]?.includes(ANNA) ? reason : mirrored;
    expect(found.contents[1]?.result).toMatchObject({ status: 'failed', reason: `original-message.${expected}` });
  });

  it('do not depend on the order of arrival', async () => {
    const messages = [accepted, await deliver(ANNA), await deliver(BRUNO, altered({ text: 'x\n' })), summary];
    expect(await compare(...messages)).toEqual(await compare(...[...messages].reverse()));
  });

  it('say nothing of one alone, of a doubtful one, or of one whose bytes are not those recorded', async () => {
    const kept = await keep(await deliver(ANNA), await deliver(BRUNO, altered({ text: 'x\n' })));
    const [one, other] = kept.evidence as [Evidence, Evidence];
    expect((await compare(await deliver(ANNA))).contents).toEqual([]);
    const doubtful = { ...other, report: { ...other.report, verdict: 'inconclusive' as const } };
    expect((await compareKept({ ...kept, evidence: [one, doubtful] })).contents).toEqual([]);
    kept.bytes.set(other.sha256, replaced(kept.bytes.get(other.sha256) as Uint8Array, /.$/s, '!'));
    expect(await compareKept(kept)).toMatchObject({ contents: [], unclear: [BRUNO] });
  });

  it('leave out one that cannot be read, wherever it stands, and name it', async () => {
    const broken = (octets: Uint8Array): Uint8Array => toBytes(toOctets(octets).replace(/--\r\n$/, '\r\n'));
    for (const [bad, good] of [
      [ANNA, BRUNO],
      [BRUNO, ANNA],
    ] as const) {
      const unread = await deliver(bad, sent, { tamper: { postacert: broken } });
      const found = await compare(unread, await deliver(good), await deliver(good, sent, { lineEnding: 'lf' }));
      expect(found).toMatchObject({ contents: [{ addresses: [good] }], unclear: [bad] });
    }
  });

  it('name one that encloses a message of another identifier', async () => {
    const foreign = { ...sent, original: transmit({ recipients: sent.recipients, messageId: 'altro@client.example' }).original };
    const tamper = { postacert: () => foreign.original };
    const found = await compare(
      await deliver(ANNA),
      await deliver(BRUNO, sent, { tamper }),
      await deliver(ANNA, sent, { lineEnding: 'lf' }),
    );
    expect(found).toMatchObject({ contents: [{ addresses: [ANNA] }], unclear: [BRUNO] });
  });
});

describe('who was in copy', () => {
  const fields = (header: string) => ({
    tamper: { postacert: (octets: Uint8Array) => toBytes(toOctets(octets).replace(/^To: [^\r]*\r\nCc: [^\r]*/m, header)) },
  });

  it.each(['completa', 'breve'] as const)('is told by the message inside another receipt, %s', async (receiptType) => {
    expect((await compare(accepted, await deliver(ANNA, sent, { receiptType }), summary)).inCopy).toEqual([CARLA]);
  });

  it('is told by the envelope', async () => {
    expect((await compare(await sign({ kind: 'posta-certificata', transmission: sent }), summary)).inCopy).toEqual([CARLA]);
  });

  it.each([
    ['nothing encloses the message', async () => [accepted, summary]],
    [
      'the address stands in both fields',
      async () => [summary, await deliver(ANNA, sent, fields(`To: ${ANNA}, ${CARLA}\r\nCc: ${CARLA}`))],
    ],
    [
      'receipts say different things',
      async () => [summary, await deliver(ANNA), await deliver(BRUNO, sent, fields(`To: ${ANNA}, ${CARLA}`))],
    ],
  ])('is not told when %s', async (_, messages) => {
    expect((await compare(...(await messages()))).inCopy).toEqual([]);
  });
});

it('reaches the readiness: delivered, and no complete receipt to look for', async () => {
  const kept = await keep(accepted, await deliver(ANNA), await deliver(BRUNO), summary);
  const receipts = await compareKept(kept);
  const items = toReadiness(toLedgerMessage(kept.evidence, NOW), kept.evidence, { now: NOW, receipts });
  expect(items).toContainEqual({ id: 'delivery-in-copy', status: 'missing', addresses: [CARLA] });
  expect(items).toContainEqual({ id: 'receipts-agree', status: 'ok', addresses: [ANNA, BRUNO] });
  expect(items.map(({ id }) => id)).not.toContain('delivery-summary');
});
