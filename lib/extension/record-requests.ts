// During a lesson, and at no other time, notes the requests of one tab to one site whose answer may be a message; the permission goes with it.
import { type Browser, browser } from 'wxt/browser';
import { addHeaders, type Begun, beginRecord, judgeAnswer, type RecordedRequest } from './recorded-request';
import { findSenderSite } from './sites';

const MINUTE_MS = 60_000;
const MAX_KEPT = 20;
const RUNNING = 'lesson';

type Recording = { tabId: number; found: RecordedRequest[]; stop(): void };
type Sender = Browser.runtime.MessageSender;

let current: Recording | null = null;

const listenTo = (tabId: number, pattern: string, origin: string): Recording => {
  const begun = new Map<string, Begun>();
  const found: RecordedRequest[] = [];
  const filter = { urls: [pattern], tabId };
  const before = (details: Browser.webRequest.OnBeforeRequestDetails): undefined => {
    const isRedirected = begun.has(details.requestId);
    if (new URL(details.url).origin === origin) begun.set(details.requestId, beginRecord(details, isRedirected));
  };
  const sent = ({ requestId, requestHeaders }: Browser.webRequest.OnSendHeadersDetails): void => {
    const one = begun.get(requestId);
    if (one !== undefined) addHeaders(one, requestHeaders);
  };
  const received = ({ requestId, responseHeaders, statusCode }: Browser.webRequest.OnHeadersReceivedDetails): undefined => {
    const record = begun.get(requestId)?.record;
    const answer = judgeAnswer(responseHeaders, statusCode);
    if (record !== undefined && answer !== null && found.length < MAX_KEPT) found.push({ ...record, answer });
  };
  const { onBeforeRequest, onSendHeaders, onHeadersReceived } = browser.webRequest;
  onBeforeRequest.addListener(before, filter, ['requestBody']);
  onSendHeaders.addListener(sent, filter, ['requestHeaders']);
  onHeadersReceived.addListener(received, filter, ['responseHeaders']);
  const timer = setTimeout(() => void stopRecording(tabId), MINUTE_MS);
  const stop = (): void => {
    clearTimeout(timer);
    onBeforeRequest.removeListener(before);
    onSendHeaders.removeListener(sent);
    onHeadersReceived.removeListener(received);
  };
  return { tabId, found, stop };
};

/** Asked for in the popup's click; false when it was not given. */
export const startRecording = async (sender: Sender, origin: string): Promise<boolean> => {
  const site = findSenderSite(sender);
  const tabId = sender.tab?.id;
  if (site === undefined || tabId === undefined) return false;
  if (!(await browser.permissions.contains({ permissions: ['webRequest'] })) || browser.webRequest === undefined) return false;
  current?.stop();
  current = listenTo(tabId, site.pattern, origin);
  await browser.storage.session.set({ [RUNNING]: true });
  return true;
};

/** Null when nothing is being noted for this tab (any more). */
export const readRecording = (sender: Sender): RecordedRequest[] | null =>
  current !== null && current.tabId === sender.tab?.id ? current.found : null;

/** The permission must not outlive the lesson. */
export const stopRecording = async (tabId: number | undefined): Promise<void> => {
  if (current !== null && current.tabId !== tabId) return;
  current?.stop();
  current = null;
  await browser.storage.session.remove(RUNNING);
  await browser.permissions.remove({ permissions: ['webRequest'] }).catch(() => false);
};

/** For a background that begins: one that was ended in the middle of a lesson left the permission behind. */
export const endOldRecording = async (): Promise<void> => {
  if (current === null && (await browser.storage.session.get(RUNNING))[RUNNING] === true) await stopRecording(undefined);
};
