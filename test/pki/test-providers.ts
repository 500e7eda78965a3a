// The invented PEC providers of the tests: host of the service address, company, and the style of their platform.
import type { Company } from './distinguished-name';

export type LayoutName = 'openpec' | 'javamail';

export type TestProvider = Company & { host: string };

export const TEST_PROVIDERS: readonly TestProvider[] = [
  { host: 'pec.provider.example', organisation: 'Gestore di Prova S.p.A.', province: 'Roma', locality: 'Roma' },
  { host: 'posta.alfa-gestore.example', organisation: 'Alfa Gestore S.p.A.', province: 'Torino', locality: 'Ivrea' },
  { host: 'posta.beta-gestore.example', organisation: 'Beta Gestore S.r.l.', province: 'Bari', locality: 'Monopoli' },
];

const INVENTED: Company = { organisation: 'Gestore Ignoto S.r.l.', province: 'Milano', locality: 'Lodi Vecchio' };

export const companyOf = (host: string): Company => TEST_PROVIDERS.find((provider) => provider.host === host) ?? INVENTED;
