// The BER reader: hostile octets end in one of two errors, nothing outside them is read, and what two readers accept they read alike.
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ber, contentOf, encodingOf, isConstructed, membersOf, readBer, readLeadingBer } from '../../../lib/verify/cms/ber';
import { checkTree, isDer, toInstant, toOctets, toOid, toSmallInteger } from '../../../lib/verify/cms/ber-values';
import { LimitReached, MalformedInput } from '../../../lib/verify/errors';
import { encodeSignedData } from '../../pki/cms';
import { concat, indefinite, integer, nothing, octetString, oid, sequence, setOf, tlv } from '../../pki/der';
import { provider } from '../bench';

const genuine = encodeSignedData(
  {
    version: 1,
    digestAlgorithms: [sequence(oid('2.16.840.1.101.3.4.2.1'), nothing)],
    contentType: '1.2.840.113549.1.7.1',
    content: new TextEncoder().encode('content'),
    certificates: [provider.certificate.der],
    signerInfos: [],
  },
  'ber',
);

type Shape = { tag: number; content: number; members: Shape[] | null };

const shapeOf = (value: Ber): Shape => ({
  tag: value.tag & 0xff,
  content: contentOf(value).length,
  members: isConstructed(value) ? membersOf(value).map(shapeOf) : null,
});

/** The same of asn1js; its string types look into their own octets, which is none of their shape. */
const otherShapeOf = (value: asn1js.AsnType): Shape => {
  const { idBlock, lenBlock } = value;
  const members = idBlock.isConstructed ? (value as asn1js.Constructed).valueBlock.value.map(otherShapeOf) : null;
  const number = Math.min(idBlock.tagNumber, 31);
  const total = value.valueBeforeDecodeView.length - idBlock.blockLength - lenBlock.blockLength;
  return {
    tag: ((idBlock.tagClass - 1) << 6) | (idBlock.isConstructed ? 0x20 : 0) | number,
    content: lenBlock.isIndefiniteForm ? total - 2 : total,
    members,
  };
};

const tree: fc.Arbitrary<Uint8Array> = fc.letrec<{ value: Uint8Array }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.uint8Array({ maxLength: 140 }).map(octetString),
    fc.integer({ min: 0 }).map(integer),
    fc
      .tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0x24), fc.array(tie('value'), { maxLength: 4 }))
      .map(([tag, members]) => tlv(tag, ...members)),
    fc.array(tie('value'), { maxLength: 4 }).map((members) => indefinite(0x30, ...members)),
  ),
})).value;

const bent = (source: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(source, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }), fc.nat({ max: 3 }))
    .map(([octets, changes, cut]) => {
      const copy = octets.slice(0, Math.max(0, octets.length - cut));
      for (const [at, octet] of changes) if (copy.length > 0) copy[at % copy.length] = octet;
      return copy;
    });

const readAll = (octets: Uint8Array): Ber | undefined => {
  try {
    const value = readLeadingBer(octets);
    checkTree(value);
    return value;
  } catch (error) {
    expect(error instanceof MalformedInput || error instanceof LimitReached).toBe(true);
    return undefined;
  }
};

const readOther = (octets: Uint8Array<ArrayBuffer>): (Shape & { end: number }) | undefined => {
  try {
    const { result, offset } = asn1js.fromBER(octets);
    return offset <= 0 || result.error ? undefined : { ...otherShapeOf(result), end: offset };
  } catch {
    return undefined;
  }
};

