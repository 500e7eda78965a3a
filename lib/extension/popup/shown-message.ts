// What the tab shows, asked of its content scripts; they name bytes and a channel, the verdict comes from the background alone.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import type { ShownMessage, SiteState } from '../../view';
import { PROBLEM_CODES } from '../../view';
import { askTab } from '../access/ask-tab';
import { findSite, isSiteAllowed, isSiteOn } from '../access/sites';
import type { BackgroundRequest, Judgement, ShownReply, SiteStateReply } from '../protocol';

const SHOWN = v.variant('status', [
  v.object({ status: v.literal('reading') }),
  v.object({ status: v.literal('problem'), problem: v.picklist(PROBLEM_CODES) }),
  v.object({
    status: v.literal('judged'),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    fidelity: v.picklist(['exact', 'reversible', 'lossy']),
    isSeen: v.boolean(),
  }),
]) satisfies v.GenericSchema<unknown, ShownReply>;

const SITE_STATE = v.object({
  adapter: v.nullable(v.string()),
  isProven: v.boolean(),
  problems: v.array(v.object({ code: v.string(), detail: v.string() })),
}) satisfies v.GenericSchema<unknown, SiteStateReply>;

type Tab = Browser.tabs.Tab;

const askBackground = (request: BackgroundRequest): Promise<unknown> => browser.runtime.sendMessage(request);

const toReport = ({ adapter, problems }: SiteStateReply): string =>
  [`Ceralacca ${browser.runtime.getManifest().version}, ${adapter}`, ...problems.map(({ code, detail }) => `${code}: ${detail}`)].join(
    '\n',
  );

export const readSiteState = async (tab: Tab | undefined): Promise<SiteState> => {
  const site = findSite(tab?.url);
  if (tab === undefined || site === undefined) return { status: 'not-a-webmail' };
  if (!(await isSiteAllowed(site))) return { status: 'not-allowed', host: site.host };
  if (!(await isSiteOn(site))) return { status: 'off', host: site.host };
  const state = v.safeParse(SITE_STATE, await askTab(tab, { type: 'site-state' }, { frameId: 0 }));
  if (!state.success) return { status: 'on', host: site.host, adapter: null, isProven: true };
  const { adapter, problems, isProven } = state.output;
  if (problems.length === 0) return { status: 'on', host: site.host, adapter, isProven };
  return { status: 'degraded', host: site.host, isProven, report: toReport(state.output) };
};

export const askWhatIsShown = async (tab: Tab | undefined): Promise<ShownReply | null> => {
  const reply = v.safeParse(SHOWN, tab && (await askTab(tab, { type: 'what-is-shown' })));
  return reply.success ? reply.output : null;
};

/** What came of the one message that the user asked about, while the page is still where it was. */
export const askWhatWasAsked = async (tab: Tab | undefined): Promise<ShownReply | null> => {
  const reply = v.safeParse(SHOWN, tab && (await askTab(tab, { type: 'once-state' })));
  return reply.success ? reply.output : null;
};

/** The answer is our own background's, so its shape is not in doubt; that it has one is. */
export const readShownMessage = async (reply: ShownReply | null): Promise<ShownMessage> => {
  if (reply === null) return { status: 'none' };
  if (reply.status !== 'judged') return reply;
  const judgement = (await askBackground({ type: 'judgement', sha256: reply.sha256 })) as Judgement | null | undefined;
  if (judgement?.type !== 'judged') return { status: 'problem', problem: 'internal-error' };
  const { type: _, ...judged } = judgement;
  return { status: 'judged', ...judged, fidelity: reply.fidelity };
};
