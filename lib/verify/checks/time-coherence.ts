// Do signing time, certified time and the Date header tell of the same moment (RFC 6109 section 4.1)?
import { type Check, createOutcomes, toCodes, toIsoInstant } from '../check';
import { findHeader } from '../mime/parse-headers';
import { parseMailDate } from '../mime/parse-mail-date';
import { findSigner } from '../signer';

const id = 'time-coherence';
const { passed, failed, undetermined } = createOutcomes(id);

/** Providers write one time per elaboration; real messages differ by a second at most. */
const TOLERANCE_MS = 5 * 60 * 1000;
/** A clock a little ahead is not a date in the future. */
const FUTURE_MS = 24 * 60 * 60 * 1000;

const isFar = (left: number, right: number): boolean => Math.abs(left - right) > TOLERANCE_MS;

export const timeCoherence: Check = {
  id,
  weight: 'caution',
  codes: toCodes(
    id,
    ...['signing-time-differs', 'date-header-differs', 'date-header-unreadable', 'in-future'],
    ...['not-available', 'no-signing-time', 'date-header-missing'],
  ),
  run({ evidence, now }) {
    const signer = findSigner(evidence);
    if (!signer) return undetermined('not-available');
    const signingTime = signer.signedAttributes?.signingTime ?? null;
    const certifiedTime = evidence.certification.status === 'found' ? evidence.certification.facts.time : null;
    const written = findHeader(evidence.headers, 'date');
    const dateHeader = written === undefined ? null : parseMailDate(written);
    const facts = {
      ...(signingTime === null ? {} : { signingTime: toIsoInstant(signingTime) }),
      ...(certifiedTime === null ? {} : { certifiedTime }),
      ...(dateHeader === null ? {} : { dateHeader: toIsoInstant(dateHeader) }),
    };
    const certified = certifiedTime === null ? null : Date.parse(certifiedTime);
    const reference = certified ?? signingTime;
    if (reference === null) return undetermined('not-available', facts);
    if (Math.max(reference, signingTime ?? reference) > now + FUTURE_MS) return failed('in-future', facts);
    if (signingTime !== null && isFar(signingTime, reference)) return failed('signing-time-differs', facts);
    if (dateHeader !== null && isFar(dateHeader, reference)) return failed('date-header-differs', facts);
    // What we cannot read, a webmail may: it would show a day that nobody compared.
    if (written && dateHeader === null) return failed('date-header-unreadable', facts);
    if (signingTime === null) return undetermined('no-signing-time', facts);
    return passed(facts, dateHeader === null ? ['date-header-missing'] : []);
  },
};
