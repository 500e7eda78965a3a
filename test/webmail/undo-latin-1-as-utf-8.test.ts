// The octets of a message come back out of a text that was made of them one by one, wherever the answer was cut into chunks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoLatin1AsUtf8 } from '../../lib/webmail/source/undo-latin-1-as-utf-8';

const ALL = Uint8Array.from({ length: 256 }, (_, octet) => octet);
/** What the webmail does. */
const mangle = (octets: Uint8Array): Uint8Array => new TextEncoder().encode(Buffer.from(octets).toString('latin1'));
const join = (chunks: Uint8Array[] | null): Buffer | null => chunks && Buffer.concat(chunks);

describe('undoLatin1AsUtf8', () => {
  it('gives every octet back, and the three that look like a byte order mark', () => {
    expect(join(undoLatin1AsUtf8([mangle(ALL)]))).toEqual(Buffer.from(ALL));
    expect(join(undoLatin1AsUtf8([mangle(Uint8Array.of(0xef, 0xbb, 0xbf, 65))]))).toEqual(Buffer.of(0xef, 0xbb, 0xbf, 65));
  });

  it('whatever the octets, and wherever the answer is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(80), (octets, cut) => {
        const mangled = mangle(octets);
        expect(join(undoLatin1AsUtf8([mangled.slice(0, cut), mangled.slice(cut)]))).toEqual(Buffer.from(octets));
      }),
    );
  });

  it.each([
    ['octets that are no UTF-8', Uint8Array.of(65, 0xe8, 65)],
    ['a character that is no octet', new TextEncoder().encode('€')],
    ['a byte order mark', new TextEncoder().encode('\ufeffSubject: x')],
    ['a character cut off at the end', Uint8Array.of(65, 0xc3)],
  ])('refuses %s: that is no text made of octets', (_, bytes) => {
    expect(undoLatin1AsUtf8([bytes])).toBeNull();
  });
});
