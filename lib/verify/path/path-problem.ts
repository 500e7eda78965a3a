// Why there is no certification path, in the words that every user of this module shares.
import type { Certificate } from '../cms/certificate';

/** Reasons in the order in which they are told when several candidates fail: the first that applies to any of them wins. */
export const PATH_PROBLEMS = [
  'impostor',
  'name-constraints',
  'outside-validity',
  'not-an-authority',
  'wrong-usage',
  'policy-required',
  'critical-extension',
  'irregular-certificate',
  'forbidden-algorithm',
  'limit-reached',
  // Only a search that came to its end can say this.
  'leads-elsewhere',
  'unknown-algorithm',
  'issuer-missing',
] as const;

export type PathProblem = (typeof PATH_PROBLEMS)[number];

/** Leaf first, anchor last. */
export type PathResult = { ok: true; path: Certificate[] } | { ok: false; problem: PathProblem };

/** What the certificate at the start of the path is to be good for; `any` asks for nothing. */
export type PathPurpose = 'email' | 'timestamp' | 'any';
