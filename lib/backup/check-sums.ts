// The list of sums in a copy against what was read before it, which is everything.
import { PLAIN, SUMS } from './layout';
import type { Damage } from './read-items';

/** @param sums files that are there: the hash of each as it lies in the container, or null where its damage was told already */
export function* checkSums(sums: ReadonlyMap<string, string | null>, bytes: Uint8Array): Generator<Damage> {
  const listed = new Set<string>();
  const lines = new TextDecoder().decode(bytes).split('\n');
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}([\w./-]+)$/.exec(line) ?? [];
    if (sum === undefined || name === undefined) yield { what: 'line', name: `${SUMS}:${index + 1}` };
    else {
      listed.add(name);
      const known = sums.get(name);
      if (known === undefined) yield { what: 'missing', name };
      // Everything else was found whole by other means: there it is the list that errs.
      else if (known !== null && known !== sum) yield { what: PLAIN.includes(name) ? 'content' : 'sum', name };
    }
  }
  if (lines.at(-1) !== '') yield { what: 'line', name: `${SUMS}:${lines.length}` };
  for (const name of sums.keys()) if (!listed.has(name)) yield { what: 'sum', name };
}
