// An element and everything around it in its document: through slots and shadow roots, up to the root.

export function* selfAndAncestors(element: Element): Generator<Element> {
  for (let one: Element | null = element; one !== null; ) {
    yield one;
    one = one.assignedSlot ?? one.parentElement ?? (one.getRootNode() as ShadowRoot).host ?? null;
  }
}
