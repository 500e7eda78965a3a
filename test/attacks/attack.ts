// What one attack is: a message somebody bent, the verdict it must get, and the code that must say why.
import type { CheckResult, Code, Report, Verdict } from '../../lib/verify/report';
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import type { PecOptions } from '../pki/sign-pec';
import { judgeBytes, sign } from '../verify/bench';

export type Attack = {
  name: string;
  verdict: Verdict;
  /** A code that the report must contain; null where there is nothing to say. */
  code: Code | null;
  build(): Promise<{ bytes: Uint8Array; trust?: TrustStore }>;
};

/** An attack that bends one message of the bench's own provider. */
export const bend = (name: string, verdict: Verdict, code: Code | null, options: Partial<PecOptions>): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: await sign(options) }),
});

const codesOf = (result: CheckResult): Code[] => (result.status === 'passed' ? result.notes : [result.reason]);

export const runAttack = async ({ build }: Attack): Promise<{ report: Report; codes: Code[]; bytes: Uint8Array }> => {
  const { bytes, trust } = await build();
  const report = trust ? await judgeBytes(bytes, trust) : await judgeBytes(bytes);
  return { report, codes: report.checks.flatMap(codesOf), bytes };
};
