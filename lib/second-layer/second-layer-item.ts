// What a second system says inside a message that PEC carried: the statement of who wrote the message, never of the provider. Types only.

/** Codes of the file names of the Sistema di Interscambio; `invoice` is known by its name alone and is not opened. */
export type SdiType = 'RC' | 'NS' | 'MC' | 'NE' | 'EC' | 'SE' | 'DT' | 'AT' | 'MT' | 'invoice';

/** Messages between registry offices (circolare AgID 60/2013, AgID guidelines of 2021 for the segnatura). */
export type ProtocolloType = 'segnatura' | 'conferma' | 'eccezione' | 'aggiornamento' | 'annullamento';

/** `unknown`: the name of such a file on content that is none, or cannot be read. Its facts are empty. */
export type SecondLayerItem = { fileName: string; facts: Record<string, string> } & (
  | { system: 'sdi'; type: SdiType | 'unknown' }
  | { system: 'protocollo'; type: ProtocolloType | 'unknown' }
);

/** By SHA-256 of the evidence that encloses the message; null where it was not read, and no entry where there is nothing. */
export type SecondLayer = Record<string, SecondLayerItem[] | null>;
