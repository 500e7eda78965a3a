// Writes ASN.1 as DER, and as indefinite-length BER where a layout wants it; own writer, so that the library under test never checks itself.

export const concat = (...chunks: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(chunks));

const lengthOctets = (length: number): Uint8Array => {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
};

export const tlv = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const body = concat(...content);
  return concat(Uint8Array.of(tag), lengthOctets(body.length), body);
};

/** BER of indefinite length, as the Java libraries write it. */
export const indefinite = (tag: number, ...content: readonly Uint8Array[]): Uint8Array =>
  concat(Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0));

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...items);

/** SET OF: DER sorts the elements by their encoding. */
export const setOf = (...items: readonly Uint8Array[]): Uint8Array => tlv(0x31, ...[...items].sort((a, b) => Buffer.compare(a, b)));

export const explicit = (number: number, ...content: readonly Uint8Array[]): Uint8Array => tlv(0xa0 | number, ...content);
export const implicit = (number: number, ...content: readonly Uint8Array[]): Uint8Array => tlv(0x80 | number, ...content);

export const integer = (value: bigint | number): Uint8Array => {
  let hex = BigInt(value).toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  return tlv(0x02, Buffer.from(hex, 'hex'));
};

const base128 = (arc: number): number[] => {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128));
  return octets;
};

export const oid = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
};

export const nothing = Uint8Array.of(0x05, 0x00);
export const truth = Uint8Array.of(0x01, 0x01, 0xff);
export const octetString = (bytes: Uint8Array): Uint8Array => tlv(0x04, bytes);
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array => tlv(0x03, Uint8Array.of(unusedBits), bytes);
export const utf8String = (text: string): Uint8Array => tlv(0x0c, Buffer.from(text, 'utf8'));
export const printableString = (text: string): Uint8Array => tlv(0x13, Buffer.from(text, 'latin1'));
export const ia5String = (text: string): Uint8Array => tlv(0x16, Buffer.from(text, 'latin1'));

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
export const time = (instant: Date): Uint8Array => {
  const digits = `${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  const short = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return short ? tlv(0x17, Buffer.from(digits.slice(2), 'latin1')) : tlv(0x18, Buffer.from(digits, 'latin1'));
};
