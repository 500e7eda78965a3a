// The address of a message on the ledger page, and back; addresses can be typed or linked by anybody, so parsing is strict.
import * as v from 'valibot';

export type LedgerLink = { identifier: string | null; act: 'show' | 'export' | 'save-original'; sha256: string | null; query: string };

const SHA256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const LINK = v.object({
  identifier: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  act: v.picklist(['show', 'export', 'save-original']),
  sha256: v.nullable(SHA256),
  /** What to search for on the board. */
  query: v.pipe(v.string(), v.maxLength(1000)),
});

export const toLedgerHash = ({ identifier = null, act = 'show', sha256 = null, query: search = '' }: Partial<LedgerLink>): string => {
  const path = identifier === null ? '#/' : `#/message/${encodeURIComponent(identifier)}`;
  const query = new URLSearchParams();
  if (act !== 'show') query.set('act', act);
  if (sha256 !== null) query.set('sha256', sha256);
  if (search !== '') query.set('q', search);
  return query.size === 0 ? path : `${path}?${query}`;
};

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** What cannot be understood leads to the board, where nothing is done unasked. */
export const parseLedgerHash = (hash: string): LedgerLink => {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const encoded = /^\/message\/([^/]+)$/.exec(path)?.[1];
  const parameters = new URLSearchParams(query);
  const parsed = v.safeParse(LINK, {
    identifier: encoded === undefined ? null : decode(encoded),
    act: parameters.get('act') ?? 'show',
    sha256: parameters.get('sha256'),
    query: parameters.get('q') ?? '',
  });
  return parsed.success ? parsed.output : { identifier: null, act: 'show', sha256: null, query: '' };
};
