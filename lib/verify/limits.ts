// How much of a hostile input is looked at before giving up; every limit ends in `undetermined`, never in a hang.

export const LIMITS = {
  messageBytes: 100 * 1024 * 1024,
  headerBytes: 256 * 1024,
  parts: 1000,
  depth: 20,
  /** How many times over the octets of a message may be searched for boundaries; real ones need two. */
  searchedTimes: 5,
  /** Header values beyond this are no address and no name. */
  shownCharacters: 2000,
  signatureBytes: 1024 * 1024,
  asn1Nodes: 50_000,
  certificates: 20,
  pathLength: 5,
  /** Certificates that all name each other would make the search for a path explode. */
  pathSignatures: 60,
  daticertBytes: 256 * 1024,
  recipients: 5000,
  /** Enclosed messages judged in one tree. */
  enclosed: 20,
  enclosedDepth: 3,
} as const;
