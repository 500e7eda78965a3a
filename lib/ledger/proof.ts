// Evidence in a fixed order, reduced to what its signed data say; nothing here depends on the order of arrival.
import type { CertifiedFacts } from '../verify/report';
import type { Evidence } from './ledger-message';
import { mergeSightings } from './same-evidence';

export type Proof = {
  sha256: string;
  facts: CertifiedFacts;
  /** Certified time in milliseconds. */
  instant: number;
  /** Only these move a state; the others are shown beside them. */
  isVerified: boolean;
};

/** Milliseconds of an ISO instant; what has no readable time comes last. */
export const toInstant = (time: string | null): number => {
  const instant = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
};

export const isSameAddress = (a: string, b: string): boolean => foldAddress(a) === foldAddress(b);

/** `<consegna>` has been seen with angle brackets around the address. */
export const foldAddress = (address: string): string => {
  const bare = address.trim().toLowerCase();
  return bare.startsWith('<') && bare.endsWith('>') ? bare.slice(1, -1).trim() : bare;
};

/** Within one second the acceptance comes before what it led to. */
const toStep = ({ report }: Evidence): number => (report.kind === 'accettazione' || report.kind === 'posta-certificata' ? 0 : 1);

/** Merged, by certified time, then by the order of the procedure, then by hash. */
export const toOrderedEvidence = (evidence: readonly Evidence[]): Evidence[] =>
  mergeSightings(evidence).sort((a, b) => {
    const [left, right] = [toInstant(a.report.certified?.time ?? null), toInstant(b.report.certified?.time ?? null)];
    if (left !== right) return left < right ? -1 : 1;
    const step = toStep(a) - toStep(b);
    if (step !== 0) return step;
    return a.sha256 < b.sha256 ? -1 : 1;
  });

export const toProofs = (ordered: readonly Evidence[]): Proof[] =>
  ordered.flatMap(({ sha256, report }) =>
    report.certified === null
      ? []
      : [{ sha256, facts: report.certified, instant: toInstant(report.certified.time), isVerified: report.verdict === 'verified' }],
  );
