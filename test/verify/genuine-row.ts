// One genuine message of the tables, and the ways to change one: a change that changes nothing fails the test.
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import { toBytes, toOctets } from '../pki/mime-text';
import type { PecKind } from '../pki/pec-kinds';
import type { PecOptions } from '../pki/sign-pec';
import { replaceIn, sign } from './bench';

export type GenuineMessage = {
  name: string;
  /** Whose quirk it is, or why it must pass. */
  note: string;
  /** What the report must call it. */
  kind: PecKind;
  build(): Promise<{ bytes: Uint8Array; trust?: TrustStore }>;
};

export const genuine = (name: string, note: string, options: Partial<PecOptions> = {}): GenuineMessage => ({
  name,
  note,
  kind: options.kind ?? 'avvenuta-consegna',
  build: async () => ({ bytes: await sign(options) }),
});

/** A row that changes nothing would be genuine for a reason other than its name. */
const changed = <Stage>(before: Stage, after: Stage): Stage => {
  if (JSON.stringify(before) === JSON.stringify(after)) throw new Error('nothing to replace');
  return after;
};

export const rewritten = (name: string, note: string, edit: (octets: string) => string): GenuineMessage => ({
  name,
  note,
  kind: 'avvenuta-consegna',
  build: async () => {
    const octets = toOctets(await sign({ boundaries: { outer: 'outer-limit' } }));
    return { bytes: toBytes(changed(octets, edit(octets))) };
  },
});

const BOUNDARIES = { outer: 'outer-limit', mixed: 'mixed-limit', alternative: 'alternative-limit' };

export const inMessage = (from: string | RegExp, to: string): Partial<PecOptions> => ({
  boundaries: BOUNDARIES,
  tamper: { message: replaceIn(from, to) },
});

export const inHeaders = (edit: (name: string, value: string) => [string, string][]): Partial<PecOptions> => ({
  tamper: {
    headers: (headers) =>
      changed(
        headers,
        headers.flatMap(([name, value]) => edit(name, value)),
      ),
  },
});

export const inParts = (edit: (part: string, index: number) => string): Partial<PecOptions> => ({
  boundaries: BOUNDARIES,
  tamper: { parts: (parts) => changed(parts, parts.map(edit)) },
});
