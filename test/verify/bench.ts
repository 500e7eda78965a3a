// The bench of the verifier's tests: one authority, its provider, the trust in it, and a way to judge any bent message.
import type { CheckId, CheckResult, Report } from '../../lib/verify/report';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';
import { type Authority, type AuthorityOptions, createAuthority } from '../pki/authority';
import { issueProvider, type Provider, type ProviderOptions } from '../pki/issue-provider';
import { toBytes, toOctets } from '../pki/mime-text';
import { type PecOptions, signPec } from '../pki/sign-pec';

export const NOW = '2026-11-21T12:00:00Z';

export const authority: Authority = await createAuthority();
export const provider: Provider = await issueProvider(authority);
export const trust: TrustStore = await createTrustStore([authority.root.certificate.der]);

export const judgeBytes = (bytes: Uint8Array, store: TrustStore = trust): Promise<Report> =>
  verifyMessage(bytes, { trust: store, now: NOW });

export const sign = (options: Partial<PecOptions> = {}): Promise<Uint8Array> =>
  signPec({ provider, kind: 'avvenuta-consegna', ...options });

export const judge = async (options: Partial<PecOptions> = {}): Promise<Report> => judgeBytes(await sign(options));

/** A message signed by a provider of another profile, below the trusted authority. */
export const judgeProvider = async (options: ProviderOptions): Promise<Report> =>
  judge({ provider: await issueProvider(authority, options) });

/** A message whose authority has another profile, below a root that is then trusted. */
export const judgeAuthority = async (options: AuthorityOptions, anchor: 'root' | 'ca' | 'none' = 'root'): Promise<Report> => {
  const other = await createAuthority({ rootKeyLabel: 'other-root', keyLabel: 'other-ca', ...options });
  const store = anchor === 'none' ? trust : await createTrustStore([other[anchor].certificate.der]);
  return judgeBytes(await sign({ provider: await issueProvider(other) }), store);
};

export const resultOf = (report: Report, id: CheckId): CheckResult => {
  const result = report.checks.find(({ check }) => check === id);
  if (!result) throw new Error(`no result of ${id}`);
  return result;
};

/** `passed`, or the reason: what a table of attacks compares. */
export const outcomeOf = (report: Report, id: CheckId): string => {
  const result = resultOf(report, id);
  return result.status === 'passed' ? 'passed' : result.reason;
};

/** Replaces octets of a whole message; fails the test when there is nothing to replace. */
export const replaceIn =
  (from: string | RegExp, to: string) =>
  (bytes: Uint8Array): Uint8Array => {
    const octets = toOctets(bytes);
    const changed = octets.replace(from, to);
    if (changed === octets) throw new Error(`nothing to replace: ${from}`);
    return toBytes(changed);
  };

/** A message whose certification data were changed before they were signed; fails the test when there is nothing to replace. */
export const inXml = (from: string | RegExp, to: string, options: Partial<PecOptions> = {}): Partial<PecOptions> => ({
  ...options,
  tamper: {
    daticertXml: (text) => {
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`nothing to replace: ${from}`);
      return changed;
    },
  },
});
