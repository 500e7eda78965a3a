// Cuts a message into the places where mutations bite: header fields, delimiter lines and what lies between them.
import type { Octets } from './mutation';

export type Head = { fields: string[]; eol: string; body: Octets };

/** Header fields with their continuation lines; `body` begins with the empty line. */
export const splitHead = (octets: Octets): Head => {
  const end = /\r?\n\r?\n/.exec(octets);
  const head = end ? octets.slice(0, end.index) : octets;
  return {
    fields: head.split(/\r?\n(?![ \t])/),
    eol: end?.[0].startsWith('\r') === false ? '\n' : '\r\n',
    body: end ? octets.slice(end.index + end[0].length / 2) : '',
  };
};

export const joinHead = ({ fields, eol, body }: Head): Octets => `${fields.join(eol)}${eol}${body.replace(/^\r?\n/, eol)}`;

export const findBoundaries = (octets: Octets): string[] => [
  ...new Set([...octets.matchAll(/boundary="?([^"\s;]{1,80})"?/g)].map(([, boundary = '']) => boundary)),
];

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Texts at even places, delimiter lines (with their line ends) at odd ones. */
export const splitPieces = (octets: Octets): string[] => {
  const boundaries = findBoundaries(octets);
  if (boundaries.length === 0) return [octets];
  return octets.split(new RegExp(`(^--(?:${boundaries.map(escapePattern).join('|')})(?:--)?[ \\t]*\\r?\\n)`, 'm'));
};

/** Places of the texts between delimiter lines, the headers and the end aside. */
export const listParts = (pieces: readonly string[]): number[] =>
  pieces.map((_, index) => index).filter((index) => index % 2 === 0 && index > 0 && index < pieces.length - 1);

/** The body of the part that carries the signature: where its base64 begins and ends. */
export const findSignature = (octets: Octets): { from: number; to: number } | undefined => {
  const name = octets.lastIndexOf('smime.p7s');
  const gap = name < 0 ? null : /\r?\n\r?\n/.exec(octets.slice(name));
  if (!gap) return undefined;
  const from = name + gap.index + gap[0].length;
  const length = /^[A-Za-z0-9+/=\r\n]*/.exec(octets.slice(from))?.[0].length ?? 0;
  return length < 100 ? undefined : { from, to: from + length };
};
