// Samples as one array of octets and back, for the way from Node into a page.
import type { Samples } from './bench-plan';

type Head = { now: string; names: string[]; lengths: number[] };

/** Length of the head (four octets, big-endian), the head as JSON, then anchor, receipts and single messages one after the other. */
export const packSamples = ({ anchor, now, receipts, single }: Samples): Uint8Array => {
  const items = [anchor, ...receipts, ...single.map(({ message }) => message)];
  const head: Head = { now, names: single.map(({ name }) => name), lengths: items.map(({ length }) => length) };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const packed = new Uint8Array(items.reduce((sum, { length }) => sum + length, 4 + headBytes.length));
  new DataView(packed.buffer).setUint32(0, headBytes.length);
  packed.set(headBytes, 4);
  let at = 4 + headBytes.length;
  for (const item of items) {
    packed.set(item, at);
    at += item.length;
  }
  return packed;
};

export const unpackSamples = (packed: Uint8Array): Samples => {
  const headLength = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const { now, names, lengths } = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + headLength))) as Head;
  let at = 4 + headLength;
  const items = lengths.map((length) => {
    at += length;
    return packed.slice(at - length, at);
  });
  const [anchor = new Uint8Array(), ...rest] = items;
  const receipts = rest.slice(0, rest.length - names.length);
  const single = names.map((name, index) => ({ name, message: rest[receipts.length + index] ?? new Uint8Array() }));
  return { anchor, now, receipts, single };
};
