// Bends a file of any binary form: by its BER nodes, or by its bare octets.
import type { Step } from './mutation';
import { createPicker, type Picker } from './picker';
import { mutateTree } from './tree-mutations';

type Edit = (bytes: Uint8Array, pick: Picker) => Uint8Array;

const splice = (bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(Math.min(bytes.length, at + removed))]);

const EXTREMES = [
  Uint8Array.of(0),
  Uint8Array.of(0xff, 0xff),
  Uint8Array.of(0xff, 0xff, 0xff, 0xff),
  Uint8Array.of(0x80),
  Uint8Array.of(0x7f, 0xff, 0xff, 0xff),
] as const;

const EDITS: readonly Edit[] = [
  (bytes, pick) => {
    const at = pick.below(bytes.length);
    return splice(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << pick.below(8))));
  },
  (bytes, pick) => {
    const extreme = pick.from<Uint8Array>([...EXTREMES]);
    return splice(bytes, pick.below(bytes.length), extreme.length, extreme);
  },
  (bytes, pick) => splice(bytes, pick.below(bytes.length + 1), 0, pick.octets(1 + pick.below(9))),
  (bytes, pick) => splice(bytes, pick.below(bytes.length), 1 + pick.below(64), new Uint8Array()),
  (bytes, pick) => bytes.subarray(0, pick.below(bytes.length + 1)),
  (bytes, pick) => {
    const from = pick.below(bytes.length);
    return splice(bytes, pick.below(bytes.length), 0, bytes.subarray(from, from + 1 + pick.below(400)));
  },
  (bytes, pick) => Buffer.concat([bytes, pick.below(2) === 0 ? bytes : pick.octets(40)]),
];

/** Without `other`, the bytes are no BER and only their octets are bent. */
export const bendBytes = (bytes: Uint8Array, steps: readonly Step[], other: Uint8Array | null): Uint8Array =>
  steps.reduce((current, { mutation, numbers }) => {
    const pick = createPicker(numbers);
    if (other && mutation % 3 !== 0) return mutateTree(current, mutation, pick, other);
    return EDITS[mutation % EDITS.length]?.(current, pick) ?? current;
  }, bytes);
