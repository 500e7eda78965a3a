// Writes the few DER values that requests to time-stamp services and OCSP responders are made of (X.690 section 10); everything else is only ever read.
import { TAG, tagged } from './ber-values';
import { dropLeadingZeros } from './der-span';

const toLengthOctets = (length: number): number[] => {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
};

const write = (tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> => {
  const header = [tag, ...toLengthOctets(content.length)];
  const value = new Uint8Array(header.length + content.length);
  value.set(header);
  value.set(content, header.length);
  return value;
};

export const writeSequence = (...members: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const content = new Uint8Array(members.reduce((sum, member) => sum + member.length, 0));
  let at = 0;
  for (const member of members) {
    content.set(member, at);
    at += member.length;
  }
  return write(TAG.sequence, content);
};

export const writeOctets = (octets: Uint8Array): Uint8Array<ArrayBuffer> => write(TAG.octetString, octets);
export const writeNull = (): Uint8Array<ArrayBuffer> => write(TAG.null, new Uint8Array());
export const writeTrue = (): Uint8Array<ArrayBuffer> => write(TAG.boolean, Uint8Array.of(0xff));

/** Contents octets of an INTEGER that is not negative. */
export const toIntegerOctets = (magnitude: Uint8Array): Uint8Array => {
  const octets = dropLeadingZeros(magnitude);
  return (octets[0] ?? 0x80) < 0x80 ? octets : Uint8Array.of(0, ...octets);
};

/** @param magnitude big-endian, of any length */
export const writeInteger = (magnitude: Uint8Array): Uint8Array<ArrayBuffer> => write(TAG.integer, toIntegerOctets(magnitude));

/** Exactly as a certificate wrote it, which need not be the shortest way. */
export const writeIntegerOctets = (octets: Uint8Array): Uint8Array<ArrayBuffer> => write(TAG.integer, octets);

export const writeTagged = (number: number, value: Uint8Array): Uint8Array<ArrayBuffer> => write(tagged(number), value);

const toBase128 = (arc: bigint): number[] => {
  const octets = [Number(arc % 128n)];
  for (let rest = arc / 128n; rest > 0n; rest /= 128n) octets.unshift(0x80 | Number(rest % 128n));
  return octets;
};

/** @param dotted an object identifier that exists: first arc 0 to 2, below 2 the second under 40 */
export const writeOid = (dotted: string): Uint8Array<ArrayBuffer> => {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return write(TAG.oid, Uint8Array.from([first * 40n + second, ...rest].flatMap(toBase128)));
};
