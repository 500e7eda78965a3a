// Extensions of lists, their entries and OCSP answers (RFC 5280 section 4.2): identifier, whether critical, and the octets inside.
import { MalformedInput } from '../errors';
import { type Ber, contentOf, readBer } from './ber';
import { expectTag, sequenceOf, TAG, toOctets, toOid } from './ber-values';

/** `octets` is read when somebody asks for it: what is in an extension that we do not know is nobody's business. */
export type ListedExtension = { oid: string; isCritical: boolean; octets: Uint8Array };

/** Far more than any real list, answer or entry carries. */
const MOST = 50;

const isTrue = (value: Ber): boolean => {
  const [octet, ...rest] = contentOf(expectTag(value, TAG.boolean));
  if (octet === undefined || rest.length > 0) throw new MalformedInput('boolean');
  return octet !== 0;
};

const toExtension = (source: Ber): ListedExtension => {
  const [type, second, ...rest] = sequenceOf(source);
  const octets = rest[0] ?? second;
  if (!second || !octets || rest.length > 1) throw new MalformedInput('extension');
  return { oid: toOid(type), isCritical: rest.length === 1 && isTrue(second), octets: toOctets(octets) };
};

/** @param list the SEQUENCE OF Extension; undefined when there is none
 * @throws MalformedInput, also when one comes twice: two answers to one question; LimitReached */
export const parseExtensionList = (list: Ber | undefined): ListedExtension[] => {
  const members = list ? sequenceOf(list) : [];
  if (members.length > MOST) throw new MalformedInput('extension');
  const extensions = members.map(toExtension);
  if (new Set(extensions.map(({ oid }) => oid)).size < extensions.length) throw new MalformedInput('extension');
  return extensions;
};

/** @throws MalformedInput or LimitReached */
export const findExtension = (extensions: readonly ListedExtension[], oid: string): Ber | undefined => {
  const found = extensions.find((extension) => extension.oid === oid);
  return found && readBer(found.octets);
};

/** True when something must be understood that is not among the known ones. */
export const hasUnknownCritical = (extensions: readonly ListedExtension[], known: readonly string[]): boolean =>
  extensions.some(({ oid, isCritical }) => isCritical && !known.includes(oid));
