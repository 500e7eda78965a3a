// Reads what a user sees below some elements: every text on its own, and the titles that hold a shortened text in full.

const MAX_TEXTS = 500;

export const readTexts = (elements: Iterable<Element>): string[] => {
  const texts: string[] = [];
  for (const element of elements) {
    const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node: Node | null = element; node !== null && texts.length < MAX_TEXTS; node = walker.nextNode()) {
      const text = node.nodeType === Node.TEXT_NODE ? node.nodeValue : (node as Element).getAttribute('title');
      if (text?.trim()) texts.push(text.trim());
    }
  }
  return texts;
};
