// Gives synthetic evidence bytes of its own, and a report that speaks of them.
import type { JudgedMessage } from '../../lib/ledger/collect-evidence';
import type { Evidence } from '../../lib/ledger/ledger-message';
import { toHash } from './build-evidence';

export const toJudged = (evidence: Evidence, recordedAt = evidence.recordedAt): JudgedMessage => {
  const text = `Subject: synthetic\r\n\r\n${evidence.sha256}\r\n`;
  return {
    bytes: new TextEncoder().encode(text),
    report: { ...evidence.report, sha256: toHash(text) },
    origin: 'webmail',
    recordedAt,
    shownSubject: evidence.shownSubject,
  };
};

export const toEvidence = ({ bytes, report, ...rest }: JudgedMessage): Evidence => ({
  ...rest,
  report,
  sha256: report.sha256,
  size: bytes.length,
});
