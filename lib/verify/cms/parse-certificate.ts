// DER → Certificate (RFC 5280 section 4.1); whatever cannot be read is malformed input.

import { isEqualBytes, toHex, toSha256Hex } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, encodingOf, membersOf, readBer } from './ber';
import { checkTree, expectTag, isDer, sequenceOf, TAG, tagged, toInstant, toSmallInteger } from './ber-values';
import type { Certificate } from './certificate';
import { parseExtensions } from './parse-extensions';
import { parseKey } from './parse-key';
import { parseName } from './parse-name';
import { toSignatureAlgorithm } from './to-signature-algorithm';

/** Version 1 is written by leaving it out (section 4.1.2.1). */
const toVersion = (field: Ber | undefined): Certificate['version'] => {
  if (!field) return 1;
  const [value, more] = membersOf(field);
  const version = toSmallInteger(value) + 1;
  if (more || (version !== 2 && version !== 3)) throw new MalformedInput('version');
  return version;
};

type Fields = { version: Ber | undefined; required: readonly Ber[]; unique: readonly Ber[]; extensions: Ber | undefined };

/** TBSCertificate: six fields that must be there, and around them those that are known by their tag. */
const toFields = (tbs: Ber): Fields => {
  const members = [...sequenceOf(tbs)];
  const version = members[0]?.tag === tagged(0) ? members.shift() : undefined;
  const required = members.splice(0, 6);
  const extensions = members.at(-1)?.tag === tagged(3) ? members.pop() : undefined;
  const [first, second, more] = members.map(({ tag }) => tag);
  const isOrdered = members.length < 2 || (first === 0x81 && second === 0x82);
  const isKnown = [first, second].every((tag) => tag === undefined || tag === 0x81 || tag === 0x82);
  if (required.length < 6 || more !== undefined || !isOrdered || !isKnown) throw new MalformedInput('certificate');
  return { version, required, unique: members, extensions };
};

const toExtensions = ({ extensions, unique }: Fields, version: Certificate['version']): ReturnType<typeof parseExtensions> => {
  if ((extensions && version !== 3) || (unique.length > 0 && version === 1)) throw new MalformedInput('version');
  const [list, more] = extensions ? membersOf(extensions) : [];
  if ((extensions && !list) || more) throw new MalformedInput('extensions');
  return parseExtensions(list);
};

const toSignature = (value: Ber | undefined): Uint8Array => {
  const octets = contentOf(expectTag(value, TAG.bitString));
  if (octets[0] !== 0) throw new MalformedInput('signature');
  return octets.subarray(1);
};

const toCertificate = async (der: Uint8Array): Promise<Certificate> => {
  const whole = readBer(der);
  checkTree(whole);
  if (!isDer(whole)) throw new MalformedInput('der');
  const [tbs, algorithm, signature, more] = sequenceOf(whole);
  if (!tbs || !algorithm || more) throw new MalformedInput('certificate');
  const fields = toFields(tbs);
  const [serial, innerAlgorithm, issuer, validity, subject, spkiValue] = fields.required;
  const [notBefore, notAfter, third] = sequenceOf(validity);
  if (!innerAlgorithm || !spkiValue || !notBefore || !notAfter || third) throw new MalformedInput('certificate');
  const version = toVersion(fields.version);
  const spki = encodingOf(spkiValue);
  return {
    der,
    fingerprint: await toSha256Hex(der),
    tbs: encodingOf(tbs),
    version,
    subject: parseName(subject),
    issuer: parseName(issuer),
    serial: toHex(contentOf(expectTag(serial, TAG.integer))).toUpperCase(),
    notBefore: toInstant(notBefore),
    notAfter: toInstant(notAfter),
    spki,
    spkiFingerprint: await toSha256Hex(spki),
    key: parseKey(spkiValue),
    signatureAlgorithm: toSignatureAlgorithm(algorithm),
    hasAgreeingAlgorithms: isEqualBytes(encodingOf(innerAlgorithm), encodingOf(algorithm)),
    signature: toSignature(signature),
    ...toExtensions(fields, version),
  };
};

/** @throws MalformedInput */
export const parseCertificate = async (der: Uint8Array): Promise<Certificate> => {
  try {
    return await toCertificate(der);
  } catch {
    throw new MalformedInput('certificate');
  }
};
