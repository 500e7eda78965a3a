// The printable report of a bundle: a courtesy copy, self-contained, without script, the same on every machine.
import type { LedgerMessage, LedgerRecipient } from '../ledger/ledger-message';
import { toOrderedEvidence } from '../ledger/proof';
import { formatInstant, toKey, type Wording } from '../wording';
import type { BundleMessage, BundlePaths } from './bundle-source';
import { html, type Markup } from './html';
import { toProofSection } from './proof-section';
import { REPORT_STYLE } from './report-style';

const COLUMNS = ['recipient', 'state', 'time', 'proofs'] as const;

const toRemarks = (recipient: LedgerRecipient, wording: Wording): Markup[] => {
  const remarks = [
    recipient.errorCode === null ? [] : [wording.text('bundle_code', recipient.errorCode)],
    recipient.contradicted ? [wording.text('bundle_contradicted')] : [],
    recipient.unlisted ? [wording.text('bundle_unlisted')] : [],
  ];
  return remarks.flat().map((remark) => html`<br>${remark}`);
};

const toRecipientRow = (recipient: LedgerRecipient, paths: BundlePaths, wording: Wording): Markup => {
  const files = recipient.evidence.map((sha256) => html`<div>${paths.get(sha256) ?? sha256}</div>`);
  const type = wording.text(`recipient_type_${recipient.type}`);
  const state = wording.text(`recipient_${toKey(recipient.state)}`);
  return html`<tr><td>${recipient.address}<br>${type}</td><td>${state}${toRemarks(recipient, wording)}</td><td>${
    recipient.at === null ? '–' : formatInstant(recipient.at)
  }</td><td>${files.length === 0 ? '–' : files}</td></tr>
`;
};

const toRecipients = ({ recipients }: LedgerMessage, paths: BundlePaths, wording: Wording): Markup => {
  if (recipients.length === 0) return html`<p>${wording.text('bundle_no_recipients')}</p>`;
  const heads = COLUMNS.map((column) => html`<th scope="col">${wording.text(`bundle_column_${column}`)}</th>`);
  return html`<table class="list"><thead><tr>${heads}</tr></thead><tbody>
${recipients.map((recipient) => toRecipientRow(recipient, paths, wording))}</tbody></table>`;
};

const toFacts = (message: LedgerMessage, wording: Wording): Markup => {
  const facts: [string, string | null][] = [
    ['bundle_from', message.from || null],
    ['bundle_state', wording.text(`bundle_state_${toKey(message.state)}`)],
    ['bundle_accepted_at', message.acceptedAt && formatInstant(message.acceptedAt)],
    ['bundle_identifier', message.identifier],
    ['bundle_message_id', message.messageId],
    ['bundle_proven_until', message.provenUntil && formatInstant(message.provenUntil)],
  ];
  return html`<dl>${facts.map(([key, value]) => (value === null ? html`` : html`<dt>${wording.text(key)}</dt><dd>${value}</dd>`))}</dl>`;
};

const toMessageSection = ({ message, evidence }: BundleMessage, paths: BundlePaths, wording: Wording): Markup => {
  const proofs = toOrderedEvidence(evidence).map((item) => toProofSection(item, paths.get(item.sha256) ?? '', wording));
  return html`<h2>${message.subject || wording.text('bundle_no_subject')}</h2>
${toFacts(message, wording)}
${toRecipients(message, paths, wording)}
${proofs}`;
};

export const toReportHtml = (messages: readonly BundleMessage[], paths: BundlePaths, wording: Wording): string =>
  html`<!doctype html>
<html lang="${wording.locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${wording.text('bundle_title')}</title>
<style>${{ markup: REPORT_STYLE }}</style></head><body>
<table class="sheet" role="presentation"><thead><tr><td>${wording.text('bundle_courtesy')}</td></tr></thead><tbody><tr><td>
<h1>${wording.text('bundle_title')}</h1>
<p>${wording.text('bundle_intro')}</p>
${messages.map((item) => toMessageSection(item, paths, wording))}
<h2>${wording.text('bundle_limits_title')}</h2>
<p>${wording.text('bundle_limits')}</p>
</td></tr></tbody></table></body></html>
`.markup;
