// What one attack is: a message somebody bent, the verdict it must get, and the code that must say why.
import type { CheckResult, Code, Report, Verdict } from '../../lib/verify/report';
import type { TrustStore } from '../../lib/verify/trust/trust-store';
import type { PecOptions } from '../pki/sign-pec';
import { judgeBytes, sign, trust } from '../verify/bench';
import type { AttackClass } from './attack-classes';

export type Built = { bytes: Uint8Array; trust?: TrustStore };

export type Attack = {
  name: string;
  verdict: Verdict;
  /** A code that the report must contain; null where there is nothing to say. */
  code: Code | null;
  /** Why we refuse what `openssl cms -verify` accepts; there exactly when that is so. */
  stricter?: string;
  /** Verdicts of what it encloses, in the order of the report; [] where nothing may be judged. */
  enclosed?: readonly Verdict[];
  /** What the row stands for in the lists of attacks that must be covered. */
  class?: readonly AttackClass[];
  build(): Promise<Built>;
  /** The same message with the certificates of its path alone: openssl follows the first issuer of the right name, and does not turn back
   * when that one may not vouch for the signer. */
  alone?(): Promise<Built>;
};

/** An attack that bends one message of the bench's own provider. */
export const bend = (name: string, verdict: Verdict, code: Code | null, options: Partial<PecOptions>): Attack => ({
  name,
  verdict,
  code,
  build: async () => ({ bytes: await sign(options) }),
});

/** Rows that stand for a class, beside what they stood for before. */
export const ofClass = (names: AttackClass | readonly AttackClass[], ...attacks: readonly Attack[]): Attack[] =>
  attacks.map((attack) => ({ ...attack, class: [...(attack.class ?? []), ...(typeof names === 'string' ? [names] : names)] }));

/** Rows whose message holds others, each with its own verdict. */
export const enclosing = (enclosed: readonly Verdict[], ...attacks: readonly Attack[]): Attack[] =>
  attacks.map((attack) => ({ ...attack, enclosed }));

/** Rows that openssl accepts and we do not, with the reason. */
export const stricter = (why: string, ...attacks: readonly Attack[]): Attack[] => attacks.map((attack) => ({ ...attack, stricter: why }));

const codesOf = (result: CheckResult): Code[] => (result.status === 'passed' ? result.notes : [result.reason]);

/** `judgedMs` is the time of the judge alone: building an attack may make keys. */
export type Outcome = { report: Report; codes: Code[]; bytes: Uint8Array; trust: TrustStore; judgedMs: number };

export const runAttack = async ({ build }: Pick<Attack, 'build'>): Promise<Outcome> => {
  const { bytes, trust: store = trust } = await build();
  const started = performance.now();
  const report = await judgeBytes(bytes, store);
  return { report, codes: report.checks.flatMap(codesOf), bytes, trust: store, judgedMs: performance.now() - started };
};
