// A small ledger, and copies of it as one piece of bytes.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import { type BackupPiece, openBackup } from '../../lib/backup/read-backup';
import { type BackupOptions, type BackupSource, type WrittenBackup, writeBackup } from '../../lib/backup/write-backup';
import { type Ledger, openLedger } from '../../lib/ledger/store';
import { ANNA, accepted, BRUNO, buildEvidence, delivered, IDENTIFIER, NOW } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';

export const MADE_AT = '2026-11-28T10:00:00.000Z';
export const PASSPHRASE = 'quattro parole perché sì';
export const README = 'Si legge con tar.\n';

/** Two beside the acceptance. */
export const STAMPS = ['una marca', 'un’altra marca'].map((text) => new TextEncoder().encode(text));

export const openEmpty = (): Ledger => openLedger({ name: 'test', indexedDB: new IDBFactory(), IDBKeyRange });

export const openFilled = async (): Promise<Ledger> => {
  const ledger = openEmpty();
  const others = [1, 2, 3].map((number) =>
    buildEvidence('accettazione', { facts: { identifier: `other-${number}`, messageId: `o${number}` } }),
  );
  await ledger.record({ ...toJudged(accepted()), timestamps: STAMPS });
  for (const evidence of [accepted(), delivered(ANNA, 1), delivered(BRUNO, 2), ...others]) await ledger.record(toJudged(evidence));
  await ledger.annotate(IDENTIFIER, { tags: ['causa 12'], note: 'Perché «urgente» – con accenti: àèìòù' }, NOW);
  await ledger.noteSending({
    ...{ id: 'one', host: 'mail.example', from: 'studio@pec.provider.example', recipients: [ANNA] },
    ...{ subject: 'In attesa', messageId: null, sentAt: NOW },
  });
  return ledger;
};

type Made = { bytes: Uint8Array<ArrayBuffer>; result: WrittenBackup };

export const makeBackup = async (source: BackupSource, change: Partial<BackupOptions> = {}): Promise<Made> => {
  const options = {
    madeAt: MADE_AT,
    passphrase: null,
    readme: README,
    signal: new AbortController().signal,
    onProgress: vi.fn(),
    ...change,
  };
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const writing = writeBackup(source, options);
  for (;;) {
    const next = await writing.next();
    if (next.done) return { bytes: new Uint8Array(await new Blob(chunks).arrayBuffer()), result: next.value };
    chunks.push(next.value.slice());
  }
};

export const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const collected: T[] = [];
  for await (const value of values) collected.push(value);
  return collected;
};

export const readPieces = async (bytes: Uint8Array<ArrayBuffer>, passphrase: string | null = null): Promise<BackupPiece[]> => {
  const opened = await openBackup(new Blob([bytes]), passphrase);
  if (!opened.ok) throw new Error(opened.refusal);
  return collect(opened.pieces());
};

export const findHashes = (pieces: readonly BackupPiece[]): string[] =>
  pieces.flatMap((piece) => ('sha256' in piece ? [piece.sha256] : []));

/** Of what stands beside its message. */
export const findTokens = (pieces: readonly BackupPiece[]): string[] =>
  pieces.flatMap((piece) => ('sha256' in piece ? piece.tokens.map(({ sha256 }) => sha256) : []));

export const findDamages = (pieces: readonly BackupPiece[]): string[] =>
  pieces.flatMap((piece) => ('what' in piece ? [`${piece.what} ${piece.name}`] : []));
