// `type/subtype; name="value"` fields (RFC 2045 section 5.1) into a token and its parameters.
import { trimBlanks } from './trim-blanks';

export type ParameterisedValue = {
  /** Lower case, without parameters. */
  value: string;
  parameters: Map<string, string>;
  /** A parameter given twice: parsers disagree on which one counts. */
  hasDuplicates: boolean;
};

const PARAMETER = /;[ \t]*([^ \t=;"()]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^ \t;"()]*))/g;

export const parseParameters = (field: string): ParameterisedValue => {
  const value = trimBlanks((/^[^;]*/.exec(field)?.[0] ?? '').replace(/\([^()]*\)/g, '')).toLowerCase();
  const parameters = new Map<string, string>();
  let hasDuplicates = false;
  for (const [, name = '', quoted, token] of field.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    hasDuplicates ||= parameters.has(key);
    parameters.set(key, quoted === undefined ? (token ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return { value, parameters, hasDuplicates };
};

/** The values of a file name parameter in each way it can be written (plain, RFC 2231 charset and continuations), lower case. */
export const findNames = (parameters: ReadonlyMap<string, string>, name: string): string[] => {
  const plain = parameters.get(name);
  const extended = [...parameters]
    .filter(([key]) => key.startsWith(`${name}*`))
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([, value]) => value)
    .join('')
    .replace(/^[^']{0,40}'[^']{0,40}'/, '')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [plain, extended].filter((value): value is string => Boolean(value)).map((value) => value.trim().toLowerCase());
};
