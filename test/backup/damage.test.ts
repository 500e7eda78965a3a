// Whatever octet of a copy is damaged: it is found and named, and every message that was not hit is still given back whole.
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ROWS_BYTES, toTimestampName } from '../../lib/backup/layout';
import { type BackupPiece, openBackup } from '../../lib/backup/read-backup';
import { BLOCK, parseTarHeader, toTarHeader } from '../../lib/backup/tar';
import { toSha256Hex } from '../../lib/verify/bytes';
import { LIMITS } from '../../lib/verify/limits';
import { findDamages, findHashes, findTokens, makeBackup, openFilled, PASSPHRASE, readPieces } from './make-backup';

// The key of a copy costs a second each time, on purpose; the same key file is opened once here.
vi.mock('../../lib/backup/seal', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../lib/backup/seal')>();
  const opened = new Map<string, ReturnType<typeof real.openSeal>>();
  const openSeal: typeof real.openSeal = (keyFile, passphrase) => {
    const key = `${Buffer.from(keyFile).toString('base64')} ${passphrase}`;
    const opener = opened.get(key) ?? real.openSeal(keyFile, passphrase);
    opened.set(key, opener);
    return opener;
  };
  return { ...real, openSeal };
});

const flip = (bytes: Uint8Array<ArrayBuffer>, at: number, change: number): Uint8Array<ArrayBuffer> => {
  const damaged = bytes.slice();
  damaged[at] = (damaged[at] ?? 0) ^ change;
  return damaged;
};

const openWhole = async (passphrase: string | null): Promise<Uint8Array<ArrayBuffer>> =>
  (await makeBackup(await openFilled(), { passphrase })).bytes;

const STRIDE = 5;

/** A damage is named, and one message or one time-stamp is lost at most. */
const expectLittleLost = (pieces: BackupPiece[], whole: { hashes: string[]; tokens: string[] }, where: string): void => {
  expect(findDamages(pieces), where).not.toEqual([]);
  const found = findHashes(pieces);
  expect(found.length, where).toBeGreaterThanOrEqual(whole.hashes.length - 1);
  for (const sha256 of found) expect(whole.hashes).toContain(sha256);
  // Those of a message that was hit come by themselves.
  const loose = pieces.flatMap((piece) => ('prefix' in piece ? piece.tokens.map(({ sha256 }) => sha256) : []));
  const stamps = [...findTokens(pieces), ...loose];
  expect(stamps.length, where).toBeGreaterThanOrEqual(whole.tokens.length - 1);
  for (const token of stamps) expect(whole.tokens).toContain(token);
};

describe('a plain copy', () => {
  let whole: Uint8Array<ArrayBuffer>;
  let hashes: string[];
  let tokens: string[];
  beforeAll(async () => {
    whole = await openWhole(null);
    hashes = findHashes(await readPieces(whole));
    tokens = findTokens(await readPieces(whole));
    expect(tokens).toHaveLength(2);
  });

  it('tells of any octet that is another, and loses one message or one time-stamp at most', async () => {
    // All octets at each run would take minutes: every fifth, from another one at each run, with any of its bits.
    const [[first, turn] = [0, 0]] = fc.sample(fc.tuple(fc.nat({ max: STRIDE - 1 }), fc.nat({ max: 7 })), 1);
    for (let at = first; at < whole.length; at += STRIDE) {
      const bit = (at + turn) % 8;
      expectLittleLost(await readPieces(flip(whole, at, 1 << bit)), { hashes, tokens }, `octet ${at}, bit ${bit}`);
    }
  }, 120_000);

  it('tells where it was cut off, and gives what came before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1024, max: whole.length - 1 }), async (length) => {
        const pieces = await readPieces(whole.slice(0, length));
        expect(findDamages(pieces).some((damage) => damage.startsWith('end '))).toBe(true);
        for (const piece of pieces) if ('sha256' in piece) expect(await toSha256Hex(piece.bytes)).toBe(piece.sha256);
      }),
    );
  }, 120_000);
});

describe('a sealed copy', () => {
  it('loses what was hit and nothing else, its key being there twice', async () => {
    const whole = await openWhole(PASSPHRASE);
    const text = new TextDecoder('latin1').decode(whole);
    const hit = async (name: string): Promise<{ damages: string[]; messages: number }> => {
      const at = text.indexOf(name) + BLOCK + 100;
      const pieces = await readPieces(flip(whole, at, 0x80), PASSPHRASE);
      return { damages: findDamages(pieces), messages: findHashes(pieces).length };
    };
    expect(await hit('key-1.age')).toEqual({ damages: ['content key-1.age'], messages: 6 });
    expect(await hit('key-2.age')).toEqual({ damages: ['content key-2.age'], messages: 6 });
    const { damages, messages } = await hit('evidence/');
    expect(damages).toEqual([expect.stringMatching(/^sealed evidence\/[0-9a-f]{64}\.eml\.age$/)]);
    expect(messages).toBe(5);
    expect(await hit('timestamps/')).toEqual({
      damages: [expect.stringMatching(/^sealed timestamps\/[0-9a-f-]{77}\.tsr\.age$/)],
      messages: 6,
    });
    expect(await hit('journal/')).toEqual({ damages: ['sealed journal/000001.jsonl.age'], messages: 6 });
  }, 120_000);
});

