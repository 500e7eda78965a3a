// The two ways hostile or oversized input stops a step; both are caught in one place and become results.

/** The bytes do not follow the format they claim. */
export class MalformedInput extends Error {
  override readonly name = 'MalformedInput';
}

/** A limit of limits.ts was reached before the input could be judged. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  constructor(readonly limit: string) {
    super(limit);
  }
}
