// Makes text from mails harmless wherever it is shown: what hides, reorders or breaks a line becomes visible.

// Controls (terminal escapes among them), formatting and bidirectional characters, lone surrogates, line separators, whatever may be
// drawn as nothing, blank Braille, and marks piled up so high that they cover the lines around; a selector behind a pictogram is harmless.
const HIDDEN =
  /(?<!\p{Extended_Pictographic})\ufe0f|(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{4})\p{M}/gu;

const toMark = (character: string): string => {
  if (character === '\t' || character === '\n' || character === '\r') return ' ';
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

export const toVisibleText = (text: string): string => text.replace(HIDDEN, toMark);
