// What comes back for a seal: a time-stamp over its very octets proves, one over others is refused, a signature is kept and called just that.
import { describe, expect, it } from 'vitest';
import { isAnswer, judgeAnswer } from '../../../lib/ledger/seal/judge-answer';
import type { Seal, SealAnswer } from '../../../lib/ledger/seal/seal';
import { createSealBook } from '../../../lib/ledger/seal/seal-book';
import { toSealState } from '../../../lib/ledger/seal/seal-due';
import { encodeSealFile, toSealFile } from '../../../lib/ledger/seal/seal-file';
import { toSealedList, toSealedTree } from '../../../lib/ledger/seal/sealed-list';
import { toSha256Hex } from '../../../lib/verify/bytes';
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { createSignature, issueSignatory, type SignatureOptions } from '../../pki/create-signature';
import { createTimestamp, toResponse, toStampedData } from '../../pki/create-timestamp';
import { issueTsa, type Tsa } from '../../pki/issue-tsa';
import { toHash } from '../build-evidence';

const tsa = await issueTsa({ notAfter: new Date('2030-01-01T00:00:00Z') });
const newer = await issueTsa({
  keyLabel: 'newer-tsa',
  commonName: 'Ceralacca Test TSU 2',
  issuer: tsa.root,
  notAfter: new Date('2040-01-01T00:00:00Z'),
});
const trust = await createTrustStore([], [tsa.root.certificate.der]);
const NOW = '2026-11-29T10:00:00.000Z';

const list = toSealedList(['a', 'b', 'c'].map(toHash));
const file = encodeSealFile(toSealFile('2026-10-01', toSealedTree(list)));
const stamp = (of: Uint8Array, genTime = '20261001120000Z', by: Tsa = tsa): Uint8Array => createTimestamp({ tsa: by, of, genTime });
const judge = (bytes: Uint8Array, name = 'sigillo.txt.tst', store = trust) => judgeAnswer(file, { name, bytes }, store, Date.parse(NOW));

describe('an answer', () => {
  it.each([
    ['token', stamp(file)],
    ['answer of an authority', toResponse(stamp(file))],
    ['file with its token', toStampedData(file, [stamp(file)])],
  ])('that is a %s over the file proves before when it existed', async (_, bytes) => {
    const finding = await judge(bytes);
    expect(finding).toMatchObject({ status: 'proven', existedBefore: '2026-10-01T12:00:01.000Z', until: '2030-01-01T00:00:00.000Z' });
    expect(isAnswer(finding)).toBe(true);
  });

  it.each([
    ['a token over other octets', stamp(file.subarray(1)), 'x.tst', 'wrong-imprint'],
    ['another file with its token', toStampedData(list, [stamp(list)]), 'x.tsd', 'other-content'],
    ['nothing', new Uint8Array(), 'x.tst', 'unreadable'],
    ['a text', new TextEncoder().encode('marcato!'), 'x.txt', 'unreadable'],
    ['the file itself', file, 'sigillo.txt', 'unreadable'],
    ['a refusal', toResponse(null, 2), 'x.tsr', 'refused'],
    ['a token with another name', stamp(list), 'x.p7m', 'wrong-imprint'],
    ['endless octets', new Uint8Array(2_000_000), 'x.p7m', 'limit-reached'],
  ])('that is %s is refused', async (_, bytes, name, problem) => {
    const finding = await judge(bytes, name);
    expect(finding).toEqual({ status: 'unproven', problem });
    expect(isAnswer(finding)).toBe(false);
  });

  it('of an unknown authority is kept until the user adds that one', async () => {
    const finding = await judge(stamp(file), 'x.tst', await createTrustStore());
    expect(finding).toEqual({ status: 'unproven', problem: 'unknown-authority' });
    expect(isAnswer(finding)).toBe(true);
  });

  it('signed in a form that nobody here reads is kept, and proves nothing', async () => {
    expect(await judge(new TextEncoder().encode('-----BEGIN PGP SIGNATURE-----'), 'sigillo.txt.asc')).toEqual({ status: 'unverified' });
  });
});

