// Whether a certificate's names stay within what an authority may vouch for (RFC 5280 section 4.2.1.10).
import type { Certificate, NameConstraintSubtrees } from './certificate';
import { isWithinName } from './name';
import { OID_EMAIL_ADDRESS } from './oids';

/** A host without leading dot is that host alone; `.host` is everything below it; an address is itself. */
const isEmailWithin = (email: string, base: string): boolean => {
  const host = email.slice(email.lastIndexOf('@') + 1);
  // `@host` is not a form of the RFC; OpenSSL reads it as the host.
  if (base.startsWith('@')) return host === base.slice(1);
  if (base.includes('@')) return email === base;
  return base.startsWith('.') ? host.endsWith(base) : host === base;
};

const isDnsNameWithin = (name: string, base: string): boolean => base === '' || name === base || name.endsWith(`.${base}`);

/** Mail addresses of a certificate: alternative names, and emailAddress in the subject, which the same rule covers. */
const emailsOf = ({ emails, subject }: Certificate): string[] => [
  ...emails,
  ...subject.attributes.filter(({ type }) => type === OID_EMAIL_ADDRESS).map(({ value }) => value.toLowerCase()),
];

const isPermitted = (certificate: Certificate, { emails, dnsNames, directories, otherForms }: NameConstraintSubtrees): boolean => {
  const hasSubject = certificate.subject.attributes.length > 0;
  return (
    // Form 0 may hold a mail address in yet another writing (RFC 8398), which we do not read.
    (emails.length === 0 || !certificate.otherNameForms.includes(0)) &&
    (emails.length === 0 || emailsOf(certificate).every((email) => emails.some((base) => isEmailWithin(email, base)))) &&
    (dnsNames.length === 0 || certificate.dnsNames.every((name) => dnsNames.some((base) => isDnsNameWithin(name, base)))) &&
    (directories.length === 0 || !hasSubject || directories.some((base) => isWithinName(certificate.subject, base))) &&
    !certificate.otherNameForms.some((form) => otherForms.includes(form))
  );
};

const isExcluded = (certificate: Certificate, { emails, dnsNames, directories, otherForms }: NameConstraintSubtrees): boolean =>
  emailsOf(certificate).some((email) => emails.some((base) => isEmailWithin(email, base))) ||
  certificate.dnsNames.some((name) => dnsNames.some((base) => isDnsNameWithin(name, base))) ||
  directories.some((base) => isWithinName(certificate.subject, base)) ||
  certificate.otherNameForms.some((form) => otherForms.includes(form));

/** True when `authority` may vouch for the names of `certificate`. */
export const meetsNameConstraints = (certificate: Certificate, { permitted, excluded }: Certificate): boolean =>
  (permitted === null || isPermitted(certificate, permitted)) && (excluded === null || !isExcluded(certificate, excluded));
