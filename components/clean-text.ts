// Makes text from mails harmless to look at: characters that hide, reorder or break a line become visible.

// C0 and C1 controls, soft hyphen, zero-width characters, bidirectional overrides and isolates, tags, line separators.
const HIDDEN =
  /\p{Cc}|\u00ad|\u034f|\u061c|[\u115f\u1160]|\u17b4|\u17b5|\u180e|[\u200b-\u200f]|[\u2028-\u202e]|[\u2060-\u206f]|\u3164|\ufeff|\uffa0|[\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const toMark = (character: string): string => {
  if (character === '\t' || character === '\n' || character === '\r') return ' ';
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

export const cleanText = (text: string): string => text.replace(HIDDEN, toMark);
