// White space of header fields: the octets that RFC 5322 calls so, and not the A0 that JavaScript trims as well.

const BLANKS = ' \t\r\n\v\f';

/** @param text one character for each octet */
export const trimBlanks = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS.includes(text.charAt(start))) start += 1;
  while (end > start && BLANKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};
