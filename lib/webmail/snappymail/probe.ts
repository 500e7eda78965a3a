// Runs among SnappyMail's own scripts and tells which message each row of its list is about: account, number and folder. Stands alone.
import type { ProbedRow } from '../adapter';

type Message = { uid?: unknown; folder?: unknown };
type Globals = {
  ko?: { dataFor?(element: Element): Message | undefined };
  rl?: { settings?: { get?(name: string): unknown } };
};

export const probeSnappymail = (): ProbedRow[] => {
  const { ko, rl } = globalThis as unknown as Globals;
  const account = rl?.settings?.get?.('accountHash');
  return Array.from(document.querySelectorAll('#V-MailMessageList .messageListItem'), (row) => {
    const { uid, folder } = ko?.dataFor?.(row) ?? {};
    return { text: row.textContent ?? '', id: `${account}/${uid}/${folder}` };
  });
};
