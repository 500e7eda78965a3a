// Makes text from mails harmless wherever it is shown: what hides, reorders or breaks a line becomes visible.

// Controls (terminal escapes among them), formatting and bidirectional characters, lone surrogates, line separators, blank letters.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/gu;

const toMark = (character: string): string => {
  if (character === '\t' || character === '\n' || character === '\r') return ' ';
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

export const toVisibleText = (text: string): string => text.replace(HIDDEN, toMark);
