// The outer Subject of bytes that certify nothing, so that a fake can be told from another in the ledger; never a fact.
import { toHeaderText } from '../verify/mime/header-text';
import { findHeader, parseHeaders } from '../verify/mime/parse-headers';
import type { Report } from '../verify/report';

const MAX_LENGTH = 500;

export const findShownSubject = (bytes: Uint8Array, report: Report): string | null => {
  if (report.certified !== null) return null;
  try {
    const subject = findHeader(parseHeaders(bytes, 0, bytes.length).headers, 'subject');
    return subject === undefined ? null : toHeaderText(subject).slice(0, MAX_LENGTH);
  } catch {
    // Headers beyond the limit: a missing subject must not cost the evidence.
    return null;
  }
};
