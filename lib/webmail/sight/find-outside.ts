// Finds what a webmail itself put into its page: whatever stands inside the body of a mail is the sender's, with any id or class.

export const findOutside = (root: ParentNode, selector: string, body: string): Element[] =>
  [...root.querySelectorAll(selector)].filter((element) => (element.parentElement?.closest(body) ?? null) === null);
