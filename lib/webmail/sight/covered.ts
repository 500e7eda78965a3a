// Which messages of a folder were read already, as few numbers as possible: stretches of uids in which nothing is left to read.

/** First and last uid, both included. */
export type Stretch = [first: number, last: number];

export const isCovered = (covered: readonly Stretch[], uid: number): boolean =>
  covered.some(([first, last]) => first <= uid && uid <= last);

/** Mail never changes under its uid and new mail gets higher ones: between a claim and the next one nothing can appear later. */
export const cover = (covered: readonly Stretch[], uid: number, next: number | undefined): Stretch[] => {
  const merged: Stretch[] = [];
  const stretches = [...covered, [uid, next === undefined ? uid : next - 1] satisfies Stretch].toSorted(([left], [right]) => left - right);
  for (const [first, last] of stretches) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
};
