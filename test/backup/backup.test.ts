// A copy of the ledger gives back what it took, can be read with tar, sha256sum and age, and says of itself what it lacks.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackup } from '../../lib/backup/read-backup';
import type { Ledger } from '../../lib/ledger/store';
import { toSha256Hex } from '../../lib/verify/bytes';
import { accepted } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import {
  findDamages,
  findHashes,
  findTokens,
  MADE_AT,
  makeBackup,
  openEmpty,
  openFilled,
  PASSPHRASE,
  README,
  readPieces,
  STAMPS,
} from './make-backup';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A passphrase takes a second by design, and many on a busy machine. */
const PATIENCE_MS = 120_000;

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openFilled();
});

describe.each([
  ['plain', null],
  ['sealed with a passphrase', PASSPHRASE],
])('a copy that is %s', (_, passphrase) => {
  it(
    'gives back every message with the instant of its recording, the notes and the sendings',
    async () => {
      const { bytes, result } = await makeBackup(ledger, { passphrase });
      expect(result).toMatchObject({ count: 6, stamps: 2, lacking: [] });
      const pieces = await readPieces(bytes, passphrase);
      expect(findDamages(pieces)).toEqual([]);
      expect(findTokens(pieces)).toHaveLength(2);
      const hashes = findHashes(pieces);
      expect(hashes).toEqual(await ledger.listHashes(null, 100));
      for (const piece of pieces) {
        if (!('sha256' in piece)) continue;
        expect(piece.bytes).toEqual(await ledger.bytesOf(piece.sha256));
        expect(piece.tokens.map(({ bytes }) => bytes)).toEqual(await ledger.tokensOf(piece.sha256));
        expect(piece.recordedAt).toBe((await ledger.evidence(piece.sha256))?.recordedAt);
      }
      expect(pieces.filter((piece) => 'annotation' in piece)).toEqual(await ledger.annotations());
      expect(pieces.filter((piece) => 'sending' in piece)).toEqual([{ sending: expect.objectContaining({ id: 'one' }) }]);
    },
    PATIENCE_MS,
  );

  it(
    'is a tar whose sums sha256sum accepts',
    async () => {
      const { bytes } = await makeBackup(ledger, { passphrase });
      const place = mkdtempSync(join(folder, 'tar-'));
      writeFileSync(join(place, 'copia.tar'), bytes);
      execFileSync('tar', ['-xf', 'copia.tar'], { cwd: place });
      expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: place, encoding: 'utf8' })).not.toMatch(/FAILED/);
      expect(readdirSync(join(place, 'evidence'))).toHaveLength(6);
      const stamps = readdirSync(join(place, 'timestamps'));
      const stamped = toJudged(accepted()).report.sha256;
      expect(stamps).toHaveLength(2);
      for (const name of stamps) expect(name).toMatch(new RegExp(`^[0-9a-f]{64}-${stamped.slice(0, 12)}\\.tsr(\\.age)?$`));
      expect(readFileSync(join(place, 'SHA256SUMS'), 'utf8').match(/ {2}timestamps\//g)).toHaveLength(2);
      expect(readFileSync(join(place, 'LEGGIMI.txt'), 'utf8')).toBe(README);
      expect(JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'))).toMatchObject({ madeAt: MADE_AT, count: 6, stamps: 2 });
      // Notes and addresses are readable in the one, and nowhere in the other.
      expect(spawnSync('grep', ['-rq', 'urgente', '.'], { cwd: place }).status).toBe(passphrase === null ? 0 : 1);
    },
    PATIENCE_MS,
  );
});

it('is the same, octet by octet, for the same ledger and instant', async () => {
  expect((await makeBackup(ledger)).bytes).toEqual((await makeBackup(ledger)).bytes);
});

it('holds the seals with their lists and what came back, as they were', async () => {
  const own = await openFilled();
  const seal = await own.makeSeal(MADE_AT);
  const bytes = Uint8Array.of(0, 128, 255);
  await own.answerSeal(seal?.id ?? '', { sha256: await toSha256Hex(bytes), name: 'sigillo.txt.tst', bytes, addedAt: MADE_AT });
  const pieces = await readPieces((await makeBackup(own)).bytes);
  expect(findDamages(pieces)).toEqual([]);
  const [kept] = await own.seals();
  expect(pieces.filter((piece) => 'seal' in piece)).toEqual([{ seal: { ...kept, list: await own.sealListOf(seal?.id ?? '') } }]);
});

it('of an empty ledger is whole as well', async () => {
  expect(await readPieces((await makeBackup(openEmpty())).bytes)).toEqual([]);
});

