// Whether a certificate's names stay within what an authority may vouch for (RFC 5280 section 4.2.1.10).
import type { Certificate, Subtree } from '../cms/certificate';
import type { GeneralName } from '../cms/general-name';
import { OID_EMAIL_ADDRESS } from '../cms/oids';
import { isWithin } from './is-within';

/** Comparisons that one search for a path may still make. */
export type NameBudget = { nameComparisons: number };

/** Names of a certificate: subject, alternative names, and emailAddress in the subject, to which the rule for mail addresses applies. */
const namesOf = ({ subject, alternativeNames }: Certificate): GeneralName[] => [
  ...(subject.relative.length > 0 ? [{ form: 'directory', name: subject } as const] : []),
  ...alternativeNames,
  ...subject.attributes.filter(({ type }) => type === OID_EMAIL_ADDRESS).map(({ value }) => ({ form: 'email', text: value }) as const),
];

const isSameForm = (name: GeneralName, { base }: Subtree): boolean =>
  name.form === 'other' ? base.form === 'other' && base.tag === name.tag : base.form === name.form;

/** otherName may hold a mail address in yet another writing (RFC 8398), which we do not read. */
const mayHideEmail = (name: GeneralName, { base }: Subtree): boolean => name.form === 'other' && name.tag === 0 && base.form === 'email';

const isPermitted = (name: GeneralName, subtrees: readonly Subtree[]): boolean => {
  if (subtrees.some((subtree) => mayHideEmail(name, subtree))) return false;
  const concerned = subtrees.filter((subtree) => isSameForm(name, subtree));
  return concerned.length === 0 || concerned.some((subtree) => isWithin(name, subtree) === 'within');
};

/** What cannot be compared counts as excluded. */
const isExcluded = (name: GeneralName, subtrees: readonly Subtree[]): boolean =>
  subtrees.some((subtree) => isSameForm(name, subtree) && isWithin(name, subtree) !== 'outside');

/** What forbids `authority` to vouch for the names of `certificate`. */
export const findNameProblem = (
  certificate: Certificate,
  { permitted, excluded }: Certificate,
  budget: NameBudget,
): 'name-constraints' | 'limit-reached' | undefined => {
  if (!permitted && !excluded) return undefined;
  const names = namesOf(certificate);
  // Thousands of names under thousands of constraints: a certificate made to take minutes.
  budget.nameComparisons -= names.length * ((permitted?.length ?? 0) + (excluded?.length ?? 0));
  if (budget.nameComparisons < 0) return 'limit-reached';
  const meets = names.every((name) => (!permitted || isPermitted(name, permitted)) && (!excluded || !isExcluded(name, excluded)));
  return meets ? undefined : 'name-constraints';
};
