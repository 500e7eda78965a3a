// DER → Certificate, by pkijs; whatever it throws is malformed input.
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { isEqualBytes, toHex, toSha256Hex } from '../bytes';
import { MalformedInput } from '../errors';
import { LIMITS } from '../limits';
import type { Certificate, NameConstraintSubtrees, SignatureAlgorithm } from './certificate';
import type { Name } from './name';
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

/** Names of attribute types (RFC 4519) for the readable form. */
const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
};

const EMAIL_FORM = 1;
const DNS_FORM = 2;
const DIRECTORY_FORM = 4;

/** Parses one BER value with our limits; pkijs would parse without any.
 * @throws MalformedInput */
const parseBer = (bytes: Uint8Array): asn1js.AsnType => {
  const { result, length } = parseLeadingBer(bytes);
  if (length !== bytes.length) throw new MalformedInput('asn1');
  return result;
};

/** The same for a value that may be followed by something else: a gateway's line break behind a signature means nothing.
 * @throws MalformedInput */
export const parseLeadingBer = (bytes: Uint8Array): { result: asn1js.AsnType; length: number } => {
  const { result, offset } = asn1js.fromBER(bytes as Uint8Array<ArrayBuffer>, { maxDepth: 40, maxNodes: LIMITS.asn1Nodes });
  if (offset <= 0 || result.error) throw new MalformedInput('asn1');
  return { result, length: offset };
};

export const toName = (source: pkijs.RelativeDistinguishedNames): Name => {
  const attributes = source.typesAndValues.map(({ type, value }) => ({ type, value: String(value.valueBlock.value) }));
  return { attributes, text: attributes.map(({ type, value }) => `${ATTRIBUTE_NAMES[type] ?? type}=${value}`).join(', ') };
};

export const toSignatureAlgorithm = (source: pkijs.AlgorithmIdentifier): SignatureAlgorithm => {
  if (source.algorithmId !== oids.OID_RSA_PSS) return { oid: source.algorithmId, pss: null };
  const parameters = new pkijs.RSASSAPSSParams({ schema: source.algorithmParams });
  const hash = parameters.hashAlgorithm.algorithmId;
  const { algorithmId: mask, algorithmParams } = parameters.maskGenAlgorithm;
  const maskHash = algorithmParams ? new pkijs.AlgorithmIdentifier({ schema: algorithmParams }).algorithmId : '';
  // WebCrypto knows MGF1 with the same digest and trailer 1 only: other parameters are another algorithm (RFC 4055 section 3.1).
  const isUsual = mask === oids.OID_MGF1 && maskHash === hash && parameters.trailerField === 1;
  return { oid: source.algorithmId, pss: { digest: isUsual ? (oids.DIGESTS[hash] ?? hash) : '', saltLength: parameters.saltLength } };
};

const toKey = (spki: pkijs.PublicKeyInfo): Certificate['key'] => {
  const algorithm = spki.algorithm.algorithmId;
  if (algorithm === oids.OID_EC_PUBLIC_KEY) {
    const curve = oids.CURVES[spki.algorithm.algorithmParams?.valueBlock?.toString() ?? ''] ?? null;
    return { algorithm, curve: curve?.name ?? null, bits: (curve?.bytes ?? 0) * 8 };
  }
  if (algorithm !== oids.OID_RSA_ENCRYPTION && algorithm !== oids.OID_RSA_PSS) return { algorithm, curve: null, bits: 0 };
  const { modulus } = new pkijs.RSAPublicKey({ schema: parseBer(spki.subjectPublicKey.valueBlock.valueHexView) });
  const octets = modulus.valueBlock.valueHexView;
  const firstSet = octets.findIndex((octet) => octet !== 0);
  return { algorithm, curve: null, bits: firstSet < 0 ? 0 : (octets.length - firstSet) * 8 };
};

const toSubtrees = (subtrees: pkijs.GeneralSubtree[] | undefined): NameConstraintSubtrees => {
  const names = (subtrees ?? []).map(({ base }) => base);
  const texts = (form: number): string[] => names.filter(({ type }) => type === form).map(({ value }) => String(value).toLowerCase());
  return {
    emails: texts(EMAIL_FORM),
    dnsNames: texts(DNS_FORM),
    directories: names.filter(({ type }) => type === DIRECTORY_FORM).map(({ value }) => toName(value)),
    otherForms: names.map(({ type }) => type).filter((type) => ![EMAIL_FORM, DNS_FORM, DIRECTORY_FORM].includes(type)),
  };
};

type Extensions = Pick<
  Certificate,
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'policies'
  | 'emails'
  | 'dnsNames'
  | 'otherNameForms'
  | 'permitted'
  | 'excluded'
  | 'unknownCriticalExtensions'
  | 'hasRepeatedExtension'
  | 'subjectKeyIdentifier'
>;

