// Gets the source of the one message that the user asked about, from the link he named or from what the page offers, and has it judged.

import { toShown } from '../../lib/extension/judging/to-shown';
import type { ShownReply } from '../../lib/extension/protocol';
import { sendSource } from '../../lib/extension/sources/send-source';
import { LIMITS } from '../../lib/verify/limits';
import type { SourceRequest } from '../../lib/webmail/adapter';
import { WEBMAILS } from '../../lib/webmail/all';
import { findOpenSources, toLossySource } from '../../lib/webmail/generic/find-open-sources';
import { toOwnUrl } from '../../lib/webmail/generic/find-sources';
import { type FetchedSource, fetchSource } from '../../lib/webmail/source/fetch-source';

/** `url` is the link that the user named; without one `frameUrl` is the frame that was meant. */
type Asked = { url: string | null; frameUrl: string | null };
type Fetched = { source: SourceRequest; fetched: FetchedSource };

const toProblem = (problem: Extract<ShownReply, { status: 'problem' }>['problem']): ShownReply => ({ status: 'problem', problem });

const findSources = (page: Document, { url, frameUrl }: Asked): SourceRequest[] | ShownReply => {
  if (url !== null) {
    const own = toOwnUrl(url, page.location);
    return own === null ? toProblem('no-source-found') : [toLossySource(own)];
  }
  const found = findOpenSources(page, WEBMAILS, frameUrl);
  if (found.status === 'found') return found.sources;
  return toProblem(found.status === 'several' ? 'several-sources' : 'no-source-found');
};

/** The first that gives a message; otherwise what went wrong with the first. */
const fetchFirst = async (sources: SourceRequest[], signal: AbortSignal): Promise<Fetched | undefined> => {
  let first: Fetched | undefined;
  for (const source of sources) {
    const fetched = await fetchSource(source, { origin: location.origin, maxBytes: LIMITS.messageBytes, signal });
    if (fetched.ok) return { source, fetched };
    first ??= { source, fetched };
  }
  return first;
};

export const fetchOnce = async (page: Document, asked: Asked, signal: AbortSignal): Promise<ShownReply> => {
  const sources = findSources(page, asked);
  if (!Array.isArray(sources)) return sources;
  const got = await fetchFirst(sources, signal);
  if (got === undefined || signal.aborted) return toProblem('source-unavailable');
  const { source, fetched } = got;
  if (!fetched.ok) return toProblem(fetched.problem);
  const sent = { key: `once ${source.url}`.slice(0, 4000), fidelity: source.fidelity, isPart: false, chunks: fetched.chunks };
  const judgement = await sendSource(sent, signal);
  if (judgement === null) return toProblem('internal-error');
  const shown = toShown(judgement, source.fidelity);
  if (shown.status !== 'judged') return shown.status === 'problem' ? shown : toProblem('internal-error');
  return { status: 'judged', sha256: shown.report.sha256, fidelity: source.fidelity, isSeen: true };
};
