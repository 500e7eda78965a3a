// A sending as a page reports it: hostile data until it passed this, and never more than who wrote to whom about what.
import * as v from 'valibot';
import type { Sending } from '../../ledger/sending';

const MAX_RECIPIENTS = 500;

const ADDRESS = v.pipe(v.string(), v.regex(/^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/));
const ADDRESSES = v.pipe(v.array(ADDRESS), v.maxLength(MAX_RECIPIENTS));

export const NOTICED_SENDING = v.strictObject({
  from: ADDRESS,
  to: ADDRESSES,
  cc: ADDRESSES,
  subject: v.pipe(v.string(), v.maxLength(1000)),
  messageId: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
});
export type NoticedSending = v.InferOutput<typeof NOTICED_SENDING>;

/** Host and time are the background's own: a page must not choose them. Undefined when it was sent to nobody. */
export const toSending = ({ from, to, cc, subject, messageId }: NoticedSending, host: string, sentAt: string): Sending | undefined => {
  const recipients = [...new Set([...to, ...cc])];
  if (recipients.length === 0) return undefined;
  return { id: crypto.randomUUID(), host, from, recipients, subject: subject === '' ? null : subject, messageId, sentAt };
};
