// A name of one of the forms that certificates use beside distinguished names (RFC 5280 section 4.2.1.6).
import { MalformedInput } from '../errors';
import { type Ber, contentOf, membersOf } from './ber';
import type { Name } from './name';
import { parseName } from './parse-name';

export type GeneralName =
  | { form: 'email' | 'dns' | 'uri'; text: string }
  | { form: 'directory'; name: Name }
  /** 4 or 16 octets; as a constraint 8 or 32, the second half being the mask. */
  | { form: 'address'; octets: Uint8Array }
  /** A form that we do not compare, by its tag number. */
  | { form: 'other'; tag: number };

const TEXT_FORMS: Readonly<Record<number, 'email' | 'dns' | 'uri'>> = { 129: 'email', 130: 'dns', 134: 'uri' };
const DIRECTORY = 164;
const ADDRESS = 135;
const MAX_TEXT = 4096;

const decodeIa5 = (octets: Uint8Array): string => {
  if (octets.length > MAX_TEXT || octets.some((octet) => octet >= 0x80)) throw new MalformedInput('ia5');
  return String.fromCharCode(...octets);
};

/** @throws MalformedInput or LimitReached */
export const parseGeneralName = (source: Ber): GeneralName => {
  const { tag } = source;
  const form = TEXT_FORMS[tag];
  if (form) return { form, text: decodeIa5(contentOf(source)) };
  if (tag === ADDRESS) return { form: 'address', octets: contentOf(source) };
  if (tag === DIRECTORY) {
    const [name, more] = membersOf(source);
    if (more) throw new MalformedInput('general-name');
    return { form: 'directory', name: parseName(name) };
  }
  // otherName, x400Address, ediPartyName and registeredID, each with the form its definition gives.
  if (![0xa0, 0xa3, 0xa5, 0x88].includes(tag)) throw new MalformedInput('general-name');
  return { form: 'other', tag: tag & 0x1f };
};
