// What a user taught about one webmail: the request that gives a message's source, with places in the page where values stand, never the values.

/** Selectors, one for each shadow root or frame on the way; each must match exactly one element. */
export type Way = string[];

/** Where a value stands whenever it is needed. */
export type Place =
  | { in: 'query' | 'hash-query' | 'cookie' | 'script' | 'request'; name: string }
  | { in: 'path' | 'hash'; index: number }
  | { in: 'attribute'; way: Way; name: string }
  /** `name` when the entry is a text that names several values. */
  | { in: 'local-storage' | 'session-storage'; key: string; name: string | null };

/** `message`: differs from one message to the next; `page`: the session, a folder and the like. */
export type Part = { is: 'constant'; value: string } | { is: 'message' | 'page'; at: Place };

export type Recipe = {
  format: 'ceralacca-recipe';
  version: 1;
  origin: string;
  /** Day on which it was taught, ISO 8601. */
  since: string;
  method: 'GET' | 'POST';
  /** Segments between the slashes. */
  path: Part[];
  query: [name: string, value: Part][];
  /** Fields of a urlencoded form; empty for a GET. */
  form: [name: string, value: Part][];
  headers: [name: string, value: Part][];
  /** The control that was pressed: where it stands, a message is open. */
  witness: Way | null;
};

export const RECIPE_LIMITS = { text: 16_000, parts: 60, name: 100, constant: 200, way: 8, step: 200, value: 2000 } as const;
