// Whether one name lies below the base of a name constraint, by the rules of its form (RFC 5280 section 4.2.1.10).
import type { Subtree } from '../cms/certificate';
import type { GeneralName } from '../cms/general-name';
import { isWithinName } from '../cms/name';

/** `unknown`: the name, or the constraint, is not one that can be compared. */
export type Position = 'within' | 'outside' | 'unknown';

const toPosition = (isInside: boolean): Position => (isInside ? 'within' : 'outside');

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

const isHost = (host: string): boolean => host.length <= 253 && host.split('.').every((label) => label.length <= 63 && LABEL.test(label));

/** `.host` is everything below it, `host` that host alone. */
const placeHost = (host: string, base: string): Position => {
  if (!isHost(base.startsWith('.') ? base.slice(1) : base)) return 'unknown';
  return toPosition(base.startsWith('.') ? host.endsWith(base) : host === base);
};

/** The local part is compared as written, the host in any case (section 7.5). */
const placeEmail = (email: string, base: string): Position => {
  const at = email.lastIndexOf('@');
  const host = email.slice(at + 1).toLowerCase();
  if (at < 1 || host === '') return 'unknown';
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0) return placeHost(host, base.toLowerCase());
  const baseHost = base.slice(baseAt + 1).toLowerCase();
  if (!isHost(baseHost)) return 'unknown';
  // `@host` is not a form of the RFC; OpenSSL reads it as the host.
  return toPosition(host === baseHost && (baseAt === 0 || email.slice(0, at) === base.slice(0, baseAt)));
};

/** A base covers itself and what is below it; of a wildcard, what it might stand for counts. */
const placeDns = (name: string, base: string): Position => {
  if (base === '') return 'within';
  const host = name.startsWith('*.') ? name.slice(2) : name;
  if (!isHost(base) || !isHost(host)) return 'unknown';
  if (host === base || host.endsWith(`.${base}`)) return 'within';
  // `*.host` may or may not be the base: neither permitted nor free of an exclusion.
  return host !== name && base.endsWith(`.${host}`) ? 'unknown' : 'outside';
};

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/;

/** Constraints are about the host; an URI without one, or with an address in its place, cannot be compared. */
const placeUri = (uri: string, base: string): Position => {
  const authority = AUTHORITY.exec(uri.toLowerCase())?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  if (!isHost(host) || /^[\d.]+$/.test(host)) return 'unknown';
  return placeHost(host, base.toLowerCase());
};

/** Ones, then zeros. */
const isMask = (mask: Uint8Array): boolean => {
  const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
};

const placeAddress = (address: Uint8Array, base: Uint8Array): Position => {
  const size = base.length / 2;
  const mask = base.subarray(size);
  if ((size !== 4 && size !== 16) || (address.length !== 4 && address.length !== 16) || !isMask(mask)) return 'unknown';
  if (address.length !== size) return 'outside';
  return toPosition(address.every((octet, at) => ((octet ^ (base[at] ?? 0)) & (mask[at] ?? 0)) === 0));
};

/** @param name of the same form as the base */
export const isWithin = (name: GeneralName, { base, isWhole }: Subtree): Position => {
  if (!isWhole) return 'unknown';
  if (name.form === 'directory' && base.form === 'directory') return toPosition(isWithinName(name.name, base.name));
  if (name.form === 'address' && base.form === 'address') return placeAddress(name.octets, base.octets);
  if (name.form === 'email' && base.form === 'email') return placeEmail(name.text, base.text);
  if (name.form === 'dns' && base.form === 'dns') return placeDns(name.text.toLowerCase(), base.text.toLowerCase());
  if (name.form === 'uri' && base.form === 'uri') return placeUri(name.text, base.text);
  return 'unknown';
};
