// The report of a bundle for programs (report-schema.json). Nothing in it depends on where the bundle was made.
import type { LedgerMessage } from '../ledger/ledger-message';
import type { BundleContent, BundleMessage, BundlePaths } from './bundle-source';
import { findFolder, toSentName } from './file-names';

const toFiles = (paths: BundlePaths, hashes: readonly string[]): string[] => hashes.flatMap((sha256) => paths.get(sha256) ?? []);

const toRecipient = ({ evidence, ...recipient }: LedgerMessage['recipients'][number], paths: BundlePaths): object => ({
  ...recipient,
  files: toFiles(paths, evidence),
});

const toSent = (item: BundleMessage, paths: BundlePaths): object | null =>
  item.sent && { origin: item.sent.origin, file: `${findFolder(item, paths)}${toSentName(item.sent)}` };

const toMessage = (item: BundleMessage, paths: BundlePaths): object => {
  const { message, evidence, readiness, sealed, isComplete } = item;
  return {
    identifier: message.identifier,
    messageId: message.messageId,
    from: message.from,
    subject: message.subject,
    acceptedAt: message.acceptedAt,
    state: message.state,
    provenUntil: message.provenUntil,
    isComplete,
    readiness,
    sent: toSent(item, paths),
    recipients: message.recipients.map((recipient) => toRecipient(recipient, paths)),
    evidence: evidence.map(({ sha256, size, report }) => ({
      file: paths.get(sha256) ?? '',
      sha256,
      size,
      sealedBefore: sealed[sha256]?.existedBefore ?? null,
      report,
    })),
  };
};

export const toReportJson = ({ pack, at, messages, paths }: BundleContent): string => {
  const isComplete = messages.every((item) => item.isComplete);
  return `${JSON.stringify({ format: 3, pack, at, isComplete, messages: messages.map((item) => toMessage(item, paths)) }, null, 2)}\n`;
};
