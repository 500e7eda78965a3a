// Tries a recipe on the second message: what it brings must be a message, another than the first, and the one that the page shows.

import { isEqualBytes } from '../../lib/verify/bytes';
import type { SourceRequest } from '../../lib/webmail/adapter';
import { fetchSource } from '../../lib/webmail/source/fetch-source';
import { applyRecipe } from '../../lib/webmail/taught/apply-recipe';
import type { RecordedRequest } from '../../lib/webmail/taught/generalise-request';
import { showsSubject } from '../../lib/webmail/taught/page-texts';
import { parseRecipe } from '../../lib/webmail/taught/parse-recipe';
import { readSubject } from '../../lib/webmail/taught/read-subject';
import type { Recipe } from '../../lib/webmail/taught/recipe';

type Trial = { recipe: Recipe; recorded: RecordedRequest; page: Document; maxBytes: number; signal: AbortSignal };

/** As it was noted in this lesson. */
const toSource = ({ url, method, form, headers }: RecordedRequest): SourceRequest => ({
  url,
  method: method === 'POST' ? 'POST' : 'GET',
  headers: Object.fromEntries(headers),
  fidelity: 'lossy',
  ...(form === null ? {} : { body: new URLSearchParams(form).toString() }),
});

const join = async (chunks: Uint8Array[]): Promise<Uint8Array> =>
  new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());

export const trySecond = async ({ recipe, recorded, page, maxBytes, signal }: Trial): Promise<boolean> => {
  // What could not be read back later is not learned.
  if (!parseRecipe(JSON.stringify(recipe, null, 1)).ok) return false;
  const applied = applyRecipe(recipe, page);
  if (applied === null) return false;
  const limits = { origin: page.location.origin, maxBytes, signal };
  const second = await fetchSource(applied.source, limits);
  const first = second.ok ? await fetchSource(toSource(recorded), limits) : second;
  if (!second.ok || !first.ok || isEqualBytes(await join(second.chunks), await join(first.chunks))) return false;
  const subject = readSubject(second.chunks);
  return subject !== null && showsSubject(page, subject);
};
