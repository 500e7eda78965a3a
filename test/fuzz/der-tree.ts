// BER as a tree that can be bent and written again; own reader and writer, so that the library under test never helps itself.

export type DerNode = {
  /** Identifier octets; nearly always one. */
  tag: number[];
  isIndefinite: boolean;
  /** Of a primitive value. */
  content: Uint8Array;
  /** Null for a primitive value. */
  children: DerNode[] | null;
  /** Written in place of the true length. */
  lengthOctets?: readonly number[];
};

const CONSTRUCTED = 0x20;

type Cursor = { bytes: Uint8Array; at: number };

const readTag = (cursor: Cursor): number[] => {
  const tag = [cursor.bytes[cursor.at++] ?? 0];
  if (((tag[0] ?? 0) & 0x1f) === 0x1f)
    do tag.push(cursor.bytes[cursor.at++] ?? 0);
    while (((tag.at(-1) ?? 0) & 0x80) !== 0 && tag.length < 6);
  return tag;
};

/** Null for an indefinite length. */
const readLength = (cursor: Cursor): number | null => {
  const first = cursor.bytes[cursor.at++] ?? 0;
  if (first === 0x80) return null;
  if (first < 0x80) return first;
  let length = 0;
  for (let count = first & 0x7f; count > 0; count--) length = length * 256 + (cursor.bytes[cursor.at++] ?? 0);
  return length;
};

const readNode = (cursor: Cursor, end: number, depth: number): DerNode => {
  const tag = readTag(cursor);
  const length = readLength(cursor);
  const stop = length === null ? end : Math.min(end, cursor.at + length);
  if (((tag[0] ?? 0) & CONSTRUCTED) === 0 || depth > 60) {
    const content = cursor.bytes.slice(cursor.at, stop);
    cursor.at = stop;
    return { tag, isIndefinite: false, content, children: null };
  }
  const children: DerNode[] = [];
  const isOver = (): boolean =>
    cursor.at >= stop || (length === null && cursor.bytes[cursor.at] === 0 && cursor.bytes[cursor.at + 1] === 0);
  while (!isOver()) children.push(readNode(cursor, stop, depth + 1));
  cursor.at = length === null ? Math.min(end, cursor.at + 2) : stop;
  return { tag, isIndefinite: length === null, content: new Uint8Array(), children };
};

/** The first value; broken bytes give a tree that is no less broken, never an exception. */
export const toTree = (bytes: Uint8Array): DerNode => readNode({ bytes, at: 0 }, bytes.length, 0);

const lengthOf = (length: number): number[] => {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
};

export const toDer = (node: DerNode): Uint8Array => {
  const body = node.children === null ? node.content : Buffer.concat(node.children.map(toDer));
  if (node.isIndefinite) return Buffer.concat([Uint8Array.from([...node.tag, 0x80]), body, Uint8Array.of(0, 0)]);
  return Buffer.concat([Uint8Array.from([...node.tag, ...(node.lengthOctets ?? lengthOf(body.length))]), body]);
};

export const listTree = (node: DerNode): DerNode[] => [node, ...(node.children ?? []).flatMap(listTree)];

export const primitive = (tag: number, content: Uint8Array): DerNode => ({ tag: [tag], isIndefinite: false, content, children: null });

export const constructed = (tag: number, ...children: DerNode[]): DerNode => ({
  tag: [tag],
  isIndefinite: false,
  content: new Uint8Array(),
  children,
});
