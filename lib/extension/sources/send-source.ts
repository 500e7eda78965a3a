// Hands the bytes of one source to the background, in chunks on a port of its own, and waits for the one judgement.
import { browser } from 'wxt/browser';
import { CHUNK_BYTES, type Judgement, SOURCE_PORT, type SourceMessage } from '../protocol';

export type Source = Omit<Extract<SourceMessage, { type: 'begin' }>, 'type'> & { chunks: readonly Uint8Array[] };

/** Null when there is no judgement: cut off, switched off, or no longer wanted. A port that closes early is tried once more: the background slept. */
export const sendSource = async (source: Source, signal: AbortSignal): Promise<Judgement | null> =>
  (await sendOnce(source, signal)) ?? (signal.aborted ? null : await sendOnce(source, signal));

const sendOnce = (source: Source, signal: AbortSignal): Promise<Judgement | null> =>
  new Promise((resolve) => {
    try {
      const port = browser.runtime.connect({ name: SOURCE_PORT });
      const stop = (): void => {
        port.disconnect();
        resolve(null);
      };
      signal.addEventListener('abort', stop, { once: true });
      port.onDisconnect.addListener(() => {
        signal.removeEventListener('abort', stop);
        resolve(null);
      });
      port.onMessage.addListener((message: unknown) => {
        signal.removeEventListener('abort', stop);
        port.disconnect();
        resolve(isJudgement(message) ? message : null);
      });
      for (const message of toMessages(source)) port.postMessage(message);
    } catch {
      // Connecting throws once the extension was updated, posting once the background went away.
      resolve(null);
    }
  });

function* toMessages({ chunks, ...begin }: Source): Generator<SourceMessage> {
  yield { type: 'begin', ...begin };
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.byteLength; start += CHUNK_BYTES)
      yield { type: 'chunk', bytes: chunk.slice(start, start + CHUNK_BYTES) };
  }
  yield { type: 'end' };
}

const isJudgement = (message: unknown): message is Judgement => {
  const { type, problem, report } = (message ?? {}) as Partial<Record<'type' | 'problem', unknown>> & {
    report?: { checks?: unknown; sha256?: unknown };
  };
  return type === 'problem'
    ? typeof problem === 'string'
    : type === 'judged' && Array.isArray(report?.checks) && typeof report?.sha256 === 'string';
};