const maria = await issueSignatory();
const sign = (options: Partial<SignatureOptions> = {}): Uint8Array => createSignature({ by: [maria], of: file, ...options });
const MARIA = [{ subject: 'CN=Maria Bianchi', issuer: 'CN=Ente di Firma di Prova' }];

describe('a signature that comes back', () => {
  it.each([
    ['beside the file', sign(), 'sigillo.txt.p7s'],
    ['around it', sign({ isAttached: true }), 'sigillo.txt.p7m'],
    ['under another name', sign(), 'sigillo.txt.asc'],
  ])('%s tells who, and proves no date', async (_, bytes, name) => {
    const finding = await judge(bytes, name);
    expect(finding).toEqual({ status: 'signed', signers: MARIA, problem: null });
    expect(isAnswer(finding)).toBe(true);
  });

  it('with a time-stamp of a known authority proves before when, and of an unknown one does once that is known', async () => {
    const bytes = sign({ stamp: (value) => [stamp(value)] });
    const proven = { status: 'proven', existedBefore: '2026-10-01T12:00:01.000Z', until: '2030-01-01T00:00:00.000Z', signers: MARIA };
    expect(await judge(bytes, 'x.p7m')).toMatchObject(proven);
    const unknown = await judge(bytes, 'x.p7m', await createTrustStore());
    expect(unknown).toEqual({ status: 'signed', signers: MARIA, problem: 'unknown-authority' });
    expect(isAnswer(unknown)).toBe(true);
  });

  it.each([
    ['the file itself, not the signature', file],
    ['another signature', sign({ digest: 'sha512' })],
  ])('with a time-stamp over %s proves no date', async (_, of) => {
    const bytes = sign({ stamp: () => [stamp(of)] });
    expect(await judge(bytes, 'x.p7s')).toEqual({ status: 'signed', signers: MARIA, problem: 'wrong-imprint' });
  });

  it.each([
    ['of another file', sign({ of: list }), 'x.p7s', 'signature-other-file'],
    ['that holds another file', sign({ of: list, isAttached: true }), 'x.p7m', 'signature-other-file'],
    [
      'that is stamped, and holds another file',
      sign({ of: list, isAttached: true, stamp: (value) => [stamp(value)] }),
      'x.p7m',
      'signature-other-file',
    ],
    ['with SHA-1', sign({ digest: 'sha1' }), 'x.p7m', 'signature-weak'],
    ['that is cut off', sign().subarray(0, 300), 'x.P7M', 'signature-unreadable'],
    ['that is a text', file, 'x.p7s', 'signature-unreadable'],
  ])('%s is refused', async (_, bytes, name, problem) => {
    const finding = await judge(bytes, name);
    expect(finding).toEqual({ status: 'unproven', problem });
    expect(isAnswer(finding)).toBe(false);
  });
});

const toSeal = async (bytes: Uint8Array, ...tokens: Uint8Array[]): Promise<Seal> => ({
  id: await toSha256Hex(bytes),
  file: bytes,
  madeAt: NOW,
  answers: await Promise.all(
    tokens.map(async (token): Promise<SealAnswer> => ({ sha256: await toSha256Hex(token), name: 'x.tst', bytes: token, addedAt: NOW })),
  ),
});

const book = async (seals: [Seal, Uint8Array][]) => {
  const lists = new Map(seals.map(([{ id }, sealed]) => [id, sealed]));
  return createSealBook(
    seals.map(([seal]) => seal),
    async (id) => lists.get(id),
    trust,
    Date.parse(NOW),
  );
};

