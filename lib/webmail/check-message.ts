// Tells when a page shows that a message is open of which nothing can be read any more.
import type { OpenMessage, Problem } from './adapter';

export const checkMessage = (isShown: boolean, readable: readonly OpenMessage[], detail: string): Problem[] =>
  isShown && readable.length === 0 ? [{ code: 'message-changed', detail }] : [];