const toKeyUsage = (value: asn1js.BitString): string[] => {
  const octets = value.valueBlock.valueHexView;
  return KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
};

/** How each extension we know fills its facts; a critical one outside this list makes the certificate unusable. */
const READERS: Readonly<Record<string, (facts: Extensions, value: asn1js.AsnType) => void>> = {
  [oids.OID_BASIC_CONSTRAINTS]: (facts, schema) => {
    const { cA, pathLenConstraint } = new pkijs.BasicConstraints({ schema });
    const length = typeof pathLenConstraint === 'number' ? pathLenConstraint : pathLenConstraint?.valueBlock.valueDec;
    facts.basicConstraints = { isAuthority: cA, pathLength: length ?? null };
  },
  [oids.OID_SUBJECT_KEY_IDENTIFIER]: (facts, value) => {
    facts.subjectKeyIdentifier = toHex(new Uint8Array((value as asn1js.OctetString).getValue()));
  },
  [oids.OID_KEY_USAGE]: (facts, value) => {
    facts.keyUsage = toKeyUsage(value as asn1js.BitString);
  },
  [oids.OID_EXTENDED_KEY_USAGE]: (facts, schema) => {
    facts.extendedKeyUsage = new pkijs.ExtKeyUsage({ schema }).keyPurposes;
  },
  [oids.OID_CERTIFICATE_POLICIES]: (facts, schema) => {
    facts.policies = new pkijs.CertificatePolicies({ schema }).certificatePolicies.map(({ policyIdentifier }) => policyIdentifier);
  },
  [oids.OID_SUBJECT_ALTERNATIVE_NAME]: (facts, schema) => {
    for (const { type, value } of new pkijs.GeneralNames({ schema }).names) {
      if (type === EMAIL_FORM) facts.emails.push(String(value).toLowerCase());
      else if (type === DNS_FORM) facts.dnsNames.push(String(value).toLowerCase());
      else facts.otherNameForms.push(type);
    }
  },
  [oids.OID_NAME_CONSTRAINTS]: (facts, schema) => {
    const { permittedSubtrees, excludedSubtrees } = new pkijs.NameConstraints({ schema });
    facts.permitted = permittedSubtrees ? toSubtrees(permittedSubtrees) : null;
    facts.excluded = excludedSubtrees ? toSubtrees(excludedSubtrees) : null;
  },
};

const toExtensions = (extensions: readonly pkijs.Extension[]): Extensions => {
  const facts: Extensions = {
    basicConstraints: null,
    keyUsage: null,
    extendedKeyUsage: null,
    policies: null,
    emails: [],
    dnsNames: [],
    otherNameForms: [],
    permitted: null,
    excluded: null,
    unknownCriticalExtensions: [],
    subjectKeyIdentifier: null,
    hasRepeatedExtension: new Set(extensions.map(({ extnID }) => extnID)).size < extensions.length,
  };
  for (const { extnID, critical, extnValue } of extensions) {
    const read = READERS[extnID];
    if (read) read(facts, parseBer(extnValue.valueBlock.valueHexView));
    else if (critical) facts.unknownCriticalExtensions.push(extnID);
  }
  return facts;
};

/** A date that does not exist compares with nothing, and would then be valid always. */
const toInstant = ({ value }: pkijs.Time): number => {
  const instant = value.getTime();
  if (Number.isNaN(instant)) throw new MalformedInput('date');
  return instant;
};

const toDer = (source: pkijs.PkiObject): Uint8Array => new Uint8Array(source.toSchema().toBER());

const toCertificate = async (der: Uint8Array): Promise<Certificate> => {
  const schema = parseBer(der);
  const [, , bits, fourth] = schema instanceof asn1js.Sequence ? schema.valueBlock.value : [];
  if (fourth || !(bits instanceof asn1js.BitString) || bits.valueBlock.unusedBits !== 0) throw new MalformedInput('certificate');
  const source = new pkijs.Certificate({ schema });
  const spki = toDer(source.subjectPublicKeyInfo);
  const signatureAlgorithm = toSignatureAlgorithm(source.signatureAlgorithm);
  return {
    der,
    fingerprint: await toSha256Hex(der),
    tbs: source.tbsView,
    subject: toName(source.subject),
    issuer: toName(source.issuer),
    serial: toHex(source.serialNumber.valueBlock.valueHexView).toUpperCase(),
    notBefore: toInstant(source.notBefore),
    notAfter: toInstant(source.notAfter),
    spki,
    spkiFingerprint: await toSha256Hex(spki),
    key: toKey(source.subjectPublicKeyInfo),
    signatureAlgorithm,
    hasAgreeingAlgorithms: isEqualBytes(toDer(source.signature), toDer(source.signatureAlgorithm)),
    signature: source.signatureValue.valueBlock.valueHexView,
    ...toExtensions(source.extensions ?? []),
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
