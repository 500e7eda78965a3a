// How Carbonio names the parts of its pages, and whether its address names a message or conversation: folded or not, its previews are there then.

export const named = (name: string): string => `[data-testid="${name}"]`;
export const namedFrom = (prefix: string): string => `[data-testid^="${prefix}"]`;

/** Ends with `/folder/…/message/…` or `/folder/…/conversation/…`. */
export const isMessageAddress = ({ location }: Document): boolean => {
  const [folder, id, kind, name] = location.pathname.replace(/\/$/, '').split('/').slice(-4);
  return folder === 'folder' && id !== '' && (kind === 'message' || kind === 'conversation') && name !== '';
};

export const readName = (element: Element): string => element.getAttribute('data-testid') ?? '';
