// Tells whether an address or a command reads as if it changed the mailbox: such a one is never asked for by us.

/** Beginnings of words in Italian and English, as they stand in addresses, names of fields and labels. */
const HARMFUL =
  /(?:^|[^a-z])(?:delet|del(?![a-z])|remov|rm(?![a-z])|trash|purge|expunge|empty|move|spam|junk|send|reply|forward|redirect|bounce|log-?out|sign-?out|unsubscribe|mark|flag|save_?draft|elimin|cancell|cestin|svuota|spost|invi[ao]|rispond|inoltr|esci(?![a-z])|disconnet|segna)/i;

/** `deleteMessage`, `delete_message` and `delete-message` alike. */
const toWords = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_+.]/g, ' ');

export const looksHarmful = (text: string): boolean => HARMFUL.test(toWords(text));
