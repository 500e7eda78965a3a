// Revocation lists and OCSP answers that the user chose to get, as they came.

/** Untrusted bytes: each DER or PEM of a CRL (RFC 5280 section 5) or an OCSP response (RFC 6960). */
export type RevocationData = readonly Uint8Array[];
