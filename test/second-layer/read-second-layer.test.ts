// From signed evidence to the second layer: verified envelopes and complete receipts only, by the bytes that were verified, and what was not read is said.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSelected } from '../../lib/extension/board/ledger-view';
import { withLedger } from '../../lib/extension/recording/with-ledger';
import { findShownSubject } from '../../lib/ledger/find-shown-subject';
import { LAYER_LIMITS } from '../../lib/second-layer/limits';
import { readSecondLayer } from '../../lib/second-layer/read-second-layer';
import { verifyMessage } from '../../lib/verify/verify-message';
import { createTransmission } from '../pki/transmission';
import { NOW, replaceIn, sign, trust } from '../verify/bench';
import { attach, CONFIRMATION, REJECTION } from './layer-files';

const NS = 'IT01234567890_00A1B_NS_001.xml';
const transmission = createTransmission({
  sender: 'sdi01@pec.fatturapa.it',
  subject: 'Notifica di scarto 9001',
  attachments: [attach(NS, REJECTION), attach('Conferma.xml', CONFIRMATION)],
});
const context = { trust, now: NOW };

const envelope = await sign({ kind: 'posta-certificata', transmission });
const other = await sign({ kind: 'posta-certificata' });

const toPiece = async (bytes: Uint8Array) => {
  const report = await verifyMessage(bytes, context);
  return { sha256: report.sha256, size: bytes.length, report };
};

const readFrom = async (bytes: Uint8Array, given: Uint8Array | undefined = bytes) => {
  const piece = await toPiece(bytes);
  const layer = await readSecondLayer([piece], async () => given);
  return { verdict: piece.report.verdict, types: layer[piece.sha256]?.map(({ type }) => type) ?? layer[piece.sha256] };
};

describe('what is opened', () => {
  it.each([
    ['an envelope', { kind: 'posta-certificata' }],
    ['an envelope in the other layout', { kind: 'posta-certificata', layout: 'javamail' }],
    ['an envelope with line feeds', { kind: 'posta-certificata', lineEnding: 'lf' }],
    ['a complete receipt', { kind: 'avvenuta-consegna', receiptType: 'completa' }],
  ] as const)('%s', async (_, options) => {
    expect(await readFrom(await sign({ transmission, ...options }))).toEqual({ verdict: 'verified', types: ['NS', 'conferma'] });
  });

  it.each([
    ['a brief receipt', { kind: 'avvenuta-consegna', receiptType: 'breve' }],
    ['a synthetic receipt', { kind: 'avvenuta-consegna', receiptType: 'sintetica' }],
    ['an acceptance', { kind: 'accettazione' }],
    ['an anomaly envelope', { kind: 'anomalia' }],
  ] as const)('not %s', async (_, options) => {
    expect(await readFrom(await sign({ transmission, ...options }))).toEqual({ verdict: 'verified', types: undefined });
  });

  it('not an envelope that was altered', async () => {
    const altered = await sign({
      kind: 'posta-certificata',
      transmission,
      tamper: { message: replaceIn('name="Conferma.xml"', 'name="CONFERMA.xml"') },
    });
    expect(await readFrom(altered)).toEqual({ verdict: 'failed', types: undefined });
  });

  it('not an ordinary mail with the same files', async () => {
    expect(await readFrom(transmission.original)).toEqual({ verdict: 'not-pec', types: undefined });
  });

  it('not a message without such files', async () => {
    expect(await readFrom(other)).toEqual({ verdict: 'verified', types: undefined });
  });
});

describe('what is said not to be read', () => {
  it.each([
    ['bytes that are gone', undefined],
    ['bytes of another message', other],
  ])('%s', async (_, given) => {
    const piece = await toPiece(envelope);
    expect(await readSecondLayer([piece], async () => given)).toEqual({ [piece.sha256]: null });
  });

  it('a ledger that breaks', async () => {
    const piece = await toPiece(envelope);
    const layer = await readSecondLayer([piece], async () => Promise.reject(new Error('closed')));
    expect(layer).toEqual({ [piece.sha256]: null });
  });

  it('a piece that is too large, without asking for it', async () => {
    const piece = { ...(await toPiece(envelope)), size: LAYER_LIMITS.pieceBytes + 1 };
    const asked: string[] = [];
    const layer = await readSecondLayer([piece], async (sha256) => {
      asked.push(sha256);
      return envelope;
    });
    expect({ layer, asked }).toEqual({ layer: { [piece.sha256]: null }, asked: [] });
  });

  it('pieces beyond the limit', async () => {
    const piece = await toPiece(envelope);
    const pieces = Array.from({ length: LAYER_LIMITS.pieces + 2 }, (_, at) => ({ ...piece, sha256: at === 0 ? piece.sha256 : `x${at}` }));
    const asked: string[] = [];
    const layer = await readSecondLayer(pieces, async (sha256) => {
      asked.push(sha256);
      return envelope;
    });
    expect(asked).toHaveLength(LAYER_LIMITS.pieces);
    // Only the first is named by the hash of its bytes.
    expect(Object.values(layer).filter((items) => items !== null)).toHaveLength(1);
    expect(Object.keys(layer)).toHaveLength(pieces.length);
  });
});

describe('on the ledger page', () => {
  const read = async (identifier: string | null) =>
    (await readSelected({ kind: 'examples', selected: identifier, shown: null, readContext: async () => context })).secondLayer;

  beforeEach(async () => {
    for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  });

  it('comes with the message that is selected, and with it alone', async () => {
    const report = await verifyMessage(envelope, context);
    const judged = { bytes: envelope, report, origin: 'file', recordedAt: NOW, shownSubject: findShownSubject(envelope, report) } as const;
    await withLedger((ledger) => ledger.record(judged), 'examples');
    const layer = await read(transmission.identifier);
    expect(layer?.[report.sha256]?.map(({ fileName }) => fileName)).toEqual([NS, 'Conferma.xml']);
    expect(await read(transmission.identifier)).toEqual(layer);
    expect(await read(null)).toEqual({});
  });
});
