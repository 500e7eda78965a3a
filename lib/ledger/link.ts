// Which evidence belongs to which message: by the provider's identifier, then by the original Message-ID (RFC 6109 section 2.2.1).
import type { Report } from '../verify/report';
import type { Evidence } from './ledger-message';
import { isNoticed } from './match-sending';
import { mergeSightings } from './same-evidence';

const OWN_KEY = 'sha256:';

/** Rows of sendings that were noticed in a webmail have such a key too, and no evidence has. */
export const isOwnKey = (key: string): boolean => key.startsWith(OWN_KEY) || isNoticed({ identifier: key });

/** Signed PEC found inside, at any depth, that stand on their own bytes. */
export const findEnclosedProofs = (report: Report): Report[] =>
  report.enclosed.flatMap((enclosed) => [...(enclosed.verdict === 'verified' ? [enclosed] : []), ...findEnclosedProofs(enclosed)]);

/** A name that looks like our own keys would let a forged receipt sit on another message's row. */
const findIdentifier = (report: Report): string | null => {
  const identifier = report.certified?.identifier ?? '';
  return identifier === '' || isOwnKey(identifier) ? null : identifier;
};

/** A list or forwarder certifies nothing; what it wrapped, when that is one message, says where it belongs. */
const findWrappedIdentifier = (report: Report): string | null => {
  if (report.certified !== null || report.verdict === 'failed') return null;
  const wrapped = new Set(findEnclosedProofs(report).map(findIdentifier));
  const [only] = wrapped;
  return wrapped.size === 1 && only ? only : null;
};

/** The ledger's key: `identificativo`, or `sha256:<hex>` for what certifies nothing. */
export const toLinkKey = (report: Report): string =>
  findIdentifier(report) ?? findWrappedIdentifier(report) ?? `${OWN_KEY}${report.sha256}`;

/** True for certified data without an identifier of their own, which only the Message-ID can link. */
export const isLinkedByMessageId = ({ report }: Evidence): boolean =>
  findIdentifier(report) === null && report.certified !== null && report.certified.messageId !== null;

/** Two sends may share a Message-ID (a retry), so it links only when it leads to exactly one identifier. */
const findIdentifierByMessageId = (item: Evidence, evidence: readonly Evidence[]): string | null => {
  const messageId = item.report.certified?.messageId;
  const identifiers = new Set<string>();
  for (const { report } of evidence) {
    const identifier = findIdentifier(report);
    if (identifier !== null && report.verdict === 'verified' && report.certified?.messageId === messageId) identifiers.add(identifier);
  }
  const [only] = identifiers;
  return identifiers.size === 1 && only ? only : null;
};

/** The same bytes judged twice are one piece: a look that found less must not leave a second row. */
export const linkEvidence = (sightings: readonly Evidence[]): Map<string, Evidence[]> => {
  const evidence = mergeSightings(sightings);
  const groups = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const byMessageId = isLinkedByMessageId(item) ? findIdentifierByMessageId(item, evidence) : null;
    const key = byMessageId ?? toLinkKey(item.report);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
