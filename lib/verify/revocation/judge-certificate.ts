// From what believed sources say of one certificate to its state at one instant: the worst word stands, and silence has its limits.
import type { Certificate } from '../cms/certificate';
import type { RevocationReason, RevokedEntry } from '../cms/parse-revoked-entry';
import type { Source, Statement } from './statement';

/** `revoked` before or at the instant. After it: `compromised-since` when the key may have been in other hands, `unexplained-since`
 * when nobody says why, `revoked-since` for reasons that do not touch what was signed before. The last four: nothing is known, and why. */
export type CertificateState =
  | 'good'
  | 'revoked'
  | 'compromised-since'
  | 'unexplained-since'
  | 'revoked-since'
  | 'older-than-message'
  | 'expired-before-list'
  | 'responder-unknown'
  | 'no-usable-answer';

export type JudgedCertificate = {
  certificate: Certificate;
  state: CertificateState;
  /** The revocation that decided; null without one. */
  revocation: RevokedEntry | null;
  sources: Source[];
};

const COMPROMISES: readonly RevocationReason[] = ['key-compromise', 'authority-compromise', 'attribute-authority-compromise'];
/** No reason, and a suspension, leave open whether the key was lost: anybody who has it can write an earlier signing time. */
const UNEXPLAINED: readonly RevocationReason[] = ['unspecified', 'certificate-hold', 'remove-from-list'];

const toLaterState = ({ reason }: RevokedEntry): CertificateState => {
  if (COMPROMISES.includes(reason)) return 'compromised-since';
  return UNEXPLAINED.includes(reason) ? 'unexplained-since' : 'revoked-since';
};

const LATER: readonly CertificateState[] = ['compromised-since', 'unexplained-since', 'revoked-since'];

const findRevocation = (entries: readonly RevokedEntry[], instant: number): Pick<JudgedCertificate, 'state' | 'revocation'> | undefined => {
  const ordered = [...entries].sort((left, right) => left.from - right.from);
  const [first] = ordered;
  if (first && first.from <= instant) return { state: 'revoked', revocation: first };
  for (const state of LATER) {
    const revocation = ordered.find((entry) => toLaterState(entry) === state);
    if (revocation) return { state, revocation };
  }
  return undefined;
};

/** A list or answer knows nothing of what came after it, and may have dropped what had expired before it. */
const findSilence = (statements: readonly Statement[], { notAfter }: Certificate, instant: number): CertificateState => {
  const whole = statements.filter(({ answer, isWhole }) => answer.type === 'silent' && isWhole);
  const later = whole.filter(({ source }) => source.thisUpdate >= instant);
  const reaches = ({ source, keepsExpiredSince }: Statement): boolean =>
    source.thisUpdate <= notAfter || (keepsExpiredSince !== null && keepsExpiredSince <= notAfter);
  if (statements.some(({ answer }) => answer.type === 'unknown')) return 'responder-unknown';
  if (later.some(reaches)) return 'good';
  if (later.length > 0) return 'expired-before-list';
  return whole.length > 0 ? 'older-than-message' : 'no-usable-answer';
};

/** @param instant milliseconds since 1970 UTC: `good` wants a source that was made at that instant or later */
export const judgeCertificate = (certificate: Certificate, statements: readonly Statement[], instant: number): JudgedCertificate => {
  const entries = statements.flatMap(({ answer }) => (answer.type === 'revoked' ? [answer] : []));
  const sources = statements.map(({ source }) => source);
  const revoked = findRevocation(entries, instant);
  if (revoked) return { certificate, sources, ...revoked };
  return { certificate, sources, state: findSilence(statements, certificate, instant), revocation: null };
};
