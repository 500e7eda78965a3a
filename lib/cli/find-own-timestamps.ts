// Which of the time-stamps that were named on the command line are about this very message, and so belong beside it.
import { verifyMessage } from '../verify/verify-message';
import type { Request } from './command';

/** What is about other octets, or about nothing at all. */
const OTHERS: readonly string[] = ['wrong-imprint', 'wrong-imprint-length', 'other-content', 'unreadable', 'wrong-content-type', 'refused'];

const isAbout = async (bytes: Uint8Array, timestamp: Uint8Array, { trust, now }: Request): Promise<boolean> => {
  const { checks } = await verifyMessage(bytes, { trust, now, timestamps: [timestamp] });
  const found = checks.find(({ check }) => check === 'timestamp');
  if (!found) return false;
  const codes = found.status === 'passed' ? [] : [found.reason];
  return !codes.some((code) => OTHERS.includes(code.slice('timestamp.'.length)));
};

/** Each is judged alone, because one that is good would speak for the others. */
export const findOwnTimestamps = async (bytes: Uint8Array, request: Request): Promise<Uint8Array[]> => {
  const own: Uint8Array[] = [];
  for (const timestamp of request.facts.timestamps) if (await isAbout(bytes, timestamp, request)) own.push(timestamp);
  return own;
};
