// Distinguished names: comparison as RFC 5280 section 7.1 wants it, and a readable form.

export type Name = {
  /** Attribute type OID and value, in the order of the certificate. */
  attributes: { type: string; value: string }[];
  /** `C=IT, O=…, CN=…` for people; never compared. */
  text: string;
};

const normalise = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const isEqualAttribute = (left: Name['attributes'][number] | undefined, right: Name['attributes'][number] | undefined): boolean =>
  left !== undefined && right !== undefined && left.type === right.type && normalise(left.value) === normalise(right.value);

/** True when `name` begins with all attributes of `base`: a directory subtree (RFC 5280 section 4.2.1.10). */
export const isWithinName = (name: Name, base: Name): boolean =>
  base.attributes.length <= name.attributes.length &&
  base.attributes.every((attribute, index) => isEqualAttribute(attribute, name.attributes[index]));

/** An empty name equals nothing, not even another empty one. */
export const isEqualName = (left: Name, right: Name): boolean =>
  left.attributes.length > 0 && left.attributes.length === right.attributes.length && isWithinName(left, right);

export const findAttribute = (name: Name, type: string): string | undefined =>
  name.attributes.find((attribute) => attribute.type === type)?.value;
