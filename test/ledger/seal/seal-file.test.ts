// The file of a seal, its list, and the text of inclusion: the same octets for the same content, and nothing else is read as one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeInclusions, findInclusion, type Inclusion, isIncluded, parseInclusions } from '../../../lib/ledger/seal/inclusion';
import { encodeSealFile, parseSealFile, toSealFile, toSealName } from '../../../lib/ledger/seal/seal-file';
import { countSealed, findSealedIndex, isSealedList, listSealed, toSealedList, toSealedTree } from '../../../lib/ledger/seal/sealed-list';
import { toHash } from '../build-evidence';

const hashes = Array.from({ length: 13 }, (_, index) => toHash(`file ${index}`));
const list = toSealedList(hashes);
const tree = toSealedTree(list);
const seal = toSealFile('2026-11-29', tree);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = new TextDecoder().decode(encodeSealFile(seal));

describe('the list', () => {
  it('is the same whatever the order and however often a file was named', () => {
    expect(toSealedList([...hashes].reverse().concat(hashes))).toEqual(list);
    expect(listSealed(list)).toEqual([...hashes].sort());
    expect(countSealed(list)).toBe(13);
  });

  it('finds what is in it and nothing else', () => {
    expect(hashes.map((sha256) => listSealed(list)[findSealedIndex(list, sha256)])).toEqual(hashes);
    expect([toHash('another'), '0'.repeat(64), 'f'.repeat(64)].map((sha256) => findSealedIndex(list, sha256))).toEqual([-1, -1, -1]);
    expect(findSealedIndex(new Uint8Array(), hashes[0] ?? '')).toBe(-1);
  });

  it('from outside must be sorted, whole and without repetition', () => {
    expect(isSealedList(list)).toBe(true);
    expect(isSealedList(list.subarray(1))).toBe(false);
    expect(isSealedList(new Uint8Array([...list.subarray(32, 64), ...list.subarray(0, 32)]))).toBe(false);
    expect(isSealedList(new Uint8Array([...list.subarray(0, 32), ...list.subarray(0, 32)]))).toBe(false);
  });
});

describe('the file', () => {
  it('is one small text', () => {
    expect(text).toBe(`ceralacca-sigillo 1 (SHA-256, RFC 9162 2.1)\ndata 2026-11-29\nimpronte 13\nradice ${seal.root}\n`);
    expect(parseSealFile(utf8(text))).toEqual(seal);
    expect(toSealName(seal)).toBe(`2026-11-29-${seal.root.slice(0, 8)}`);
  });

  it.each([
    ['nothing', ''],
    ['another format', text.replace('sigillo 1', 'sigillo 2')],
    ['another end of line', text.replaceAll('\n', '\r\n')],
    ['no last end of line', text.trimEnd()],
    ['more after it', `${text}radice ${seal.root}\n`],
    ['a mark before it', `\ufeff${text}`],
    ['upper case', text.replace(seal.root, seal.root.toUpperCase())],
    ['a zero before the number', text.replace('impronte 13', 'impronte 013')],
    ['no files', text.replace('impronte 13', 'impronte 0')],
    ['more files than there can be', text.replace('impronte 13', 'impronte 9999999')],
    ['a day that does not exist', text.replace('2026-11-29', '2026-02-30')],
    ['digits of another script', text.replace('13', '١٣')],
    ['a short root', text.replace(seal.root, seal.root.slice(1))],
    ['lines in another order', text.split('\n').toSorted().join('\n')],
    ['endless octets', text + ' '.repeat(1_000_000)],
  ])('with %s is none', (_, altered) => {
    expect(parseSealFile(utf8(altered))).toBeNull();
  });

  it('with any octet altered is another one, or none', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = utf8(text);
        bytes[at] = (bytes[at] as number) ^ change;
        const parsed = parseSealFile(bytes);
        if (parsed !== null) expect(parsed).not.toEqual(seal);
      }),
    );
  });
});

describe('a proof of inclusion', () => {
  const inclusions = hashes.map((sha256) => findInclusion(tree, list, sha256) as Inclusion);

  it('holds for every file, and survives being written down', () => {
    expect(inclusions.every((inclusion) => isIncluded(inclusion, seal))).toBe(true);
    const parsed = parseInclusions(encodeInclusions(inclusions));
    expect(parsed).toHaveLength(13);
    expect(parsed?.every((inclusion) => isIncluded(inclusion, seal))).toBe(true);
    expect(findInclusion(tree, list, toHash('another'))).toBeNull();
  });

  it('names no other file of the archive', () => {
    const [one] = inclusions;
    const written = new TextDecoder().decode(encodeInclusions(one ? [one] : []));
    expect(hashes.filter((sha256) => written.includes(sha256))).toEqual([one?.sha256]);
  });

  it('holds for no other seal: another root, another size', () => {
    const [one] = inclusions as [Inclusion];
    expect(isIncluded(one, { ...seal, root: toHash('x') })).toBe(false);
    expect(isIncluded(one, { ...seal, count: 12 })).toBe(false);
    expect(isIncluded({ ...one, sha256: hashes[1] ?? '' }, seal)).toBe(false);
    expect(isIncluded({ ...one, size: 14 }, seal)).toBe(false);
  });

  it('written with any octet altered is unreadable or does not hold', () => {
    const [one] = inclusions as [Inclusion];
    const whole = encodeInclusions([one]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] as number) ^ change;
        expect(parseInclusions(bytes)?.some((inclusion) => inclusion.sha256 === one.sha256 && isIncluded(inclusion, seal)) ?? false).toBe(
          false,
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a place beyond the end', (written: string) => written.replace(/indice \d+ di 13/, 'indice 13 di 13')],
    ['a wrong side', (written: string) => written.replace(/sinistra|destra/, (side) => (side === 'destra' ? 'sinistra' : 'destra'))],
    ['a step too few', (written: string) => written.replace(/(sinistra|destra) [0-9a-f]{64}\n/, '')],
    ['more after it', (written: string) => `${written}x`],
    ['the same proof twice', (written: string) => `${written}${written.slice(written.indexOf('prova'))}`],
    ['a size beyond every archive', (written: string) => written.replace('di 13', 'di 9999999')],
    ['nothing after its head', (written: string) => written.slice(0, 20)],
  ])('with %s is unreadable', (_, alter) => {
    const written = new TextDecoder().decode(encodeInclusions([inclusions[3] as Inclusion]));
    expect(parseInclusions(utf8(alter(written)))).toBeNull();
  });
});
