// Distinguished names: country, province, locality, organisation, common name, in the order of the real certificates.
import { oid, printableString, sequence, setOf, utf8String } from './der';
import { OID } from './oids';

export type NameAttribute = { type: string; value: string; encoding?: 'utf8' | 'printable' };
export type Name = readonly NameAttribute[];

/** Where a company sits: the prefix of its name that the authority's name constraints permit. */
export type Company = { organisation: string; province: string; locality: string };

export const companyName = ({ organisation, province, locality }: Company): Name => [
  { type: OID.countryName, value: 'IT', encoding: 'printable' },
  { type: OID.stateOrProvinceName, value: province },
  { type: OID.localityName, value: locality },
  { type: OID.organizationName, value: organisation },
];

export const encodeName = (name: Name): Uint8Array =>
  sequence(
    ...name.map(({ type, value, encoding }) =>
      setOf(sequence(oid(type), encoding === 'printable' ? printableString(value) : utf8String(value))),
    ),
  );
