// How large a message may be, apart from the other limits: scripts in the page need this one alone, and must be small.

/** Octets. */
export const MESSAGE_BYTES = 100 * 1024 * 1024;
