// Answers runtime messages: each is validated, and each sender gets only what it may have.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { findJudgement } from './find-judgement';
import { findVerdicts } from './known-verdicts';
import { openLedgerPage } from './open-ledger-page';
import type { BackgroundRequest } from './protocol';
import { readSettings, writeSettings } from './settings';
import { findSenderSite, isSiteOn, type Site } from './sites';
import { readTexts } from './texts';

const SHA256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const REQUEST = v.variant('type', [
  v.strictObject({
    type: v.literal('known-verdicts'),
    keys: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4000))), v.maxLength(1000)),
  }),
  v.strictObject({ type: v.literal('texts') }),
  v.strictObject({ type: v.literal('card-collapsed'), set: v.nullable(v.boolean()) }),
  v.strictObject({ type: v.literal('judgement'), sha256: SHA256 }),
  v.strictObject({
    type: v.literal('open-ledger'),
    identifier: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
    act: v.picklist(['show', 'export', 'save-original']),
    sha256: v.nullable(SHA256),
  }),
]) satisfies v.GenericSchema<unknown, BackgroundRequest>;

const isOwnPage = (sender: Browser.runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;

const answerCollapsed = async (cardCollapsed: boolean | null): Promise<boolean> => {
  if (cardCollapsed !== null) await writeSettings({ cardCollapsed });
  return (await readSettings()).cardCollapsed;
};

/** `site` is null when one of our own pages asks. */
const answer = (request: BackgroundRequest, site: Site | null): Promise<unknown> => {
  switch (request.type) {
    case 'known-verdicts':
      return site === null ? Promise.resolve({}) : findVerdicts(site.host, request.keys);
    case 'texts':
      return readTexts();
    case 'card-collapsed':
      return answerCollapsed(request.set);
    case 'judgement':
      // A page that took over its renderer must not be able to ask the ledger what it holds.
      return site === null ? findJudgement(request.sha256) : Promise.resolve(null);
    case 'open-ledger':
      return openLedgerPage(request);
  }
};

/** Null is the answer to everybody and everything that is not expected. */
export const answerRequest = async (message: unknown, sender: Browser.runtime.MessageSender): Promise<unknown> => {
  const parsed = v.safeParse(REQUEST, message);
  if (!parsed.success) return null;
  if (isOwnPage(sender)) return answer(parsed.output, null);
  const site = findSenderSite(sender);
  return site !== undefined && (await isSiteOn(site)) ? answer(parsed.output, site) : null;
};
