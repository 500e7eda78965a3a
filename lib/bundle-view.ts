// What checking a bundle found, as views draw it. Types only.
export type { BundleFindings, BundleProof } from './bundle/bundle-findings';
