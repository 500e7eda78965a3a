// Hears what our own extension says to this frame, until the signal ends it; no page gets here.
import { browser } from 'wxt/browser';
import type { ContentRequest } from '../../lib/extension/protocol';

export type Sender = { id?: string | undefined; url?: string | undefined };

/** What the browser is told: true where the answer comes later. */
type Hear = (request: Partial<ContentRequest>, sender: Sender, reply: (answer: unknown) => void) => true | undefined;

export const hearExtension = (hear: Hear, signal: AbortSignal): void => {
  const listen = (message: unknown, sender: Sender, reply: (answer: unknown) => void): true | undefined => {
    if (sender.id !== browser.runtime.id || typeof message !== 'object' || message === null) return;
    return hear(message as Partial<ContentRequest>, sender, reply);
  };
  browser.runtime.onMessage.addListener(listen);
  // Once cut off from the extension there is nothing to take the listener from.
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(listen), { once: true });
};
