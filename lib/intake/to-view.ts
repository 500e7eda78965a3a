// Octets as numbers, wherever in their buffer they lie.

export const toView = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);
