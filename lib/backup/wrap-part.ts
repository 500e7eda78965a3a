// A signed part that was found inside an ordinary mail has no sender of its own: to be judged as it was, it is put inside a mail again.

import type { Report } from '../verify/report';

/** The hash of the part makes a boundary that cannot occur in it. */
export const wrapPart = (part: Uint8Array, sha256: string): Uint8Array<ArrayBuffer> => {
  const boundary = `part-${sha256}`.slice(0, 70);
  const front = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n`;
  const [head, foot] = [front, `\r\n--${boundary}--\r\n`].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  const wrapped = new Uint8Array(head.length + part.length + foot.length);
  wrapped.set(head);
  wrapped.set(part, head.length);
  wrapped.set(foot, head.length + part.length);
  return wrapped;
};

/** The proof that the part is, by the report on the mail that was put around it. */
export const findPartProof = (around: Report, sha256: string): Report | null =>
  around.enclosed.find((part) => part.sha256 === sha256 && part.verdict === 'verified') ?? null;
