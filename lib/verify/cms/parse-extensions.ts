// The extensions of a certificate → facts (RFC 5280 section 4.2); one that is known and cannot be read spoils the certificate.
import { toHex } from '../bytes';
import { MalformedInput } from '../errors';
import { type Ber, contentOf, membersOf, readBer } from './ber';
import { checkTree, expectTag, isDer, sequenceOf, TAG, toOid, toSmallInteger } from './ber-values';
import type { Extensions, Subtree } from './certificate';
import { type GeneralName, parseGeneralName } from './general-name';
import * as oids from './oids';

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** SEQUENCE SIZE (1..MAX). */
const parseSome = (value: Ber | undefined, tag: number = TAG.sequence): readonly Ber[] => {
  const members = membersOf(expectTag(value, tag));
  if (members.length === 0) throw new MalformedInput('extension');
  return members;
};

/** @throws MalformedInput for the many truths of BER (X.690 section 11.1) */
const parseTruth = (value: Ber): boolean => {
  const [octet] = contentOf(expectTag(value, TAG.boolean));
  if (octet !== 0 && octet !== 0xff) throw new MalformedInput('boolean');
  return octet === 0xff;
};

/** A number that is not negative, also where its tag is implicit. */
const parseCount = (value: Ber | undefined, tag: number = TAG.integer): number => {
  const count = toSmallInteger({ ...expectTag(value, tag), tag: TAG.integer });
  if (count < 0) throw new MalformedInput('count');
  return count;
};

const toNames = (value: Ber, tag?: number): GeneralName[] => parseSome(value, tag).map(parseGeneralName);

const parseBasicConstraints = (value: Ber): Extensions['basicConstraints'] => {
  const members = sequenceOf(value);
  const first = members[0];
  const isAuthority = first?.tag === TAG.boolean && parseTruth(first);
  const rest = first?.tag === TAG.boolean ? members.slice(1) : members;
  if (rest.length > 1) throw new MalformedInput('basicConstraints');
  return { isAuthority, pathLength: rest.length === 1 ? parseCount(rest[0]) : null };
};

/** At least one bit, and none where no bit is counted (section 4.2.1.3, X.690 section 11.2.1). */
const parseKeyUsage = (value: Ber): string[] => {
  const [unused = 0, ...octets] = contentOf(expectTag(value, TAG.bitString));
  const last = octets.at(-1) ?? 0;
  if (octets.every((octet) => octet === 0) || (last & ((1 << unused) - 1)) !== 0) throw new MalformedInput('keyUsage');
  return KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
};

const toSubtree = (value: Ber): Subtree => {
  const [base, ...distances] = sequenceOf(value);
  if (!base) throw new MalformedInput('nameConstraints');
  return { base: parseGeneralName(base), isWhole: distances.length === 0 };
};

const readNameConstraints = (facts: Extensions, value: Ber): void => {
  for (const subtrees of parseSome(value)) {
    if (subtrees.tag === 0xa0 && !facts.permitted && !facts.excluded) facts.permitted = parseSome(subtrees, 0xa0).map(toSubtree);
    else if (subtrees.tag === 0xa1 && !facts.excluded) facts.excluded = parseSome(subtrees, 0xa1).map(toSubtree);
    else throw new MalformedInput('nameConstraints');
  }
};

const readPolicyConstraints = (facts: Extensions, value: Ber): void => {
  for (const constraint of parseSome(value)) {
    if (constraint.tag === 0x80) facts.requireExplicitPolicy = parseCount(constraint, 0x80);
    else facts.inhibitPolicyMapping = parseCount(constraint, 0x81);
  }
};

/** @throws MalformedInput also for a qualifier that is neither a place nor a notice: in a critical extension it must be understood (section 4.2.1.4) */
const checkQualifiers = (qualifiers: Ber | undefined, isCritical: boolean): void => {
  for (const qualifier of qualifiers ? parseSome(qualifiers) : []) {
    const [kind, , more] = sequenceOf(qualifier);
    if (more || (isCritical && !oids.POLICY_QUALIFIERS.includes(toOid(kind)))) throw new MalformedInput('qualifier');
  }
};

const parsePolicies = (value: Ber, isCritical: boolean): string[] => {
  const policies = parseSome(value).map((policy) => {
    const [identifier, qualifiers] = sequenceOf(policy);
    checkQualifiers(qualifiers, isCritical);
    return toOid(identifier);
  });
  // A policy must not appear more than once (section 4.2.1.4).
  if (new Set(policies).size < policies.length) throw new MalformedInput('policies');
  return policies;
};

const parseMapping = (value: Ber): Extensions['policyMappings'][number] => {
  const [from, to, more] = sequenceOf(value);
  if (more) throw new MalformedInput('policyMappings');
  return { from: toOid(from), to: toOid(to) };
};

const parseAuthorityKeyIdentifier = (value: Ber): string | null => {
  const identifier = sequenceOf(value).find(({ tag }) => tag === 0x80);
  return identifier ? toHex(contentOf(identifier)) : null;
};

/** The full names of the distribution points; what a point leaves relative to the issuer names no place on the network. */
const parseCrlUrls = (value: Ber): string[] =>
  parseSome(value)
    .flatMap((point) => sequenceOf(point).filter(({ tag }) => tag === 0xa0))
    .flatMap((point) => membersOf(expectTag(point, 0xa0)).filter(({ tag }) => tag === 0xa0))
    .flatMap((names) => toNames(names, 0xa0))
    .flatMap((name) => (name.form === 'uri' ? [name.text] : []));

