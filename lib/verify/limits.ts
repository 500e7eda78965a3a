// How much of a hostile input is looked at before giving up: what cannot be judged for it is `undetermined` by the name of the limit, never a
// hang and never green. Of what merely stands beside (further enclosed messages, time-stamps, lists) the rest is left out.

export const LIMITS = {
  messageBytes: 100 * 1024 * 1024,
  /** A digest copies what it reads: above this size, octets, one is finished before the next begins … */
  digestBytes: 32 * 1024 * 1024,
  /** … and above this one where a copy with canonical line ends had to be made as well. */
  copiedDigestBytes: 1024 * 1024,
  headerBytes: 256 * 1024,
  parts: 1000,
  depth: 20,
  /** Lines that begin with two dashes; a mail of 100 MB of comments in SQL has fewer. */
  dashedLines: 4_000_000,
  /** How many times over the octets of a message may be searched for boundaries; real ones need two. */
  searchedTimes: 5,
  /** Header values beyond this are no address and no name. */
  shownCharacters: 2000,
  signatureBytes: 1024 * 1024,
  asn1Nodes: 50_000,
  asn1Depth: 40,
  certificates: 20,
  /** Of one signature over the seal of an archive. */
  signers: 10,
  /** Certificates, keys and signatures on certificates that are remembered from message to message. */
  knownCertificates: 200,
  /** Octets; no genuine certificate comes near, and larger ones are parsed anew each time. */
  knownCertificateBytes: 8192,
  /** Time-stamp tokens judged for one message. */
  timestamps: 10,
  /** Time-stamp files looked at beside one message … */
  timestampFiles: 8,
  /** … and kept of one message, whenever they came. */
  keptTimestamps: 32,
  keptTimestampBytes: 200 * 1024 * 1024,
  pathLength: 10,
  /** Certificates read from one file that should help to find a path: two seconds' work. */
  pathCertificates: 10_000,
  /** Candidates looked at in one search for a path, and names compared with constraints. */
  pathSteps: 1000,
  nameComparisons: 250_000,
  /** Certificates that all name each other would make the search for a path explode. */
  pathSignatures: 60,
  revocationBytes: 20 * 1024 * 1024,
  /** Revocation lists and OCSP answers looked into for one message. */
  revocationItems: 100,
  revokedEntries: 1_000_000,
  /** Names of places where one list is published. */
  distributionPoints: 50,
  /** Answers in one OCSP response. */
  ocspAnswers: 100,
  daticertBytes: 256 * 1024,
  recipients: 5000,
  /** Enclosed messages judged in one tree. */
  enclosed: 20,
  enclosedDepth: 3,
} as const;
