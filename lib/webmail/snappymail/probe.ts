// Runs among SnappyMail's own scripts and tells which message each row of its list is about: account, number and folder. Stands alone.

type Message = { uid?: unknown; folder?: unknown };
type Globals = {
  ko?: { dataFor?(element: Element): Message | undefined };
  rl?: { settings?: { get?(name: string): unknown } };
};

export const probeSnappymail = (): string[] => {
  const { ko, rl } = globalThis as unknown as Globals;
  const account = rl?.settings?.get?.('accountHash');
  return Array.from(document.querySelectorAll('#V-MailMessageList .messageListItem'), (row) => {
    const { uid, folder } = ko?.dataFor?.(row) ?? {};
    return `${account}/${uid}/${folder}`;
  });
};
