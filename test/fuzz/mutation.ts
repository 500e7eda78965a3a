// What a mutation is: one structural change of a text of octets, chosen by numbers; a change that finds no place leaves all as it is.
import { createPicker, type Picker } from './picker';

/** One character for each octet. */
export type Octets = string;

export type Mutation = {
  name: string;
  /** @param other another genuine text of the same kind, to take parts from */
  apply(octets: Octets, pick: Picker, other: Octets): Octets;
};

/** `mutation` chooses from a table, `numbers` choose the places. */
export type Step = { mutation: number; numbers: readonly number[] };

/** Far above every genuine message: copies of copies would only test patience. */
const MAX_OCTETS = 1_000_000;

export const applySteps = (octets: Octets, steps: readonly Step[], table: readonly Mutation[], other: Octets): Octets =>
  steps.reduce((current, { mutation, numbers }) => {
    const changed = table[mutation % table.length]?.apply(current, createPicker(numbers), other) ?? current;
    return changed.length > MAX_OCTETS ? current : changed;
  }, octets);

/** Names of the steps, for a person who reads a failure. */
export const describeSteps = (steps: readonly Step[], table: readonly Mutation[]): string =>
  steps.map(({ mutation }) => table[mutation % table.length]?.name).join(', ');

export const replaceAt = (octets: Octets, at: number, length: number, text: Octets): Octets =>
  octets.slice(0, at) + text + octets.slice(at + length);
