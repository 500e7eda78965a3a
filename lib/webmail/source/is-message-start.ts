// Tells from its first bytes whether an answer is a mail message, or a page that a webmail sent in its stead.

const LOOKED_AT = 1024;
/** Names as mail really has them: by the letter of the standard a line of JSON could be a field too. */
const FIELD_OR_MBOX_LINE = /^(?:From |[A-Za-z0-9][A-Za-z0-9._-]*[ \t]*:)/;
const PAGE = /^(?:ï»¿)?\s*<(?:!doctype|!--|\?xml|html|head|body|script|meta)/i;

const toText = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, LOOKED_AT));

export const isMessageStart = (bytes: Uint8Array): boolean => FIELD_OR_MBOX_LINE.test(toText(bytes));

export const isPageStart = (bytes: Uint8Array): boolean => PAGE.test(toText(bytes));
