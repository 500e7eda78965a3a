// Text written as UTF-8 in base64url (RFC 4648 section 5, with or without padding), or null where it is none.
import { decodeUtf8 } from './decode-utf-8';

export const decodeBase64url = (text: string): string | null => {
  try {
    const octets = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return decodeUtf8(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
  } catch {
    return null;
  }
};
