// What the readers of archives ask of a file: its size and pieces of it. Every Blob does; types only.

export type Slices = {
  /** In octets. */
  size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
};
