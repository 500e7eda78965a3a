// Takes the source that a content script hands over on a port, has it judged, answers once and closes.
import { type Browser, browser } from 'wxt/browser';
import { isOwnPage } from '../access/is-own-page';
import { isAllowedOnce } from '../access/once-allowed';
import { findSenderSite, isSiteOn, type Site } from '../access/sites';
import type { Judgement } from '../protocol';
import { type AssembledSource, createAssembler } from './assemble-source';

/** `site` is null for what the user gave to one of our own pages. */
export type ReceivedSource = AssembledSource & { site: Site | null };

type Judge = (source: ReceivedSource) => Promise<Judgement>;

const answer = (port: Browser.runtime.Port, judgement: Judgement): void => {
  try {
    port.postMessage(judgement);
    port.disconnect();
  } catch {
    // The page went away meanwhile; what was judged is recorded all the same.
  }
};

const isWelcome = async (site: Site, tabId: number | undefined): Promise<boolean> =>
  (await isSiteOn(site)) || (await isAllowedOnce(tabId, site.host));

export const receiveSource = (port: Browser.runtime.Port, judge: Judge): void => {
  const site = isOwnPage(port.sender) ? null : findSenderSite(port.sender);
  if (site === undefined) {
    port.disconnect();
    return;
  }
  // Asked now, awaited at the end: messages arrive at once, and a listener added after an await would miss them.
  const isOn = site === null ? Promise.resolve(true) : isWelcome(site, port.sender?.tab?.id);
  isOn.catch(() => false);
  const assemble = createAssembler();
  const listen = (message: unknown): void => {
    const assembly = assemble(message);
    if (assembly.status === 'more') return;
    port.onMessage.removeListener(listen);
    if (assembly.status === 'refused') answer(port, { type: 'problem', problem: assembly.problem });
    else void judgeWhenOn({ ...assembly.source, site, isPrivate: assembly.source.isPrivate || port.sender?.tab?.incognito === true });
  };
  const judgeWhenOn = async (source: ReceivedSource): Promise<void> => {
    try {
      // A content script outlives the switching off of its site until the page is reloaded: it gets no answer any more.
      if (await isOn) answer(port, await judge(source));
      else port.disconnect();
    } catch {
      answer(port, { type: 'problem', problem: 'internal-error' });
    }
  };
  port.onMessage.addListener(listen);
  port.onDisconnect.addListener(() => {
    // Reading lastError keeps Chrome from logging a page that was simply closed.
    void browser.runtime.lastError;
  });
};
