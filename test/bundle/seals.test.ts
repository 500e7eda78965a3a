// Seals in a bundle: what is handed over names nothing of the rest, ordinary tools follow it to the root, and nothing in it is believed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSealReadme } from '../../lib/bundle/seal-readme';
import { toSealSources } from '../../lib/bundle/seal-sources';
import { judgeSeals, type NamedFile, type SealSource, toSealFiles } from '../../lib/bundle/seals';
import { toLeafHash } from '../../lib/ledger/seal/merkle';
import type { Seal } from '../../lib/ledger/seal/seal';
import { parseSealFile, type SealFile } from '../../lib/ledger/seal/seal-file';
import { parseHex, toHex, toLatin1, toSha256Hex } from '../../lib/verify/bytes';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { createWording } from '../../lib/wording';
import { createTimestamp, toResponse, toStampedData } from '../pki/create-timestamp';
import { issueTsa, type Tsa } from '../pki/issue-tsa';
import { buildSeal } from './build-seal';
import { wordingIn } from './build-source';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'ceralacca-seals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const proofs = Array.from({ length: 11 }, (_, index) => new TextEncoder().encode(`proof ${index}\r\n`));
let hashes: string[];
let tsa: Tsa;
let trust: TrustStore;
let first: SealSource;
let second: SealSource;

const toSource = (
  sealed: readonly string[],
  date: string,
  genTime: string,
  wrap?: (token: Uint8Array) => Uint8Array,
): Promise<SealSource> => buildSeal({ tsa, sealed, date, genTime, ...(wrap ? { wrap } : {}) });

beforeAll(async () => {
  tsa = await issueTsa();
  trust = await createTrustStore([], [tsa.root.certificate.der]);
  hashes = await Promise.all(proofs.map(toSha256Hex));
  first = await toSource(hashes.slice(0, 9), '2026-10-01', '20261001120000Z');
  second = await toSource([...hashes, ...first.answers], '2026-11-01', '20261101120000Z', (token) => toResponse(token));
});

const textIn = (files: readonly NamedFile[]): string => files.map(({ bytes }) => toLatin1(bytes)).join('');

const CLAIMS = [
  ['it', 'riconoscer', /nulla delle altre|non rivela/, 'non entra nei fascicoli'],
  ['en', 'recognise', /reveals nothing/, 'goes into no bundle'],
] as const;

const judge = (files: readonly NamedFile[], own: readonly string[]) => judgeSeals(files, own, trust, NOW);
const findFile = (files: readonly NamedFile[], end: string): NamedFile => files.find(({ name }) => name.endsWith(end)) as NamedFile;
const replace = (files: readonly NamedFile[], end: string, bytes: Uint8Array): NamedFile[] =>
  files.map((file) => (file.name.endsWith(end) ? { ...file, bytes } : file));

