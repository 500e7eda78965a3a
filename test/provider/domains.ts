// Which PEC domain belongs to which provider; every other domain is ordinary mail.
import type { LayoutName } from '../pki/test-providers';

export type PecDomain = { domain: string; host: string; layout: LayoutName };

/** Two domains at two providers, one in each layout. */
export const PEC_DOMAINS: readonly PecDomain[] = [
  { domain: 'pec.alfa.example', host: 'posta.alfa-gestore.example', layout: 'javamail' },
  { domain: 'pec.beta.example', host: 'posta.beta-gestore.example', layout: 'openpec' },
];

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export const findPecDomain = (address: string, domains: readonly PecDomain[]): PecDomain | undefined =>
  domains.find(({ domain }) => domain === domainOf(address));
