// Answers runtime messages: each is validated, and each sender gets only what it may have.
import * as v from 'valibot';
import type { Browser } from 'wxt/browser';
import { toServiceUrl } from '../bundle/timestamp-service';
import { bringScript, SCRIPTS } from './access/bring-script';
import { isOwnPage } from './access/is-own-page';
import { type ProbeFunctions, runProbe } from './access/probe-rows';
import { findSenderSite, isSiteOn, type Site } from './access/sites';
import { openLedgerPage } from './board/open-ledger-page';
import { findJudgement } from './judging/find-judgement';
import { findRowKeeps, findVerdicts } from './judging/known-verdicts';
import { fetchOcsp } from './network/fetch-ocsp';
import { fetchTimestamp } from './network/fetch-timestamp';
import type { BackgroundRequest, WalkStart } from './protocol';
import { noteSending } from './recording/note-sending';
import { NOTICED_SENDING, toSending } from './recording/sending-noticed';
import { readSettings, writeSettings } from './settings/settings';
import { readTexts } from './settings/texts';
import { answerLesson } from './taught/answer-lesson';
import { RECIPE_TEXT } from './taught/taught-recipes';
import { findWalk, keepWalk, STORED_WALK } from './walks/stored-walks';
import { takeWalkTurn } from './walks/walk-turn';

const SHA256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const KEYS = v.pipe(v.array(v.pipe(v.string(), v.maxLength(4000))), v.maxLength(1000));
const FOLDER = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));

const WORD = v.pipe(v.string(), v.maxLength(1000));
const TIMESTAMP_REQUEST = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length > 0 && length < 1000),
);

/** An authority that names every provider in its certificate makes it long. */
const CERTIFICATE = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length > 0 && length < 100_000),
);

const REQUEST = v.variant('type', [
  v.strictObject({
    type: v.literal('known-verdicts'),
    keys: KEYS,
  }),
  v.strictObject({ type: v.literal('known-keeps'), keys: KEYS }),
  v.strictObject({ type: v.literal('texts') }),
  v.strictObject({ type: v.literal('card-collapsed'), set: v.nullable(v.boolean()) }),
  v.strictObject({ type: v.literal('judgement'), sha256: SHA256 }),
  v.strictObject({ type: v.literal('bring-script'), script: v.picklist(SCRIPTS) }),
  v.strictObject({ type: v.literal('probe-rows'), webmail: v.pipe(v.string(), v.maxLength(40)) }),
  v.strictObject({ type: v.literal('walk-load'), folder: FOLDER }),
  v.strictObject({ type: v.literal('walk-save'), folder: FOLDER, walk: STORED_WALK }),
  v.strictObject({ type: v.picklist(['walk-wait', 'walk-turn']) }),
  v.strictObject({
    type: v.literal('ask-timestamp'),
    url: v.pipe(
      v.string(),
      v.check((url) => toServiceUrl(url) !== undefined),
    ),
    request: TIMESTAMP_REQUEST,
    credentials: v.nullable(v.strictObject({ user: WORD, password: WORD })),
  }),
  v.strictObject({ type: v.literal('ask-ocsp'), certificate: CERTIFICATE, issuer: CERTIFICATE }),
  v.strictObject({ type: v.literal('sending-noticed'), sending: NOTICED_SENDING }),
  v.strictObject({ type: v.picklist(['taught-recipe', 'teach-record', 'teach-recorded', 'teach-stop']) }),
  v.strictObject({ type: v.literal('teach-keep'), recipe: RECIPE_TEXT }),
  v.strictObject({
    type: v.literal('open-ledger'),
    identifier: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
    act: v.picklist(['show', 'export', 'save-original']),
    sha256: v.nullable(SHA256),
  }),
]) satisfies v.GenericSchema<unknown, BackgroundRequest>;

const WAIT_MS = 1000;

type Asker = { site: Site; isPrivate: boolean; sender: Browser.runtime.MessageSender; probes: ProbeFunctions };

const loadWalk = async (host: string, folder: string, isPrivate: boolean): Promise<WalkStart> =>
  isPrivate ? { isAllowed: false, walk: null } : { isAllowed: true, walk: await findWalk(host, folder) };

const answerCollapsed = async (cardCollapsed: boolean | null): Promise<boolean> => {
  if (cardCollapsed !== null) await writeSettings({ cardCollapsed });
  return (await readSettings()).cardCollapsed;
};

/** What a content script tells of its page, or asks about it; an own page has none. */
const answerPage = (request: BackgroundRequest, { site, isPrivate, sender, probes }: Asker): Promise<unknown> => {
  switch (request.type) {
    case 'known-verdicts':
      return findVerdicts(site.host, request.keys);
    case 'known-keeps':
      return findRowKeeps(site.host, request.keys);
    case 'bring-script':
      return bringScript(request.script, sender);
    case 'probe-rows':
      return runProbe(probes, request.webmail, sender);
    case 'walk-load':
      return loadWalk(site.host, request.folder, isPrivate);
    case 'walk-save':
      // What is read in a private window leaves nothing on the disk.
      return isPrivate ? Promise.resolve(false) : keepWalk(site.host, request.folder, request.walk).then(() => true);
    case 'walk-wait':
      return new Promise((resolve) => setTimeout(() => resolve(true), WAIT_MS));
    case 'walk-turn':
      return takeWalkTurn(site.host);
    case 'sending-noticed': {
      const sending = toSending(request.sending, site.host, new Date().toISOString());
      return isPrivate || sending === undefined ? Promise.resolve(false) : noteSending(sending);
    }
    case 'taught-recipe':
    case 'teach-record':
    case 'teach-recorded':
    case 'teach-stop':
    case 'teach-keep':
      return answerLesson(request, sender);
    default:
      return answer(request, false);
  }
};

const answer = (request: BackgroundRequest, isOwn: boolean): Promise<unknown> => {
  switch (request.type) {
    case 'texts':
      return readTexts();
    case 'card-collapsed':
      return answerCollapsed(request.set);
    case 'judgement':
      // A page that took over its renderer must not be able to ask the ledger what it holds.
      return isOwn ? findJudgement(request.sha256) : Promise.resolve(null);
    case 'ask-timestamp':
      // What a page's script could have asked for in the user's name would leave this machine.
      return isOwn
        ? fetchTimestamp({ url: request.url, request: request.request, credentials: request.credentials }, new Date().toISOString())
        : Promise.resolve(null);
    case 'ask-ocsp':
      return isOwn ? fetchOcsp(request, new Date().toISOString()) : Promise.resolve(null);
    case 'open-ledger':
      return openLedgerPage(request);
    case 'known-verdicts':
      return Promise.resolve({});
    default:
      return Promise.resolve(null);
  }
};

/** Null is the answer to everybody and everything that is not expected. */
export const answerRequest = async (
  message: unknown,
  sender: Browser.runtime.MessageSender,
  probes: ProbeFunctions = {},
): Promise<unknown> => {
  const parsed = v.safeParse(REQUEST, message);
  if (!parsed.success) return null;
  if (isOwnPage(sender)) return answer(parsed.output, true);
  const site = findSenderSite(sender);
  return site !== undefined && (await isSiteOn(site))
    ? answerPage(parsed.output, { site, isPrivate: sender.tab?.incognito === true, sender, probes })
    : null;
};