const parseOcspUrls = (value: Ber): string[] =>
  parseSome(value).flatMap((description) => {
    const [method, place] = sequenceOf(description);
    if (!place) throw new MalformedInput('authorityInfoAccess');
    const name = parseGeneralName(place);
    return toOid(method) === oids.OID_OCSP && name.form === 'uri' ? [name.text] : [];
  });

type Reader = (facts: Extensions, value: Ber, isCritical: boolean) => void;

/** How each extension we know fills its facts; a critical one outside this list makes the certificate unusable. */
const READERS: Readonly<Record<string, Reader>> = {
  [oids.OID_BASIC_CONSTRAINTS]: (facts, value) => {
    facts.basicConstraints = parseBasicConstraints(value);
  },
  [oids.OID_SUBJECT_KEY_IDENTIFIER]: (facts, value) => {
    facts.subjectKeyIdentifier = toHex(contentOf(expectTag(value, TAG.octetString)));
  },
  [oids.OID_AUTHORITY_KEY_IDENTIFIER]: (facts, value) => {
    facts.authorityKeyIdentifier = parseAuthorityKeyIdentifier(value);
  },
  [oids.OID_KEY_USAGE]: (facts, value) => {
    facts.keyUsage = parseKeyUsage(value);
  },
  [oids.OID_EXTENDED_KEY_USAGE]: (facts, value) => {
    facts.extendedKeyUsage = parseSome(value).map(toOid);
  },
  [oids.OID_CERTIFICATE_POLICIES]: (facts, value, isCritical) => {
    facts.policies = parsePolicies(value, isCritical);
  },
  [oids.OID_POLICY_MAPPINGS]: (facts, value) => {
    facts.policyMappings = parseSome(value).map(parseMapping);
  },
  [oids.OID_POLICY_CONSTRAINTS]: readPolicyConstraints,
  [oids.OID_INHIBIT_ANY_POLICY]: (facts, value) => {
    facts.inhibitAnyPolicy = parseCount(value);
  },
  [oids.OID_SUBJECT_ALTERNATIVE_NAME]: (facts, value) => {
    facts.alternativeNames = toNames(value);
    const textsOf = (form: 'email' | 'dns'): string[] =>
      facts.alternativeNames.flatMap((name) => (name.form === form ? [name.text.toLowerCase()] : []));
    facts.emails = textsOf('email');
    facts.dnsNames = textsOf('dns');
  },
  [oids.OID_NAME_CONSTRAINTS]: readNameConstraints,
  [oids.OID_CRL_DISTRIBUTION_POINTS]: (facts, value) => {
    facts.crlUrls = parseCrlUrls(value);
  },
  [oids.OID_AUTHORITY_INFORMATION_ACCESS]: (facts, value) => {
    facts.ocspUrls = parseOcspUrls(value);
  },
};

const createFacts = (): Extensions => ({
  extensions: [],
  criticalExtensions: [],
  unknownCriticalExtensions: [],
  hasRepeatedExtension: false,
  basicConstraints: null,
  keyUsage: null,
  extendedKeyUsage: null,
  policies: null,
  policyMappings: [],
  requireExplicitPolicy: null,
  inhibitPolicyMapping: null,
  inhibitAnyPolicy: null,
  alternativeNames: [],
  emails: [],
  dnsNames: [],
  permitted: null,
  excluded: null,
  subjectKeyIdentifier: null,
  authorityKeyIdentifier: null,
  crlUrls: [],
  ocspUrls: [],
});

/** @throws MalformedInput or LimitReached */
const readDer = (octets: Uint8Array): Ber => {
  const value = readBer(octets);
  checkTree(value);
  if (!isDer(value)) throw new MalformedInput('der');
  return value;
};

/** A critical extension that cannot be read is one that cannot be understood; any other spoils the certificate.
 * @throws MalformedInput or LimitReached */
const hasRead = (facts: Extensions, read: Reader, octets: Uint8Array, isCritical: boolean): boolean => {
  try {
    read(facts, readDer(octets), isCritical);
    return true;
  } catch (error) {
    if (!isCritical) throw error;
    return false;
  }
};

const readExtension = (facts: Extensions, source: Ber): void => {
  const members = sequenceOf(source);
  const [type, second] = members;
  const octets = contentOf(expectTag(members.at(-1), TAG.octetString));
  const isCritical = members.length === 3 && second !== undefined && parseTruth(second);
  if (members.length < 2 || members.length > 3) throw new MalformedInput('extension');
  const oid = toOid(type);
  facts.hasRepeatedExtension ||= facts.extensions.includes(oid);
  facts.extensions.push(oid);
  if (isCritical) facts.criticalExtensions.push(oid);
  const read = READERS[oid];
  if (!read || !hasRead(facts, read, octets, isCritical)) {
    if (isCritical) facts.unknownCriticalExtensions.push(oid);
  }
};

/** @param list the Extensions of a certificate; undefined where it has none
 * @throws MalformedInput or LimitReached */
export const parseExtensions = (list: Ber | undefined): Extensions => {
  const facts = createFacts();
  if (list) for (const extension of parseSome(list)) readExtension(facts, extension);
  return facts;
};
