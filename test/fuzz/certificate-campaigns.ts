// Campaigns on the provider's certificate: bent and signed anew by the authority, so that only the profile stands between it and a green report.
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import type { Report } from '../../lib/verify/report';
import { signatureIdentifier, signBytes } from '../pki/algorithms';
import { type Certificate, toPem } from '../pki/certificate';
import { bitString, oid, sequence } from '../pki/der';
import type { Provider } from '../pki/issue-provider';
import { toBytes, toOctets } from '../pki/mime-text';
import { OID } from '../pki/oids';
import { describeWithOpenssl, verifyWithOpenssl } from '../pki/openssl';
import { signPec } from '../pki/sign-pec';
import { authority, judgeBytes, provider } from '../verify/bench';
import { type Campaign, createCampaign, createSteps } from './campaign';
import { readSignature } from './cms-mutations';
import { type DerNode, listTree, toDer, toTree } from './der-tree';
import { curved } from './genuine-messages';
import { findCrash } from './green-faults';
import type { Step } from './mutation';
import { createPicker } from './picker';
import { mutateTree, TREE_MUTATIONS } from './tree-mutations';

type Plan = { isAuthority: boolean; isSignedAnew: boolean; steps: Step[] };
type Input = { octets: string; leaf: Uint8Array };

const partsOf = (der: Uint8Array): { tbs: Uint8Array; rest: Uint8Array[] } => {
  const [tbs, ...rest] = (toTree(der).children ?? []).map(toDer);
  return { tbs: tbs ?? new Uint8Array(), rest };
};

/** Other certificates of the bench lend what is put in the place of something else. */
const LENDERS = [provider.certificate, authority.ca.certificate, authority.root.certificate];

const bendCertificate = (certificate: Certificate, { steps, isSignedAnew, isAuthority }: Plan): Certificate => {
  const { tbs, rest } = partsOf(certificate.der);
  const bent = steps.reduce((current, { mutation, numbers }) => {
    const lender = LENDERS[mutation % LENDERS.length] ?? provider.certificate;
    return mutateTree(current, mutation, createPicker(numbers), partsOf(lender.der).tbs);
  }, tbs);
  const issuer = isAuthority ? authority.root : authority.ca;
  const renewed = [signatureIdentifier('rsa', 'sha256'), bitString(signBytes('rsa', 'sha256', bent, issuer.key.privateKey))];
  const der = sequence(bent, ...(isSignedAnew ? renewed : rest));
  return { ...certificate, der, pem: toPem(der) };
};

const build = async (plan: Plan): Promise<Input> => {
  const signer: Provider = plan.isAuthority
    ? { ...curved, intermediates: [bendCertificate(authority.ca.certificate, plan)] }
    : { ...curved, certificate: bendCertificate(curved.certificate, plan) };
  const bytes = await signPec({ provider: signer, kind: 'accettazione', digest: 'sha256' });
  return { octets: toOctets(bytes), leaf: signer.certificate.der };
};

/** What openssl's own reading of the certificate says against the profile of a provider (RFC 6109 section 5.5). */
const findProfileFault = async (leaf: Uint8Array, at: number): Promise<string | undefined> => {
  const certificate = new X509Certificate(leaf);
  const text = await describeWithOpenssl(toPem(leaf));
  const sectionOf = (name: string): string => new RegExp(`${name}:[^\\n]*\\n\\s+([^\\n]*)`).exec(text)?.[1] ?? '';
  const emails = [...sectionOf('Subject Alternative Name').matchAll(/email:([^,\s]*)/g)].map(([, email = '']) => email.toLowerCase());
  if (emails.length !== 1 || !emails[0]?.startsWith('posta-certificata@')) return `addresses ${emails.join(' ')}`;
  if (!sectionOf('X509v3 Key Usage').includes('Digital Signature') || text.includes('Certificate Sign')) return 'key usage';
  if (text.includes('CA:TRUE')) return 'an authority';
  if (!/Policy: 1\.3\.76\.16\.3\.1\.1$/m.test(text)) return 'no policy of providers';
  const purposes = sectionOf('Extended Key Usage');
  if (purposes !== '' && !/E-mail Protection|Any Extended/.test(purposes)) return `purposes ${purposes}`;
  return at < Date.parse(certificate.validFrom) || at > Date.parse(certificate.validTo) ? 'outside its validity' : undefined;
};

const isNamed = (node: DerNode | undefined, name: Uint8Array): boolean => node !== undefined && Buffer.compare(toDer(node), name) === 0;

const HINTS = [OID.authorityKeyIdentifier, OID.subjectKeyIdentifier].map((type) => Buffer.from(oid(type)));

/** Which key signed is a hint to us (RFC 5280 section 4.2.1.1): names and signatures decide. To openssl a wrong hint ends the path. */
const hasBentHint = (signature: Uint8Array): boolean => {
  const certificates = [curved.certificate, authority.ca.certificate].map(({ der }) => listTree(toTree(der)));
  const hints = certificates.flatMap((nodes) => nodes.filter(({ children }) => HINTS.some((hint) => isNamed(children?.[0], hint))));
  return hints.some((hint) => !Buffer.from(signature).includes(toDer(hint)));
};

const findFault = async ({ octets, leaf }: Input, report: Report, { isSignedAnew, steps }: Plan): Promise<string | undefined> => {
  const names = steps.map(({ mutation }) => TREE_MUTATIONS[mutation % TREE_MUTATIONS.length]?.name).join(', ');
  const crash = findCrash(report);
  if (crash) return `crash in ${crash} (${names})`;
  if (report.verdict !== 'verified') return undefined;
  // A step that found no place changes nothing; whatever else is changed needs a new signature of the authority.
  const isGenuine = [curved.certificate, authority.ca.certificate].every(({ der }) => Buffer.from(readSignature(octets)).includes(der));
  if (!isSignedAnew && !isGenuine) return `green with a certificate that nobody signed (${names})`;
  const at = new Date(report.judgedAt);
  const { valid, output } = await verifyWithOpenssl(toBytes(octets), authority.root.certificate.pem, at);
  if (!valid && !hasBentHint(readSignature(octets))) return `openssl refuses it: ${output.split('\n').slice(0, 3).join(' ')} (${names})`;
  const fault = await findProfileFault(leaf, at.getTime());
  return fault && `green although ${fault} (${names})`;
};

export const CERTIFICATE_CAMPAIGNS: readonly Campaign[] = [
  createCampaign<Plan, Input, Report>({
    name: 'certificates',
    share: 60,
    plan: fc.record({
      isAuthority: fc.boolean(),
      isSignedAnew: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
      steps: createSteps(),
    }),
    build,
    toBytes: ({ octets }) => toBytes(octets),
    act: ({ octets }) => judgeBytes(toBytes(octets)),
    findFault,
  }),
];
