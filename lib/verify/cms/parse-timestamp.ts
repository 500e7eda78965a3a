// TSTInfo, what a time-stamp authority signs → plain facts (RFC 3161 section 2.4.2), strictly; nothing is judged here.
import { toHex, toLatin1 } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, membersOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, tagged, toOid, toSmallInteger } from './ber-values';
import { type GeneralName, parseGeneralName } from './general-name';

export type Timestamp = {
  policy: string;
  /** OID of the digest. */
  imprintAlgorithm: string;
  imprint: Uint8Array;
  /** Uppercase hex. */
  serial: string;
  /** Milliseconds since 1970 UTC, rounded up. */
  time: number;
  /** Milliseconds, rounded up; null when the token says nothing of it. */
  accuracyMs: number | null;
  /** Contents octets of the number that ties the token to its request; null without one. */
  nonce: Uint8Array | null;
  /** How the authority names itself; null when it does not. */
  authority: GeneralName | null;
  criticalExtensions: string[];
};

/** Strict DER as the RFC demands: seconds, `Z`, a fraction only when it is none of zeros; and a date that exists. */
const parseTime = (value: Ber | undefined): number => {
  const written = contentOf(expectTag(value, TAG.generalizedTime));
  if (written.length > 40) throw new MalformedInput('time');
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/.exec(toLatin1(written));
  if (!match) throw new MalformedInput('time');
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const instant = Date.parse(iso);
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== iso) throw new MalformedInput('time');
  return instant + Number(fraction.slice(0, 3).padEnd(3, '0')) + (fraction.length > 3 ? 1 : 0);
};

/** A number that is not negative, tagged implicitly or not; RFC 3161 has none that would not fit. */
const toCount = (value: Ber): number => {
  const octets = contentOf(value);
  if (octets.length === 0 || octets.length > 4 || (octets[0] ?? 0) >= 0x80) throw new MalformedInput('integer');
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
};

/** Accuracy: seconds, then thousandths [0] and millionths [1], each below a thousand. */
const parseAccuracy = (value: Ber): number => {
  const parts = [...membersOf(value)];
  const take = (tag: number): number => {
    const part = parts[0]?.tag === tag ? parts.shift() : undefined;
    return part ? toCount(part) : 0;
  };
  const [seconds, millis, micros] = [take(TAG.integer), take(0x80), take(0x81)];
  if (parts.length > 0 || millis > 999 || micros > 999) throw new MalformedInput('accuracy');
  return seconds * 1000 + millis + (micros > 0 ? 1 : 0);
};

const parseImprint = (value: Ber | undefined): Pick<Timestamp, 'imprintAlgorithm' | 'imprint'> => {
  const [algorithm, digest, more] = sequenceOf(value);
  const [type, parameters, rest] = sequenceOf(algorithm);
  if (more || rest) throw new MalformedInput('imprint');
  if (parameters) expectTag(parameters, TAG.null);
  return { imprintAlgorithm: toOid(type), imprint: contentOf(expectTag(digest, TAG.octetString)) };
};

const parseAuthorityName = (value: Ber): GeneralName => {
  const [name, more] = membersOf(value);
  if (!name || more) throw new MalformedInput('tsa');
  return parseGeneralName(name);
};

const parseCriticalExtensions = (value: Ber): string[] =>
  membersOf(value).flatMap((extension) => {
    const [type, flag] = sequenceOf(extension);
    return flag?.tag === TAG.boolean && contentOf(flag)[0] !== 0 ? [toOid(type)] : [];
  });

const toTimestamp = (bytes: Uint8Array): Timestamp => {
  const [version, policy, imprint, serial, time, ...rest] = sequenceOf(readBer(bytes));
  const take = (tag: number): Ber | undefined => (rest[0]?.tag === tag ? rest.shift() : undefined);
  // In this order and each once at most: accuracy, ordering, nonce, tsa, extensions. Two of them prove nothing to us.
  const accuracy = take(TAG.sequence);
  take(TAG.boolean);
  const nonce = take(TAG.integer);
  const [authority, extensions] = [take(tagged(0)), take(tagged(1))];
  if (toSmallInteger(version) !== 1 || rest.length > 0) throw new MalformedInput('tst-info');
  return {
    policy: toOid(policy),
    ...parseImprint(imprint),
    serial: toHex(contentOf(expectTag(serial, TAG.integer))).toUpperCase(),
    time: parseTime(time),
    accuracyMs: accuracy ? parseAccuracy(accuracy) : null,
    nonce: nonce ? contentOf(nonce) : null,
    authority: authority ? parseAuthorityName(authority) : null,
    criticalExtensions: extensions ? parseCriticalExtensions(extensions) : [],
  };
};

/** @param bytes eContent of a time-stamp token
 * @throws MalformedInput */
export const parseTimestamp = (bytes: Uint8Array): Timestamp => {
  try {
    return toTimestamp(bytes);
  } catch {
    throw new MalformedInput('tst-info');
  }
};