describe('the BER reader', () => {
  it.each<[string, fc.Arbitrary<Uint8Array>, number, number]>([
    ['built values', bent(tree), 2000, 200],
    ['a genuine SignedData', bent(fc.constant(genuine)), 500, 50],
    ['any octets', fc.uint8Array({ maxLength: 60 }), 2000, 0],
  ])('agrees with asn1js on what both accept: %s', (_, source, numRuns, atLeast) => {
    let both = 0;
    fc.assert(
      fc.property(source, (octets) => {
        // Whoever reads beyond the view reads another answer.
        const framed = new Uint8Array(octets.length + 20).fill(0x30);
        framed.set(octets, 10);
        const value = readAll(framed.subarray(10, 10 + octets.length));
        const other = readOther(octets.slice());
        if (!value) return;
        expect(shapeOf(value)).toEqual(shapeOf(readAll(octets.slice()) as Ber));
        if (!other) return;
        both += 1;
        expect({ ...shapeOf(value), end: value.end }).toEqual(other);
      }),
      { numRuns },
    );
    expect(both).toBeGreaterThanOrEqual(atLeast);
  });

  it('reads what it has written in either length', () => {
    const inner = sequence(integer(1), octetString(new Uint8Array(300)));
    for (const octets of [sequence(inner, nothing), indefinite(0x30, inner, nothing)]) {
      const value = readBer(octets);
      expect(membersOf(value).map(encodingOf)).toEqual([Uint8Array.from(inner), nothing]);
      expect(encodingOf(value)).toEqual(Uint8Array.from(octets));
    }
    expect(isDer(readBer(inner))).toBe(true);
    expect(isDer(readBer(sequence(indefinite(0x30))))).toBe(false);
    expect(isDer(readBer(sequence(tlv(0x24, octetString(new Uint8Array(1))))))).toBe(false);
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['a tag alone', [0x30]],
    ['a length beyond the end', [0x04, 2, 1]],
    ['a length that is not all there', [0x04, 0x82, 1]],
    ['a length of five octets', [0x04, 0x85, 0, 0, 0, 0, 1, 1]],
    ['a length of 127 octets', [0x04, 0xff, 1]],
    ['a length near 2^32', [0x04, 0x84, 0xff, 0xff, 0xff, 0xff, 1]],
    ['an indefinite primitive', [0x04, 0x80, 0, 0]],
    ['an indefinite length without end', [0x30, 0x80, 2, 1, 1]],
    ['half an end', [0x30, 0x80, 0]],
    ['an end with a length', [0x30, 0x80, 0, 1, 0]],
    ['an end where none is due', [0x30, 2, 0, 0]],
    ['an end by itself', [0, 0]],
    ['a constructed end', [0x30, 0x80, 0x20, 0, 0, 0]],
    ['an end outside a definite member', [0x30, 0x80, 0x30, 0x80, 0, 0]],
    ['a high tag without end', [0x1f, 0x81]],
    ['a high tag that begins with zeros', [0x1f, 0x80, 0x1f, 0]],
    ['a high tag for a low number', [0x1f, 0x1e, 0]],
    ['a high tag beyond 32 bits', [0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0]],
    ['members that overlap the end', [0x30, 3, 0x04, 5, 1]],
    ['an empty number', [0x02, 0]],
    ['a number with a needless zero', [0x02, 2, 0, 1]],
    ['a truth of two octets', [0x01, 2, 0, 0]],
    ['an unfinished identifier', [0x06, 2, 0x2a, 0x86]],
    ['bits that are not there', [0x03, 1, 1]],
  ])('refuses %s', (_, octets) => {
    expect(() => checkTree(readBer(Uint8Array.from(octets)))).toThrow(MalformedInput);
  });

  it('stops at depth and number, and takes no longer for nested ends', () => {
    const deep = Array.from({ length: 41 }).reduce<Uint8Array>((inner) => sequence(inner), nothing);
    expect(() => checkTree(readBer(deep))).toThrow(new LimitReached('asn1Depth'));
    expect(() =>
      membersOf(
        readBer(
          tlv(
            0x30,
            Uint8Array.from({ length: 120_000 }, (_, index) => (index % 2 === 0 ? 5 : 0)),
          ),
        ),
      ),
    ).toThrow(LimitReached);
    const bomb = Uint8Array.from({ length: 1_000_000 }, (_, index) => (index % 2 === 0 ? 0x30 : 0x80));
    expect(() => readBer(bomb)).toThrow(new LimitReached('asn1Depth'));
  });
});

describe('values', () => {
  it('reads identifiers of every size', () => {
    for (const dotted of ['1.2.840.113549.1.7.2', '2.5.29.37.0', '2.999.3', '0.9']) {
      const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
      const written = asn1js.fromBER(new asn1js.ObjectIdentifier({ value: dotted }).toBER()).result as asn1js.ObjectIdentifier;
      expect(toOid(readBer(new Uint8Array(written.toBER()))), [first, second, ...rest].join('.')).toBe(dotted);
    }
    const uuid = concat(Uint8Array.of(6, 20, 0x69, 0x83, ...new Uint8Array(17).fill(0xff)), Uint8Array.of(0x7f));
    expect(toOid(readBer(uuid))).toBe(`2.25.${2n ** 128n - 1n}`);
  });

  it('joins an octet string in pieces, and refuses other pieces', () => {
    const pieces = tlv(0x24, octetString(Uint8Array.of(1)), indefinite(0x24, octetString(Uint8Array.of(2, 3))));
    expect(toOctets(readBer(pieces))).toEqual(Uint8Array.of(1, 2, 3));
    expect(() => toOctets(readBer(tlv(0x24, integer(1))))).toThrow(MalformedInput);
  });

  it('reads small numbers with their sign, and dates that exist', () => {
    expect([0, 127, 128, 65536].map((value) => toSmallInteger(readBer(integer(value))))).toEqual([0, 127, 128, 65536]);
    expect(toSmallInteger(readBer(tlv(2, Uint8Array.of(0xff))))).toBe(-1);
    expect(() => toSmallInteger(readBer(integer(2n ** 40n)))).toThrow(MalformedInput);
    const time = (tag: number, text: string): Ber => readBer(tlv(tag, new TextEncoder().encode(text)));
    expect(toInstant(time(0x17, '500101000000Z'))).toBe(Date.UTC(1950, 0, 1));
    expect(toInstant(time(0x18, '20260919134119Z'))).toBe(Date.UTC(2026, 8, 19, 13, 41, 19));
    for (const text of ['260230000000Z', '2609191341Z', '260919134119+0100', '260919246000Z']) {
      expect(() => toInstant(time(0x17, text)), text).toThrow(MalformedInput);
    }
  });

  it('knows sets by their members alone', () => {
    expect(membersOf(readBer(setOf(integer(2), integer(1))))).toHaveLength(2);
  });
});
