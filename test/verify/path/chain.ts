// Small chains of certificates for the tests of the path: EC keys, every extension as the test wants it.
import type { Certificate as Facts } from '../../../lib/verify/cms/certificate';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { findPath, type PathRequest } from '../../../lib/verify/path/find-path';
import { type Certificate, type CertificateTemplate, type Issuer, serialFor, signCertificate } from '../../pki/certificate';
import {
  authorityKeyIdentifier,
  basicConstraints,
  type Extension,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../pki/certificate-extensions';
import { explicit, implicit, integer, oid, sequence } from '../../pki/der';
import { createKeyPair, type KeySpec } from '../../pki/key-pair';
import { OID } from '../../pki/oids';

export const INSTANT = Date.UTC(2026, 5, 1);

export type IssueOptions = {
  /** Several labels may share one name: keys of one authority. */
  keyLabel?: string;
  keySpec?: KeySpec;
  pathLength?: number;
  /** More extensions; one of the same kind replaces the usual one. */
  extensions?: readonly Extension[];
  /** Kinds of extension to leave out. */
  without?: readonly string[];
  edit?(template: CertificateTemplate): CertificateTemplate;
};

const named = (name: string) => [{ type: OID.commonName, value: name }];

const issue = async (name: string, issuer: Issuer | null, usual: readonly Extension[], options: IssueOptions): Promise<Issuer> => {
  const key = await createKeyPair(options.keyLabel ?? `path ${name}`, options.keySpec ?? { type: 'ec', curve: 'P-256' });
  const given = options.extensions ?? [];
  const kinds = [...given.map((extension) => extension.oid), ...(options.without ?? [])];
  const identifiers = [subjectKeyIdentifier(key.keyIdentifier), authorityKeyIdentifier((issuer?.key ?? key).keyIdentifier)];
  const template: CertificateTemplate = {
    subject: named(name),
    issuer: issuer?.certificate.template.subject ?? named(name),
    serial: serialFor(`${name} ${JSON.stringify(options.extensions?.map(({ value }) => [...value]) ?? '')}`),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2040-01-01T00:00:00Z'),
    spki: key.spki,
    digest: 'sha256',
    extensions: [...[...usual, ...identifiers].filter((extension) => !kinds.includes(extension.oid)), ...given],
  };
  return { certificate: signCertificate(options.edit?.(template) ?? template, issuer?.key ?? key), key };
};

export const issueAuthority = (name: string, issuer: Issuer | null, options: IssueOptions = {}): Promise<Issuer> =>
  issue(name, issuer, [basicConstraints(options.pathLength), keyUsage(['keyCertSign', 'cRLSign'])], options);

export const issueLeaf = (issuer: Issuer, options: IssueOptions = {}): Promise<Issuer> =>
  issue('Leaf', issuer, [keyUsage(['digitalSignature']), subjectAltName(['posta@host.example'])], options);

export const toFacts = ({ certificate }: Issuer): Promise<Facts> => parseCertificate(certificate.der);

type Setting = { anchors: readonly Issuer[]; between?: readonly Issuer[] } & Partial<Pick<PathRequest, 'instant' | 'purpose' | 'isStrict'>>;

/** The names of the path, or the reason why there is none. */
export const pathOf = async (leaf: Issuer, { anchors, between = [], ...rest }: Setting): Promise<string> => {
  const [own, trusted, helpers] = await Promise.all([toFacts(leaf), Promise.all(anchors.map(toFacts)), Promise.all(between.map(toFacts))]);
  const result = await findPath({
    leaf: own,
    anchors: trusted,
    intermediates: helpers,
    instant: INSTANT,
    purpose: 'any',
    isStrict: true,
    ...rest,
  });
  return result.ok ? result.path.map(({ subject }) => subject.attributes[0]?.value).join(' < ') : result.problem;
};

export type { Certificate, Extension, Issuer };

/** Extensions that the test authority never writes by itself. */
export const criticalNothing: Extension = { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) };

export const policies = (...names: readonly string[]): Extension => ({
  oid: OID.certificatePolicies,
  critical: false,
  value: sequence(...names.map((name) => sequence(oid(name)))),
});

export const policyMappings = (...pairs: readonly (readonly [string, string])[]): Extension => ({
  oid: '2.5.29.33',
  critical: true,
  value: sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to)))),
});

const tagged = (tag: number, count: number | undefined): Uint8Array[] => (count === undefined ? [] : [implicit(tag, Uint8Array.of(count))]);

export const policyConstraints = (limits: { explicit?: number; mapping?: number }): Extension => ({
  oid: '2.5.29.36',
  critical: true,
  value: sequence(...tagged(0, limits.explicit), ...tagged(1, limits.mapping)),
});

export const inhibitAnyPolicy = (count: number): Extension => ({ oid: '2.5.29.54', critical: true, value: integer(count) });

/** Subtrees as they stand: names in DER. */
export const constraints = (permitted: readonly Uint8Array[], excluded: readonly Uint8Array[] = []): Extension => ({
  oid: OID.nameConstraints,
  critical: true,
  value: sequence(
    ...(permitted.length > 0 ? [explicit(0, ...permitted.map((name) => sequence(name)))] : []),
    ...(excluded.length > 0 ? [explicit(1, ...excluded.map((name) => sequence(name)))] : []),
  ),
});
