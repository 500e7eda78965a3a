// What the user wrote beside a message: never evidence, never part of a proof, but part of a backup.

export type Annotation = {
  tags: string[];
  note: string;
  /** ISO 8601 UTC. */
  changedAt: string;
};

/** Sizes in characters; what is longer is cut where it is written. */
export const ANNOTATION_LIMITS = { tags: 20, tag: 40, note: 4000 } as const;
