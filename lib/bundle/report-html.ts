// The printable report of a bundle: a courtesy copy, self-contained, without script, the same on every machine.
import type { LedgerMessage, LedgerRecipient } from '../ledger/ledger-message';
import type { ReadinessItem } from '../ledger/readiness';
import { formatInstant, toKey, type Wording } from '../wording';
import type { BundleContent, BundleMessage, BundlePaths } from './bundle-source';
import { findFolder, toSentName } from './file-names';
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
  // A filing leaves out what says less.
  const files = recipient.evidence.flatMap((sha256) => paths.get(sha256) ?? []).map((path) => html`<div>${path}</div>`);
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

const toSentText = (item: BundleMessage, paths: BundlePaths, wording: Wording): string | null =>
  item.sent && wording.text(`bundle_sent_${toKey(item.sent.origin)}`, `${findFolder(item, paths)}${toSentName(item.sent)}`);

const toFacts = (item: BundleMessage, paths: BundlePaths, wording: Wording): Markup => {
  const { message } = item;
  const facts: [string, string | null][] = [
    ['bundle_from', message.from || null],
    ['bundle_state', wording.text(`bundle_state_${toKey(message.state)}`)],
    ['bundle_accepted_at', message.acceptedAt && formatInstant(message.acceptedAt)],
    ['bundle_identifier', message.identifier],
    ['bundle_message_id', message.messageId],
    ['bundle_proven_until', message.provenUntil && formatInstant(message.provenUntil)],
    ['bundle_sent', toSentText(item, paths, wording)],
  ];
  return html`<dl>${facts.map(([key, value]) => (value === null ? html`` : html`<dt>${wording.text(key)}</dt><dd>${value}</dd>`))}</dl>`;
};

const toReadinessItem = ({ id, status, addresses = [], until = '' }: ReadinessItem, wording: Wording): Markup => {
  const text = wording.text(`ready_${toKey(id)}_${status}`, formatInstant(until, id === 'sealed' ? 'second' : 'day'));
  const about = addresses.length === 0 ? '' : ` (${addresses.join(', ')})`;
  return html`<li><strong>${wording.text(`ready_status_${status}`)}:</strong> ${text}${about}</li>`;
};

/** Nothing is called complete that court readiness does not. */
const toCompleteness = ({ message, readiness, isComplete }: BundleMessage, wording: Wording): Markup => {
  const key = isComplete ? 'bundle_complete' : message.state === 'received' ? 'bundle_envelope_missing' : 'bundle_incomplete';
  const open = readiness.filter(({ status }) => status !== 'ok');
  return html`<p class="${isComplete ? 'complete' : 'incomplete'}">${wording.text(key)}</p>
${open.length === 0 ? '' : html`<ul>${open.map((item) => toReadinessItem(item, wording))}</ul>`}`;
};

const toMessageSection = (item: BundleMessage, paths: BundlePaths, wording: Wording): Markup => {
  const { message, evidence, sealed } = item;
  return html`<h2>${message.subject || wording.text('bundle_no_subject')}</h2>
${toFacts(item, paths, wording)}
${toRecipients(message, paths, wording)}
${toCompleteness(item, wording)}
${evidence.map((proof) => toProofSection(proof, paths.get(proof.sha256) ?? '', sealed[proof.sha256]?.existedBefore ?? null, wording))}`;
};

const toSummary = ({ pack, at, messages }: BundleContent, wording: Wording): Markup => {
  const lacking = messages.filter(({ isComplete }) => !isComplete).length;
  return html`<p>${wording.text(`bundle_pack_${pack}`)} ${wording.text('bundle_made_for', formatInstant(at))}</p>
<p class="${lacking === 0 ? 'complete' : 'incomplete'}">${
    lacking === 0 ? wording.text('bundle_all_complete') : wording.count('bundle_some_incomplete', lacking, messages.length)
  }</p>`;
};

export const toReportHtml = (content: BundleContent, wording: Wording): string =>
  html`<!doctype html>
<html lang="${wording.locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${wording.text('bundle_title')}</title>
<style>${{ markup: REPORT_STYLE }}</style></head><body>
<table class="sheet" role="presentation"><thead><tr><td>${wording.text('bundle_courtesy')}</td></tr></thead><tbody><tr><td>
<h1>${wording.text('bundle_title')}</h1>
${toSummary(content, wording)}
<p>${wording.text('bundle_intro')}</p>
${content.messages.map((item) => toMessageSection(item, content.paths, wording))}
<h2>${wording.text('bundle_limits_title')}</h2>
<p>${wording.text('bundle_limits')}</p>
</td></tr></tbody></table></body></html>
`.markup;