describe('what is handed over', () => {
  it('is each seal over a proof of the bundle, with its time-stamp and the ways of those proofs, whatever the order of the input', () => {
    const own = hashes.slice(7, 10);
    const files = toSealFiles([second, first], own);
    expect(files.map(({ name }) => name.replace(/-[0-9a-f]{8}\//, '/'))).toEqual([
      ...['prove.txt', 'sigillo.txt', 'sigillo.txt.tst'].map((name) => `sigilli/2026-10-01/${name}`),
      ...['prove.txt', 'sigillo.txt', 'sigillo.txt.tsr'].map((name) => `sigilli/2026-11-01/${name}`),
    ]);
    expect(toSealFiles([first, second], own.toReversed())).toEqual(files);
  });

  it('names nothing else of the archive', () => {
    const text = textIn(toSealFiles([first, second], hashes.slice(7, 8)));
    expect(hashes.filter((sha256) => text.includes(sha256))).toEqual([hashes[7]]);
  });

  it('holds leaves of neighbours, which whoever has those files can recognise, and the texts say so', () => {
    const text = textIn(toSealFiles([first], hashes.slice(7, 8)));
    const held = hashes.slice(0, 9).filter((sha256) => text.includes(toHex(toLeafHash(parseHex(sha256)))));
    expect(held.length).toBeGreaterThan(0);
    expect(held).not.toContain(hashes[7]);
    for (const [locale, word, claim] of CLAIMS) {
      for (const key of ['seal_make_reveals', 'bundle_readme_seal']) {
        expect(wordingIn(locale).text(key)).toContain(word);
        expect(wordingIn(locale).text(key)).not.toMatch(claim);
      }
    }
  });

  it('is no signature of another kind: one that was brought back is kept, and goes into no bundle', async () => {
    const signature = {
      sha256: 'f'.repeat(64),
      name: 'sigillo.txt.asc',
      bytes: new TextEncoder().encode('-----BEGIN PGP SIGNATURE-----'),
      addedAt: '',
    };
    const toSources = (answers: Seal['answers']) => toSealSources([{ ...first.seal, answers }], async () => first.list, trust, NOW);
    expect(await toSources([signature])).toEqual([]);
    const both = await toSources([signature, ...first.seal.answers]);
    expect(both).toMatchObject([{ answers: first.answers }]);
    expect(toSealFiles(both, hashes).map(({ name }) => name.replace(/.*\//, ''))).toEqual(['prove.txt', 'sigillo.txt', 'sigillo.txt.tst']);
    for (const [locale, , , none] of CLAIMS) expect(wordingIn(locale).text('seal_unverified')).toContain(none);
  });

  it('is nothing where nothing of the bundle is sealed, or the list is not that of the seal', () => {
    expect(toSealFiles([first], hashes.slice(9))).toEqual([]);
    expect(toSealFiles([{ ...first, list: second.list }], hashes)).toEqual([]);
    expect(toSealFiles([{ ...first, answers: ['x'] }], hashes)).toEqual([]);
  });

  it('calls data with their time-stamp what they are', async () => {
    const source = await toSource(hashes, '2026-10-02', '20261002120000Z');
    const bytes = toStampedData(source.seal.file, [source.seal.answers[0]?.bytes ?? new Uint8Array()]);
    const answer = await toSha256Hex(bytes);
    const seal = { ...source.seal, answers: [{ sha256: answer, name: 'x', bytes, addedAt: '' }] };
    const files = toSealFiles([{ ...source, seal, answers: [answer] }], hashes);
    expect(findFile(files, '.tsd').bytes).toBe(bytes);
    expect(await judge(files, hashes)).toMatchObject([{ existedBefore: '2026-10-02T12:00:01.000Z', problem: null }]);
  });
});

describe('what a reader finds', () => {
  it('is which proofs existed before when', async () => {
    const own = hashes.slice(7, 10);
    const found = await judge(toSealFiles([first, second], own), own);
    expect(found).toMatchObject([
      { existedBefore: '2026-10-01T12:00:01.000Z', problem: null },
      { existedBefore: '2026-11-01T12:00:01.000Z', problem: null },
    ]);
    expect(found.map(({ included }) => included.toSorted())).toEqual([own.slice(0, 2).toSorted(), own.toSorted()]);
  });

  it('is nothing of a proof that is not in the bundle as it was', async () => {
    expect(await judge(toSealFiles([first], hashes.slice(0, 2)), hashes.slice(1, 2))).toMatchObject([{ included: [hashes[1]] }]);
  });

  it('is why it does not hold', async () => {
    const files = toSealFiles([first], hashes.slice(0, 1));
    const other = toSealFiles([second], hashes.slice(0, 1));
    const proof = findFile(files, 'prove.txt').bytes.slice();
    proof[proof.length - 4] = (proof.at(-4) as number) ^ 1;
    const problem = async (altered: readonly NamedFile[]) => (await judge(altered, hashes)).map((seal) => seal.problem);
    expect(await problem(replace(files, 'prove.txt', findFile(other, 'prove.txt').bytes))).toEqual(['way-broken']);
    expect((await problem(replace(files, 'prove.txt', proof)))[0]).toMatch(/way-broken|proofs-unreadable/);
    expect(await problem(replace(files, '.tst', new Uint8Array(9)))).toEqual(['unreadable']);
    expect(await problem(replace(files, '.tst', createTimestamp({ tsa, of: proof })))).toEqual(['wrong-imprint']);
    expect(await problem(replace(files, 'sigillo.txt', new Uint8Array(9)))).toEqual(['seal-unreadable']);
    expect(await problem(replace(files, 'sigillo.txt', findFile(other, 'sigillo.txt').bytes))).toEqual(['way-broken']);
    expect(await problem(files.filter(({ name }) => !name.endsWith('.tst')))).toEqual(['token-missing']);
    expect(await problem(files.filter(({ name }) => !name.endsWith('prove.txt')))).toEqual(['proofs-unreadable']);
    expect(
      await judge(
        [
          { name: 'sigilli/../x', bytes: proof },
          { name: 'prove.txt', bytes: proof },
        ],
        hashes,
      ),
    ).toEqual([]);
  });

  it('is unproven without trust in the authority', async () => {
    const found = await judgeSeals(toSealFiles([first], hashes), hashes, await createTrustStore(), NOW);
    expect(found).toMatchObject([{ existedBefore: null, problem: 'unknown-authority' }]);
  });
});

describe('the lines of the text beside it, typed as they are', () => {
  const wording = createWording('it', {});

  const place = (source: SealSource, answer: string) => {
    const at = mkdtempSync(join(folder, 'bundle-'));
    const names = proofs.map((_, index) => `${String(index + 1).padStart(2, '0')}-prova.eml`);
    const files = [...toSealFiles([source], hashes), ...proofs.map((bytes, index) => ({ name: names[index] ?? '', bytes }))];
    for (const { name, bytes } of [...files, { name: 'autorita.pem', bytes: new TextEncoder().encode(tsa.root.certificate.pem) }]) {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), bytes);
    }
    const seal = parseSealFile(source.seal.file) as SealFile;
    const lines = toSealReadme(seal, names, [answer], 'autorita.pem', wording).filter((line) => line.startsWith('    '));
    return { at, seal, lines: lines.map((line) => line.trim()) };
  };
  const run = (at: string, line: string): string => execFileSync('sh', ['-c', line], { cwd: at, encoding: 'utf8', stdio: 'pipe' });

  it('lead every proof to the root, and the root to the time-stamp', () => {
    const { at, seal, lines } = place(second, 'sigillo.txt.tsr');
    for (const line of lines.slice(0, -1)) expect(run(at, line)).toBe(`radice ${seal.root}\n`);
    expect(run(at, lines.at(-1) ?? '')).toContain('OK');
    expect(lines).toHaveLength(12);
  }, 60_000);

  it('succeed though the certificate of the time-stamp ended long ago', async () => {
    // Below the same root.
    const former = await issueTsa({ notAfter: new Date('2020-01-01T00:00:00Z') });
    const ended = await buildSeal({ tsa: former, sealed: hashes, date: '2019-10-01', genTime: '20191001120000Z' });
    expect(await judge(toSealFiles([ended], hashes), hashes)).toMatchObject([{ existedBefore: '2019-10-01T12:00:01.000Z', problem: null }]);
    const { at, lines } = place(ended, 'sigillo.txt.tst');
    expect(run(at, lines.at(-1) ?? '')).toContain('OK');
  });

  it('fail for an altered proof, and for one that is not under the seal', () => {
    const { at, lines } = place(first, 'sigillo.txt.tst');
    expect(run(at, lines[0] ?? '')).toContain('radice');
    expect(() => run(at, lines[10] ?? '')).toThrow();
    expect(run(at, lines.at(-1) ?? '')).toContain('OK');
    writeFileSync(join(at, '01-prova.eml'), 'altered');
    expect(() => run(at, lines[0] ?? '')).toThrow();
  }, 60_000);
});
