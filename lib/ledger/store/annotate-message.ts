// Writes what the user noted beside a message, cut to size, and the row that the search reads.
import { ANNOTATION_LIMITS, type Annotation } from '../annotation';
import { appendEntry, readState } from './ledger-state';
import type { LedgerDatabase } from './ledger-tables';
import { putMessage } from './refresh-messages';

/** Each tag once, whatever its case, and no empty ones. */
const toTags = (tags: readonly string[]): string[] => {
  const kept = new Map<string, string>();
  for (const tag of tags.map((text) => text.trim().slice(0, ANNOTATION_LIMITS.tag)).filter((text) => text !== '')) {
    if (!kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  }
  return [...kept.values()].slice(0, ANNOTATION_LIMITS.tags);
};

/** A message that is not there (yet) may be noted all the same: a restored note finds it later. */
export const annotateMessage = (
  database: LedgerDatabase,
  identifier: string,
  { tags, note }: Pick<Annotation, 'tags' | 'note'>,
  now: string,
): Promise<void> => {
  const { annotations, messages, summaries, evidence, sendings, journal, state } = database;
  return database.transaction('rw', [annotations, messages, summaries, evidence, sendings, journal, state], async () => {
    const annotation = { tags: toTags(tags), note: note.slice(0, ANNOTATION_LIMITS.note), changedAt: now };
    if (annotation.tags.length === 0 && annotation.note === '') await annotations.delete(identifier);
    else await annotations.put({ identifier, annotation });
    await state.put(await appendEntry(database, await readState(database), { at: now, event: 'noted', subject: identifier }));
    const [row, known] = await Promise.all([messages.get(identifier), summaries.get(identifier)]);
    if (row && known) await putMessage(database, row.message, new Date(known.summary.moment).toISOString(), now);
  });
};
