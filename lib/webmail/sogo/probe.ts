// Runs among SOGo's own scripts and tells which message each row of its list is about. Stands alone: nothing from outside is within reach there.

type Controller = { message?: { uid?: unknown; accountId?: unknown; $mailbox?: { path?: unknown } } };
type Angular = { element(row: Element): { controller(name: string): Controller | undefined } };

export const probeSogoRows = (): string[] => {
  const { angular } = globalThis as unknown as { angular: Angular };
  return Array.from(document.querySelectorAll('#messagesList md-list-item.sg-message-list-item'), (row) => {
    const message = angular.element(row).controller('sgMessageListItem')?.message;
    return `${message?.accountId}/${message?.uid}/${message?.$mailbox?.path}`;
  });
};
