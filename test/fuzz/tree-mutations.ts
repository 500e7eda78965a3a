// Mutations of any BER value: tags, lengths, order, number and nesting of its nodes.
import { oid } from '../pki/der';
import { OID } from '../pki/oids';
import { constructed, type DerNode, listTree, primitive, toDer, toTree } from './der-tree';
import type { Picker } from './picker';

export type TreeMutation = {
  name: string;
  /** Bends `root` in place. */
  apply(root: DerNode, pick: Picker, other: DerNode): void;
};

const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x24, 0x30, 0x31, 0x80, 0x82, 0x86, 0xa0, 0xa1, 0xa3,
] as const;

const OIDS = Object.values(OID);

const LENGTHS: readonly (readonly number[])[] = [
  [0x00],
  [0x7f],
  [0x81, 0x01],
  [0x82, 0x00, 0x10],
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xff],
  [0x80],
];

const parentsOf = (root: DerNode): DerNode[] => listTree(root).filter(({ children }) => (children?.length ?? 0) > 0);
const leavesOf = (root: DerNode): DerNode[] => listTree(root).filter(({ children }) => children === null);

const onNode = (name: string, edit: (node: DerNode, pick: Picker, other: DerNode) => void): TreeMutation => ({
  name,
  apply: (root, pick, other) => {
    const node = pick.of(listTree(root));
    if (node) edit(node, pick, other);
  },
});

const onLeaf = (name: string, edit: (leaf: DerNode, pick: Picker) => void): TreeMutation => ({
  name,
  apply: (root, pick) => {
    const leaf = pick.of(leavesOf(root));
    if (leaf) edit(leaf, pick);
  },
});

const onChildren = (name: string, edit: (children: DerNode[], at: number, pick: Picker) => DerNode[]): TreeMutation => ({
  name,
  apply: (root, pick) => {
    const parent = pick.of(parentsOf(root));
    if (parent?.children) parent.children = edit(parent.children, pick.below(parent.children.length), pick);
  },
});

const nestDeep = (node: DerNode, levels: number): DerNode => {
  let nested = node;
  for (let level = 0; level < levels; level++) nested = constructed(0x30, nested);
  return nested;
};

/** A string of octets in the pieces that BER allows. */
const toPieces = (leaf: DerNode): void => {
  const half = Math.floor(leaf.content.length / 2);
  leaf.children = [primitive(0x04, leaf.content.slice(0, half)), primitive(0x04, leaf.content.slice(half))];
  leaf.tag = [(leaf.tag[0] ?? 0) | 0x20];
};

export const TREE_MUTATIONS: readonly TreeMutation[] = [
  onLeaf('octet flipped', (leaf, pick) => {
    const at = pick.below(leaf.content.length);
    leaf.content = leaf.content.map((octet, index) => (index === at ? octet ^ (1 << pick.below(8)) : octet));
  }),
  onLeaf('content of other octets', (leaf, pick) => {
    leaf.content = pick.octets(pick.below(2) === 0 ? leaf.content.length : pick.below(40));
  }),
  onLeaf('content empty', (leaf) => {
    leaf.content = new Uint8Array();
  }),
  onLeaf('content longer', (leaf, pick) => {
    leaf.content = Buffer.concat(pick.below(2) === 0 ? [Uint8Array.of(0), leaf.content] : [leaf.content, pick.octets(1 + pick.below(9))]);
  }),
  onLeaf('in pieces', toPieces),
  onNode('other tag', (node, pick) => {
    node.tag = [pick.from([...TAGS])];
  }),
  onNode('tag bit', (node, pick) => {
    node.tag = [(node.tag[0] ?? 0) ^ (1 << pick.below(8))];
  }),
  onNode('tag of many octets', (node) => {
    node.tag = [((node.tag[0] ?? 0) & 0xe0) | 0x1f, 0x80 | 1, (node.tag[0] ?? 0) & 0x1f];
  }),
  onNode('other length', (node, pick) => {
    node.lengthOctets = pick.of(LENGTHS) ?? [0];
  }),
  onNode('length of too many octets', (node) => {
    const length = toDer({ ...node, tag: [] }).length;
    node.lengthOctets = [0x84, 0, 0, (length >> 8) & 0xff, length & 0xff];
  }),
  onNode('definite or not', (node) => {
    if (node.children) node.isIndefinite = !node.isIndefinite;
  }),
  {
    name: 'all definite or not',
    apply: (root) => {
      const isIndefinite = !root.isIndefinite;
      for (const node of listTree(root)) if (node.children) node.isIndefinite = isIndefinite;
    },
  },
  onNode('of another value', (node, pick, other) => {
    const same = listTree(other).filter(({ tag }) => tag[0] === node.tag[0]);
    Object.assign(node, structuredClone(pick.of(pick.below(4) === 0 ? listTree(other) : same) ?? node));
  }),
  onNode('wrapped', (node, pick) => {
    const inner = { ...node };
    Object.assign(node, constructed(pick.from([0x30, 0x31, 0xa0, 0xa1, 0x24]), inner));
  }),
  onNode('nested deep', (node, pick) => {
    Object.assign(node, nestDeep({ ...node }, pick.from([3, 45, 300])));
  }),
  onChildren('child twice', (children, at, pick) =>
    children.toSpliced(pick.below(children.length + 1), 0, structuredClone(children[at] ?? primitive(5, new Uint8Array()))),
  ),
  onChildren('child three hundred times', (children, at) => [
    ...children,
    ...Array.from({ length: 300 }, () => children[at] ?? primitive(5, new Uint8Array())),
  ]),
  onChildren('child gone', (children, at) => children.toSpliced(at, 1)),
  onChildren('children swapped', (children, at, pick) => {
    const [left, right] = [children[at], children[pick.below(children.length)]];
    return children.map((child) => (child === left ? (right ?? child) : child === right ? (left ?? child) : child));
  }),
  onChildren('children in reverse', (children) => [...children].reverse()),
  onChildren('child in the place of its parent', (children, at) => [...(children[at]?.children ?? []), ...children.toSpliced(at, 1)]),
  {
    name: 'other identifier',
    apply: (root, pick) => {
      const node = pick.of(leavesOf(root).filter(({ tag }) => tag[0] === 6));
      if (node) node.content = toTree(oid(pick.of(OIDS) ?? OID.data)).content;
    },
  },
];

/** One mutation of a value in BER, chosen by number. */
export const mutateTree = (der: Uint8Array, mutation: number, pick: Picker, other: Uint8Array): Uint8Array => {
  const root = toTree(der);
  TREE_MUTATIONS[mutation % TREE_MUTATIONS.length]?.apply(root, pick, toTree(other));
  return toDer(root);
};