it('leaves what is recorded meanwhile to the next copy', async () => {
  const own = await openFilled();
  const late = accepted({ facts: { identifier: 'late', messageId: 'late' } });
  const { bytes } = await makeBackup(own, {
    onProgress: (done) => void (done === 1 && own.record(toJudged(late))),
  });
  const pieces = await readPieces(bytes);
  expect(findDamages(pieces)).toEqual([]);
  expect(findHashes(pieces)).not.toContain(late.sha256);
  expect(findHashes(pieces)).toHaveLength(6);
});

it('names what the ledger could not give back whole, and copies the rest', async () => {
  const [gone = '', altered = ''] = await ledger.listHashes(null, 2);
  const source = {
    ...ledger,
    bytesOf: async (sha256: string) => {
      if (sha256 === gone) return undefined;
      return sha256 === altered ? new Uint8Array([1]) : ledger.bytesOf(sha256);
    },
  };
  const { bytes, result } = await makeBackup(source);
  expect(result).toMatchObject({ count: 4, lacking: [gone, altered] });
  expect(findHashes(await readPieces(bytes))).toHaveLength(4);
});

it('leaves time-stamps that come meanwhile to the next copy', async () => {
  const own = await openFilled();
  const late = { ...toJudged(accepted()), timestamps: [new Uint8Array([7])] };
  const known = await own.stampsOf(late.report.sha256);
  const { result, bytes } = await makeBackup(own, { onProgress: (done) => void (done === 1 && own.record(late)) });
  expect(result).toMatchObject({ stamps: 2, lacking: [] });
  expect(findTokens(await readPieces(bytes)).sort()).toEqual([...known].sort());
});

it('names a time-stamp that the ledger could not give back whole', async () => {
  const { sha256 } = toJudged(accepted()).report;
  const [first = '', second = ''] = await ledger.stampsOf(sha256);
  const tokensOf = async (): Promise<Uint8Array[]> => [...(await ledger.tokensOf(sha256)).slice(0, 1), new Uint8Array([1])];
  const { bytes, result } = await makeBackup({ ...ledger, tokensOf });
  expect(result).toMatchObject({ count: 6, stamps: 1, lacking: [second] });
  expect(findTokens(await readPieces(bytes))).toEqual([first]);
});

it('gives the time-stamps of a message that it lacks by themselves', async () => {
  const { sha256 } = toJudged(accepted()).report;
  const bytesOf = async (hash: string): Promise<Uint8Array | undefined> => (hash === sha256 ? undefined : ledger.bytesOf(hash));
  const pieces = await readPieces((await makeBackup({ ...ledger, bytesOf })).bytes);
  expect(pieces).toContainEqual({
    prefix: sha256.slice(0, 12),
    tokens: expect.arrayContaining([expect.objectContaining({ bytes: STAMPS[0] })]),
  });
  expect([findHashes(pieces).length, findTokens(pieces), findDamages(pieces)]).toEqual([5, [], []]);
});

it('ends at once when it is cancelled', async () => {
  const controller = new AbortController();
  const made = makeBackup(ledger, { signal: controller.signal, onProgress: () => controller.abort() });
  await expect(made).rejects.toThrow(/abort/i);
});

it('of the first version, which kept no time-stamps, is still read whole', async () => {
  const pieces = await readPieces(new Uint8Array(readFileSync(new URL('./first-copy.tar', import.meta.url))));
  expect([findHashes(pieces).length, findTokens(pieces), findDamages(pieces)]).toEqual([6, [], []]);
});

describe('is refused', () => {
  const refusal = async (bytes: Uint8Array<ArrayBuffer>, passphrase: string | null = null): Promise<string> => {
    const opened = await openBackup(new Blob([bytes]), passphrase);
    return opened.ok ? 'opened' : opened.refusal;
  };

  it('when it is something else', async () => {
    expect(await refusal(new Uint8Array(5000).fill(65))).toBe('not-a-backup');
    expect(await refusal(new Uint8Array(0))).toBe('not-a-backup');
  });

  it(
    'without its passphrase, and with another',
    async () => {
      const { bytes } = await makeBackup(ledger, { passphrase: PASSPHRASE });
      expect(await refusal(bytes)).toBe('passphrase');
      expect(await refusal(bytes, 'un’altra')).toBe('passphrase');
      expect(await refusal(bytes, PASSPHRASE.normalize('NFD'))).toBe('opened');
    },
    PATIENCE_MS,
  );

  it('when a later version made it', async () => {
    const { bytes } = await makeBackup(ledger);
    const newer = new TextDecoder('latin1').decode(bytes).replace('"version": 2', '"version": 9');
    expect(await refusal(Uint8Array.from(newer, (character) => character.charCodeAt(0)))).toBe('newer');
  });
});
