// Distinguished names: comparison as RFC 5280 section 7.1 wants it, and a readable form.

export type Name = {
  /** Attribute type OID and value, in the order of the certificate; `#` and hex where the value is no text. */
  attributes: { type: string; value: string }[];
  /** One comparable text for each relative distinguished name: equal texts, equal names. */
  relative: string[];
  /** `C=IT, O=…, CN=…` for people; never compared. */
  text: string;
};

/** True when `name` begins with all of `base`: a directory subtree (RFC 5280 section 4.2.1.10). */
export const isWithinName = ({ relative }: Name, base: Name): boolean =>
  base.relative.length <= relative.length && base.relative.every((part, index) => part === relative[index]);

/** An empty name equals nothing, not even another empty one. */
export const isEqualName = (left: Name, right: Name): boolean =>
  left.relative.length > 0 && left.relative.length === right.relative.length && isWithinName(left, right);
