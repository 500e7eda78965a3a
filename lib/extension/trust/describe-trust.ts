// Who may sign, described for the options page; names of built-in authorities come from our data.

import { PINNED_AUTHORITIES } from '../../verify/trust/built-in';
import type { Anchor, TrustStore } from '../../verify/trust/trust-store';
import type { OptionsProps } from '../../view';

type Added = OptionsProps['trust']['added'][number];

const describeAnchor = ({ certificate, isManaged = false }: Anchor): Added => ({
  name: certificate.subject.text,
  fingerprint: certificate.fingerprint,
  validUntil: new Date(certificate.notAfter).toISOString(),
  isManaged,
});

export const describeTrust = ({ date, anchors, timestampAnchors }: TrustStore): OptionsProps['trust'] => {
  const roots = anchors.filter(({ isAdded }) => !isAdded).map((anchor) => ({ ...describeAnchor(anchor), source: 'mozilla.org' }));
  // Known by their key alone: their certificates come with each message, so there is no date to show.
  const pinned = PINNED_AUTHORITIES.map(({ name, source, spkiFingerprint }) => ({
    name,
    source,
    fingerprint: spkiFingerprint,
    validUntil: null,
  }));
  return {
    date,
    authorities: [...roots, ...pinned],
    added: anchors.filter(({ isAdded }) => isAdded).map(describeAnchor),
    addedForTimestamps: timestampAnchors.filter((anchor) => !anchors.includes(anchor)).map(describeAnchor),
  };
};
