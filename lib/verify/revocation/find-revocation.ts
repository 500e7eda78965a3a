// Was any certificate of the path revoked, as far as the lists and answers at hand can tell?
import type { Certificate } from '../cms/certificate';
import { LIMITS } from '../limits';
import type { ProviderPath } from '../trust/find-provider-path';
import { findAnswerOutcome } from './find-answer-outcome';
import { findListOutcome } from './find-list-outcome';
import { type JudgedCertificate, judgeCertificate } from './judge-certificate';
import { parseRevocationData, type RevocationItem } from './parse-revocation-data';
import type { RevocationData } from './revocation-data';
import { type Outcome, SOURCE_PROBLEMS, type SourceProblem, type Statement } from './statement';

export type RevocationFinding =
  /** Nothing was given. */
  | { status: 'not-checked' }
  /** There is no path, or no instant to judge it for. */
  | { status: 'not-available' }
  | {
      status: 'judged';
      /** One for each certificate below the anchor, signer first. */
      certificates: JudgedCertificate[];
      /** Why items told nothing, one for each of them. */
      unusable: SourceProblem[];
      /** True when there were more items than are looked into: a revocation may stand in one of them. */
      isCutShort: boolean;
    };

type Pair = { certificate: Certificate; issuer: Certificate };

/** What is the matter with an item that helped nowhere: the problem that comes closest to being used. */
const findProblem = (outcomes: readonly Outcome[]): SourceProblem | undefined => {
  if (outcomes.some((outcome) => 'statements' in outcome)) return undefined;
  return SOURCE_PROBLEMS.find((problem) => outcomes.some((outcome) => 'problem' in outcome && outcome.problem === problem));
};

/** Fail closed: an item that breaks our reading of it says nothing. */
const tryOutcome = async (find: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await find();
  } catch {
    return { problem: 'unreadable' };
  }
};

const findOutcome = (item: RevocationItem, { certificate, issuer }: Pair, lists: readonly RevocationItem[]): Promise<Outcome> =>
  tryOutcome(async () => {
    if (item.kind === 'none') return { problem: item.problem };
    if (item.kind === 'crl') return findListOutcome(item.list, certificate, issuer);
    const isRevoked = async (delegate: Certificate): Promise<boolean> => {
      const outcomes = await Promise.all(lists.map((list) => findOutcome(list, { certificate: delegate, issuer }, [])));
      return outcomes.some((outcome) => 'statements' in outcome && outcome.statements.some(({ answer }) => answer.type === 'revoked'));
    };
    return findAnswerOutcome(item.response, certificate, issuer, isRevoked);
  });

/** For any sound path, also one that has nothing to do with PEC.
 * @param path certificates from the signer to the anchor; the anchor itself is trusted and not judged
 * @param instant milliseconds since 1970 UTC for which revocation is judged */
export const judgePathRevocation = async (
  path: readonly Certificate[],
  data: RevocationData,
  instant: number,
): Promise<RevocationFinding> => {
  if (data.length === 0) return { status: 'not-checked' };
  const all = data.slice(0, LIMITS.revocationItems + 1).flatMap(parseRevocationData);
  const items = all.slice(0, LIMITS.revocationItems);
  const lists = items.filter(({ kind }) => kind === 'crl');
  const pairs = path.slice(0, -1).flatMap((certificate, index): Pair[] => {
    const issuer = path[index + 1];
    return issuer ? [{ certificate, issuer }] : [];
  });
  const outcomes = await Promise.all(items.map((item) => Promise.all(pairs.map((pair) => findOutcome(item, pair, lists)))));
  const statementsAt = (index: number): Statement[] =>
    outcomes.flatMap((row) => {
      const outcome = row[index];
      return outcome && 'statements' in outcome ? outcome.statements : [];
    });
  return {
    status: 'judged',
    certificates: pairs.map(({ certificate }, index) => judgeCertificate(certificate, statementsAt(index), instant)),
    unusable: outcomes.flatMap((row) => findProblem(row) ?? []),
    isCutShort: all.length > items.length,
  };
};

/** @param instant milliseconds since 1970 UTC for which revocation is judged */
export const findRevocation = async (
  path: ProviderPath | null,
  data: RevocationData,
  instant: number | null,
): Promise<RevocationFinding> => {
  if (data.length === 0) return { status: 'not-checked' };
  return path?.ok && instant !== null ? judgePathRevocation(path.path, data, instant) : { status: 'not-available' };
};
