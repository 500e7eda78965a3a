// A comparison as the facts of a report: counts, and the names of the attachments by what became of each.
import type { Facts } from '../report';
import type { Compared } from './compare-original';
import type { EqualAttachment } from './match-attachments';

/** Names listed for each outcome; the counts are always whole. */
const LISTED = 200;

/** Characters shown of one. */
const NAME_LENGTH = 200;

const toShown = (name: string): string => [...name.slice(0, 2 * NAME_LENGTH)].slice(0, NAME_LENGTH).join('');

/** `atto.pdf (SHA-1, a)`: the way of hashing that matched stands behind the name. */
const toLine = ({ name, sentName, hash }: EqualAttachment): string =>
  [
    toShown(name),
    ...(sentName === null ? [] : [`= ${toShown(sentName)}`]),
    ...(hash === null ? [] : [`(${hash.algorithm}, ${hash.range})`]),
  ].join(' ');

const toList = (name: string, lines: readonly string[]): Facts => (lines.length === 0 ? {} : { [name]: lines.slice(0, LISTED) });

/** The way that made every hash, where it was one. */
const toRange = (equal: readonly EqualAttachment[]): Facts => {
  const [only, ...others] = new Set(equal.flatMap(({ hash }) => (hash === null ? [] : [hash.range])));
  return only !== undefined && others.length === 0 ? { hashedRange: only } : {};
};

export const toComparisonFacts = ({ match, headersDiffering }: Compared): Facts => {
  const { equal, different, missing, added } = match;
  return {
    attachments: equal.length + different.length + missing.length,
    matched: equal.length,
    ...toRange(equal),
    ...toList('attachmentsEqual', equal.map(toLine)),
    ...toList('attachmentsDifferent', different.map(toShown)),
    ...toList('attachmentsMissing', missing.map(toShown)),
    ...toList('attachmentsAdded', added.map(toShown)),
    ...toList('headersDiffering', headersDiffering),
  };
};
