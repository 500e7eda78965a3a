// Mutations of the signature of a message: any node of its BER, and the tricks that signed data are known for.
import { octetString, oid, sequence, setOf } from '../pki/der';
import { base64Lines } from '../pki/mime-text';
import { OID } from '../pki/oids';
import { constructed, type DerNode, toDer, toTree } from './der-tree';
import { findSignature } from './mail-pieces';
import { type Mutation, type Octets, replaceAt } from './mutation';
import type { Picker } from './picker';
import { TREE_MUTATIONS } from './tree-mutations';

/** The DER of a message's signature; empty when there is none. */
export const readSignature = (octets: Octets): Uint8Array => {
  const place = findSignature(octets);
  return place ? Uint8Array.from(Buffer.from(octets.slice(place.from, place.to), 'base64')) : new Uint8Array();
};

const editSignature = (octets: Octets, edit: (der: Uint8Array) => Uint8Array): Octets => {
  const place = findSignature(octets);
  if (!place) return octets;
  const der = edit(readSignature(octets));
  // The next delimiter follows the last line end as before.
  const end = /[\r\n]*$/.exec(octets.slice(place.from, place.to))?.[0] ?? '';
  return replaceAt(octets, place.from, place.to - place.from, base64Lines(der, 64) + end);
};

/** ContentInfo → content → SignedData. */
const signedDataOf = (root: DerNode): DerNode | undefined => root.children?.[1]?.children?.[0];
const certificatesOf = (root: DerNode): DerNode | undefined => signedDataOf(root)?.children?.find(({ tag }) => tag[0] === 0xa0);
const signersOf = (root: DerNode): DerNode | undefined => signedDataOf(root)?.children?.at(-1);

type Edit = (root: DerNode, pick: Picker, other: DerNode, octets: Octets) => void;

const onTree = (name: string, edit: Edit): Mutation => ({
  name: `cms ${name}`,
  apply: (octets, pick, other) =>
    editSignature(octets, (der) => {
      const root = toTree(der);
      edit(root, pick, toTree(readSignature(other)), octets);
      return toDer(root);
    }),
});

const attribute = (type: string, ...values: Uint8Array[]): DerNode => toTree(sequence(oid(type), setOf(...values)));

const SPECIAL: readonly Mutation[] = [
  onTree('content inside', (root, pick, _, octets) => {
    const inside = pick.from<Uint8Array>([Buffer.from(octets.slice(0, 3000), 'latin1'), new Uint8Array(), pick.octets(20)]);
    signedDataOf(root)?.children?.[2]?.children?.push(toTree(Buffer.concat([toDer(constructed(0xa0, toTree(octetString(inside))))])));
  }),
  onTree('second signer', (root, pick, other) => {
    const signer = signersOf(pick.below(2) === 0 ? root : other)?.children?.[0];
    if (signer) signersOf(root)?.children?.splice(pick.below(2), 0, structuredClone(signer));
  }),
  onTree('signer of another message', (root, _, other) => {
    const [signers, foreign] = [signersOf(root), signersOf(other)?.children?.[0]];
    if (signers && foreign) signers.children = [structuredClone(foreign)];
  }),
  onTree('no signer', (root) => {
    const signers = signersOf(root);
    if (signers) signers.children = [];
  }),
  onTree('certificates of another message', (root, pick, other) => {
    const [own, foreign] = [certificatesOf(root), certificatesOf(other)];
    if (own && foreign) own.children = [...(pick.below(2) === 0 ? (own.children ?? []) : []), ...structuredClone(foreign.children ?? [])];
  }),
  onTree('certificate gone', (root, pick) => {
    certificatesOf(root)?.children?.splice(pick.below(2), 1);
  }),
  onTree('certificates in reverse', (root) => {
    certificatesOf(root)?.children?.reverse();
  }),
  onTree('certificate choice', (root, pick) => {
    certificatesOf(root)?.children?.push(constructed(pick.from([0xa0, 0xa1, 0xa2, 0xa3])));
  }),
  onTree('unsigned attributes', (root, pick) => {
    const type = pick.from([OID.messageDigest, OID.signingTime, OID.contentType, OID.timestampToken, OID.cps]);
    signersOf(root)?.children?.[0]?.children?.push(constructed(0xa1, attribute(type, octetString(pick.octets(20)))));
  }),
  onTree('signed attribute added', (root, pick) => {
    const type = pick.from([OID.messageDigest, OID.signingTime, OID.contentType, OID.algorithmProtection, OID.cps]);
    signersOf(root)?.children?.[0]?.children?.[3]?.children?.push(attribute(type, octetString(pick.octets(20))));
  }),
  onTree('signed attributes gone', (root) => {
    signersOf(root)?.children?.[0]?.children?.splice(3, 1);
  }),
  onTree('lists of revoked certificates', (root) => {
    signedDataOf(root)?.children?.splice(-1, 0, constructed(0xa1, constructed(0x30)));
  }),
  {
    name: 'cms something behind',
    apply: (octets, pick) =>
      editSignature(octets, (der) => Buffer.concat([der, pick.from<Uint8Array>([Uint8Array.of(10), Uint8Array.of(0, 0), pick.octets(9)])])),
  },
  { name: 'cms cut short', apply: (octets, pick) => editSignature(octets, (der) => der.subarray(0, pick.below(der.length))) },
  {
    name: 'cms octet of its base64',
    apply: (octets, pick) => {
      const place = findSignature(octets);
      return place
        ? replaceAt(octets, place.from + pick.below(place.to - place.from), 1, pick.from(['A', '=', '\u00e9', ' ', '-', '']))
        : octets;
    },
  },
  { name: 'cms of another message', apply: (octets, _, other) => editSignature(octets, () => readSignature(other)) },
];

export const CMS_MUTATIONS: readonly Mutation[] = [...TREE_MUTATIONS.map(({ name, apply }) => onTree(name, apply)), ...SPECIAL];