describe('seals', () => {
  it('tell of a file under them before when it existed: the earliest counts', async () => {
    const first = await toSeal(file, stamp(file));
    const wider = toSealedList(['a', 'b', 'c', 'd'].map(toHash));
    const second = encodeSealFile(toSealFile('2026-11-01', toSealedTree(wider)));
    const { findSeal, seals } = await book([
      [first, list],
      [await toSeal(second, stamp(second, '20261101120000Z')), wider],
    ]);
    expect(findSeal(toHash('a'))?.proven.existedBefore).toBe('2026-10-01T12:00:01.000Z');
    expect(findSeal(toHash('d'))?.proven.existedBefore).toBe('2026-11-01T12:00:01.000Z');
    expect(findSeal(toHash('e'))).toBeNull();
    expect(seals.map((seal) => seal.file?.date)).toEqual(['2026-11-01', '2026-10-01']);
  });

  it.each([
    ['without an answer', file, list, []],
    ['with a token over other octets', file, list, [stamp(list)]],
    ['whose list lost a file', file, list.subarray(32), [stamp(file)]],
    ['whose list holds another', file, toSealedList(['a', 'b', 'x'].map(toHash)), [stamp(file)]],
    ['whose file is none', list, list, [stamp(list)]],
  ])('%s prove nothing', async (_, bytes, sealed, tokens) => {
    const { findSeal } = await book([[await toSeal(bytes, ...tokens), sealed]]);
    expect([...'abcx'].map((name) => findSeal(toHash(name)))).toEqual([null, null, null, null]);
  });

  it('are renewed by a later one over their time-stamp, and ask for one before it ends', async () => {
    const token = stamp(file);
    const first = await toSeal(file, token);
    const alone = (await book([[first, list]])).seals;
    expect(alone[0]?.isRenewed).toBe(false);
    expect(toSealState(alone, null, '2029-12-01T00:00:00.000Z').due).toEqual({ reason: 'timestamp-ends', by: '2030-01-01T00:00:00.000Z' });
    expect(toSealState(alone, null, NOW).due).toBeNull();
    const wider = toSealedList([...['a', 'b', 'c'].map(toHash), await toSha256Hex(token)]);
    const second = encodeSealFile(toSealFile('2026-11-01', toSealedTree(wider)));
    const both = (
      await book([
        [first, list],
        [await toSeal(second, stamp(second, '20261101120000Z', newer)), wider],
      ])
    ).seals;
    expect(both.map(({ isRenewed }) => isRenewed)).toEqual([false, true]);
    expect(toSealState(both, null, '2029-12-01T00:00:00.000Z').due).toBeNull();
  });

  it('that rest on the time-stamp in a signature are renewed by a later one over that', async () => {
    const signature = sign({ stamp: (value) => [stamp(value)] });
    const first = await toSeal(file, signature);
    const alone = (await book([[first, list]])).seals;
    expect(toSealState(alone, null, '2029-12-01T00:00:00.000Z').due).toEqual({ reason: 'timestamp-ends', by: '2030-01-01T00:00:00.000Z' });
    const wider = toSealedList([...['a', 'b', 'c'].map(toHash), await toSha256Hex(signature)]);
    const second = encodeSealFile(toSealFile('2026-11-01', toSealedTree(wider)));
    const later = await toSeal(second, stamp(second, '20261101120000Z', newer));
    const both = (
      await book([
        [first, list],
        [later, wider],
      ])
    ).seals;
    expect(both.map(({ isRenewed }) => isRenewed)).toEqual([false, true]);
  });

  it('that are signed and not stamped prove nothing, and wait', async () => {
    const { seals, findSeal } = await book([[await toSeal(file, sign()), list]]);
    expect(findSeal(toHash('a'))).toBeNull();
    expect(toSealState(seals, null, NOW)).toEqual({ lastAt: null, isPending: true, due: null });
  });

  it('are not renewed by one that is over the same files but not over the time-stamp', async () => {
    const second = encodeSealFile(toSealFile('2026-11-01', toSealedTree(list)));
    const both = (
      await book([
        [await toSeal(file, stamp(file)), list],
        [await toSeal(second, stamp(second, '20261101120000Z', newer)), list],
      ])
    ).seals;
    expect(both.map(({ isRenewed }) => isRenewed)).toEqual([false, false]);
  });

  it('are due before the first certificate behind what is under none of them ends', async () => {
    expect(toSealState([], '2026-12-24', NOW)).toEqual({
      lastAt: null,
      isPending: false,
      due: { reason: 'certificate-ends', by: '2026-12-24' },
    });
    const made = (await book([[await toSeal(file), list]])).seals;
    expect(toSealState(made, null, NOW)).toEqual({ lastAt: null, isPending: true, due: null });
  });
});