describe('any octet of a sealed copy', () => {
  it('that is another is told of, and costs one message or one time-stamp at most', async () => {
    const whole = await openWhole(PASSPHRASE);
    const pieces = await readPieces(whole, PASSPHRASE);
    const all = { hashes: findHashes(pieces), tokens: findTokens(pieces) };
    expect([all.hashes.length, all.tokens.length]).toEqual([6, 2]);
    // fast-check prints the seed of a run that fails.
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        expectLittleLost(await readPieces(flip(whole, at, 1 << bit), PASSPHRASE), all, `octet ${at}, bit ${bit}`);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  }, 240_000);
});

describe('a container made to deceive', () => {
  const pack = async (...items: [string, string][]): Promise<Uint8Array<ArrayBuffer>> => {
    const parts = items.flatMap(([name, text]) => {
      const content = new TextEncoder().encode(text);
      return [toTarHeader({ name, size: content.length, mtime: 0 }), content, new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK)];
    });
    return new Uint8Array(await new Blob([...parts, new Uint8Array(2 * BLOCK)]).arrayBuffer());
  };

  it.each([
    ['a message under another name', `evidence/${'0'.repeat(64)}.eml`],
    ['a way out of the folder', 'evidence/../../etc/passwd'],
    ['a file that no copy has', '__proto__'],
    ['a time-stamp under another name', `timestamps/${'0'.repeat(64)}-${'0'.repeat(12)}.tsr`],
  ])('gives nothing of %s', async (_, name) => {
    const pieces = await readPieces(await pack(['LEGGIMI.txt', ''], [name, 'From: x@x.example\n\n']));
    expect(findHashes(pieces)).toEqual([]);
    expect(findDamages(pieces).some((damage) => damage.endsWith(name))).toBe(true);
  });

  it('gives rows only of the form that they should have', async () => {
    const row = '{"identifier":"x","annotation":{"tags":[],"note":"","changedAt":"2026-11-28T10:00:00Z","__proto__":{"a":1}}}';
    const sum = await toSha256Hex(new TextEncoder().encode(row));
    const pieces = await readPieces(await pack(['notes/000001.jsonl', `${sum} ${row}\n`]));
    expect(pieces.some((piece) => 'annotation' in piece)).toBe(false);
    expect(findDamages(pieces)).toContain('content notes/000001.jsonl');
  });

  it('does not fill the memory of its reader with time-stamps', async () => {
    const prefix = '0'.repeat(12);
    const stamps = Array.from({ length: LIMITS.keptTimestamps + 3 }, (_, index) => `marca ${index}`);
    const named = await Promise.all(
      stamps.map(
        async (text): Promise<[string, string]> => [toTimestampName(await toSha256Hex(new TextEncoder().encode(text)), prefix), text],
      ),
    );
    const pieces = await readPieces(await pack(['LEGGIMI.txt', ''], ...named));
    expect(pieces.flatMap((piece) => ('prefix' in piece ? [piece.tokens.length] : []))).toEqual([LIMITS.keptTimestamps]);
    expect(findDamages(pieces).filter((damage) => damage.startsWith('unknown timestamps/'))).toHaveLength(3);
  });

  it('does not hold up its reader with endless rows', async () => {
    const pieces = await readPieces(await pack(['notes/000001.jsonl', 'x'.repeat(ROWS_BYTES + 1)]));
    expect(findDamages(pieces)).toContain('content notes/000001.jsonl');
  });

  it('is not sealed in a way that takes hours to open', async () => {
    const key = 'age-encryption.org/v1\n-> scrypt bG9uZ3NhbHRsb25nc2FsdA 30\nAAAA\n--- BBBB\n';
    const opened = await openBackup(new Blob([await pack(['key-1.age', key])]), 'x');
    expect(opened).toEqual({ ok: false, refusal: 'passphrase' });
  });
});

it('has headers that are read only as they are written', () => {
  const header = toTarHeader({ name: 'evidence/a.eml', size: 12_345, mtime: 1_764_324_000 });
  expect(parseTarHeader(header)).toEqual({ name: 'evidence/a.eml', size: 12_345, mtime: 1_764_324_000 });
  for (let at = 0; at < BLOCK; at += 1) {
    const damaged = header.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x01;
    expect(parseTarHeader(damaged), `octet ${at}`).toBeNull();
  }
});
