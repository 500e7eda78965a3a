// Certificates by the name under which others are issued, in the order in which they are worth a try.
import type { Certificate } from '../cms/certificate';
import type { Name } from '../cms/name';

export type IssuerIndex = {
  isAnchor(certificate: Certificate): boolean;
  /** Whoever bears the issuer's name: anchors first, then those whose key identifier fits. The identifier is a hint and proves nothing. */
  findIssuers(certificate: Certificate): Certificate[];
};

const toKey = (name: Name): string => JSON.stringify(name.relative);

export const createIssuerIndex = (anchors: readonly Certificate[], intermediates: readonly Certificate[]): IssuerIndex => {
  const known = new Map([...anchors, ...intermediates].map((certificate) => [certificate.fingerprint, certificate]));
  const trusted = new Set(anchors.map(({ fingerprint }) => fingerprint));
  const byName = new Map<string, Certificate[]>();
  for (const certificate of known.values()) {
    const key = toKey(certificate.subject);
    const namesakes = byName.get(key);
    if (namesakes) namesakes.push(certificate);
    else byName.set(key, [certificate]);
  }
  const isAnchor = ({ fingerprint }: Certificate): boolean => trusted.has(fingerprint);
  const rank = (candidate: Certificate, { authorityKeyIdentifier }: Certificate): number => {
    const fits = authorityKeyIdentifier !== null && candidate.subjectKeyIdentifier === authorityKeyIdentifier;
    return (isAnchor(candidate) ? 0 : 2) + (fits ? 0 : 1);
  };
  return {
    isAnchor,
    findIssuers: (certificate) => {
      // An empty name names nobody.
      if (certificate.issuer.relative.length === 0) return [];
      const candidates = byName.get(toKey(certificate.issuer)) ?? [];
      return candidates.toSorted((left, right) => rank(left, certificate) - rank(right, certificate));
    },
  };
};
