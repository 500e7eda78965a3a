// The provider whose signature led to an authority we trust: its name in our data, else its host.
import type { Report } from './report';

export const findProvider = (report: Report): string | null => {
  const trust = report.checks.find(({ check, status }) => check === 'provider-trust' && status === 'passed');
  const name = trust?.facts.provider || trust?.facts.providerHost;
  return typeof name === 'string' ? name : null;
};
