// Certificate extensions (RFC 5280 section 4.2), one small writer each.
import { bitString, concat, explicit, ia5String, implicit, integer, octetString, oid, sequence, truth } from './der';
import { encodeName, type Name } from './distinguished-name';
import { OID } from './oids';

export type Extension = { oid: string; critical: boolean; value: Uint8Array };

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyEncipherment' | 'keyCertSign' | 'cRLSign';

const KEY_USAGE_BIT: Record<KeyUsage, number> = { digitalSignature: 0, nonRepudiation: 1, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 };

export type Subtrees = { hosts: readonly string[]; names: readonly Name[] };

export const basicConstraints = (pathLength?: number): Extension => ({
  oid: OID.basicConstraints,
  critical: true,
  value: sequence(truth, ...(pathLength === undefined ? [] : [integer(pathLength)])),
});

export const keyUsage = (usages: readonly KeyUsage[]): Extension => {
  const bits = usages.map((usage) => KEY_USAGE_BIT[usage]);
  const octet = bits.reduce((all, bit) => all | (0x80 >> bit), 0);
  return { oid: OID.keyUsage, critical: true, value: bitString(Uint8Array.of(octet), 7 - Math.max(0, ...bits)) };
};

export const extendedKeyUsage = (purposes: readonly string[]): Extension => ({
  oid: OID.extKeyUsage,
  critical: false,
  value: sequence(...purposes.map(oid)),
});

export const subjectAltName = (addresses: readonly string[]): Extension => ({
  oid: OID.subjectAltName,
  critical: false,
  value: sequence(...addresses.map((address) => implicit(1, Buffer.from(address, 'latin1')))),
});

export const certificatePolicies = (policies: readonly string[]): Extension => ({
  oid: OID.certificatePolicies,
  critical: false,
  value: sequence(
    ...policies.map((policy) => sequence(oid(policy), sequence(sequence(oid(OID.cps), ia5String('http://autorita.example/pec'))))),
  ),
});

export const subjectKeyIdentifier = (identifier: Uint8Array): Extension => ({
  oid: OID.subjectKeyIdentifier,
  critical: false,
  value: octetString(identifier),
});

export const authorityKeyIdentifier = (identifier: Uint8Array): Extension => ({
  oid: OID.authorityKeyIdentifier,
  critical: false,
  value: sequence(implicit(0, identifier)),
});

/** Not critical and with these exclusions: as the real AgID CA1 of 2025 carries them. */
export const nameConstraints = (permitted: Subtrees, critical = false): Extension => {
  const hosts = permitted.hosts.map((host) => sequence(implicit(1, Buffer.from(host, 'latin1'))));
  const names = permitted.names.map((name) => sequence(explicit(4, encodeName(name))));
  const excluded = [implicit(7, new Uint8Array(8)), implicit(7, new Uint8Array(32)), implicit(2)].map((name) => sequence(name));
  return {
    oid: OID.nameConstraints,
    critical,
    value: sequence(explicit(0, concat(...hosts, ...names)), explicit(1, concat(...excluded))),
  };
};

export const encodeExtension = ({ oid: type, critical, value }: Extension): Uint8Array =>
  sequence(oid(type), ...(critical ? [truth] : []), octetString(value));
