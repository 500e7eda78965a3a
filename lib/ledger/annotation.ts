// What the user wrote beside a message: never evidence, never part of a proof, but part of a backup.

export type Annotation = {
  tags: string[];
  note: string;
  /** ISO 8601 UTC. */
  changedAt: string;
};

/** Sizes in characters; what is longer is cut where it is written. */
export const ANNOTATION_LIMITS = { tags: 20, tag: 40, note: 4000 } as const;

/** Nothing that either says is lost, and the same twice changes nothing. */
export const mergeAnnotations = (own: Annotation | undefined, other: Annotation): Pick<Annotation, 'tags' | 'note'> => {
  if (own === undefined) return other;
  const tags = [...own.tags, ...other.tags.filter((tag) => !own.tags.includes(tag))];
  if (own.note.includes(other.note)) return { tags, note: own.note };
  return { tags, note: other.note.includes(own.note) ? other.note : `${own.note}\n\n${other.note}` };
};
