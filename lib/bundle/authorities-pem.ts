// Certificates of authorities as PEM text, as openssl and people exchange them.

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export const toPem = (certificateDer: Uint8Array): string =>
  ['-----BEGIN CERTIFICATE-----', ...(toBase64(certificateDer).match(/.{1,64}/g) ?? []), '-----END CERTIFICATE-----', ''].join('\n');

export const toAuthoritiesPem = (authorities: readonly Uint8Array[]): string => authorities.map(toPem).join('');
