// Signatures that name, among what they sign, another certificate than the one they are verified with (RFC 2634 section 5.4, RFC 5035).
import type { Digest } from '../pki/algorithms';
import type { Certificate } from '../pki/certificate';
import { signCertificate } from '../pki/certificate';
import type { Attribute } from '../pki/cms';
import { signingCertificateAttribute } from '../pki/create-timestamp';
import { nothing, octetString, oid, sequence } from '../pki/der';
import { createKeyPair } from '../pki/key-pair';
import { OID } from '../pki/oids';
import type { PecOptions } from '../pki/sign-pec';
import { provider } from '../verify/bench';
import { type Attack, bend, ofClass, stricter } from './attack';

const MISMATCH = 'signature-integrity.signing-certificate-mismatch';

const other = signCertificate({ ...provider.certificate.template, serial: 4711n }, await createKeyPair('someone else'));

const withAttributes = (...added: readonly Attribute[]): Partial<PecOptions> => ({
  tamper: { signedAttributes: (attributes) => [...attributes, ...added] },
});

const named = (version: 1 | 2, certificate: Certificate, digest?: Digest): Attribute =>
  signingCertificateAttribute(version, certificate, digest);

const valued = (...values: readonly Uint8Array[]): Attribute => ({ oid: OID.signingCertificateV2, values });

const [own] = named(2, provider.certificate).values;
const [others] = named(2, other).values;
const unknownDigest = sequence(sequence(sequence(sequence(oid('1.2.3.4')), octetString(new Uint8Array(32)))));

export const NAMED_ATTACKS: readonly Attack[] = ofClass(
  'E2.attributes',
  ...stricter(
    'openssl compares the certificate that is named only when it is asked for CAdES',
    bend('another certificate named', 'failed', MISMATCH, withAttributes(named(2, other))),
    bend('another certificate named in the old form', 'failed', MISMATCH, withAttributes(named(1, other))),
    bend('the new form right, the old one wrong', 'failed', MISMATCH, withAttributes(named(2, provider.certificate), named(1, other))),
    bend('the old form right, the new one wrong', 'failed', MISMATCH, withAttributes(named(1, provider.certificate), named(2, other))),
    bend('the right digest under the number of another', 'failed', MISMATCH, {
      ...withAttributes(named(2, { ...provider.certificate, serial: 4711n })),
    }),
    bend('nothing where a certificate should be named', 'failed', MISMATCH, withAttributes(valued(nothing))),
    bend('an empty list of certificates', 'failed', MISMATCH, withAttributes(valued(sequence(sequence())))),
    bend(
      'named by a digest that nobody knows',
      'inconclusive',
      'signature-integrity.unknown-algorithm',
      withAttributes(valued(unknownDigest)),
    ),
  ),
  bend('named twice, once right', 'failed', MISMATCH, withAttributes(valued(...[own, others].filter((value) => value !== undefined)))),
  bend(
    'genuine: the certificate named in both forms',
    'verified',
    null,
    withAttributes(named(1, provider.certificate), named(2, provider.certificate)),
  ),
);
