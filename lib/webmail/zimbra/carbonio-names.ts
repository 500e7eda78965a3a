// How Carbonio names the parts of its pages, and whether its address names a message or conversation: folded or not, its previews are there then.

export const named = (name: string): string => `[data-testid="${name}"]`;
export const namedFrom = (prefix: string): string => `[data-testid^="${prefix}"]`;

export const isMessageAddress = ({ location }: Document): boolean =>
  /\/folder\/[^/]+\/(?:message|conversation)\/[^/]+\/?$/.test(location.pathname);

export const readName = (element: Element): string => element.getAttribute('data-testid') ?? '';
