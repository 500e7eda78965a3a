// ECDSA-Sig-Value (RFC 3279 section 2.2.3) as the fixed-length r‖s that WebCrypto takes.
import { contentOf, readBer } from './ber';
import { isDer, sequenceOf, TAG } from './ber-values';

/** A positive DER INTEGER without its leading zero; undefined for any other writing of a number. */
const toSignificant = (octets: Uint8Array): Uint8Array | undefined => {
  const [first, second] = octets;
  if (first === undefined || first >= 0x80) return undefined;
  if (first !== 0) return octets;
  if (second === undefined) return new Uint8Array();
  return second >= 0x80 ? octets.subarray(1) : undefined;
};

/** Only the one DER form of the two numbers: a reader that takes others would take another signature.
 * @param length octets of each number
 * @returns undefined when `der` is not that form
 * @throws MalformedInput or LimitReached when it is no BER */
export const toRawEcdsa = (der: Uint8Array, length: number): Uint8Array<ArrayBuffer> | undefined => {
  const value = readBer(der, 5);
  const numbers = sequenceOf(value);
  if (numbers.length !== 2 || !isDer(value)) return undefined;
  const raw = new Uint8Array(length * 2);
  for (const [index, number] of numbers.entries()) {
    const significant = number.tag === TAG.integer ? toSignificant(contentOf(number)) : undefined;
    if (!significant || significant.length > length) return undefined;
    raw.set(significant, (index + 1) * length - significant.length);
  }
  return raw;
};
