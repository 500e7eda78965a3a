// Does the signer's certificate lead, at the signing instant, to an authority that may vouch for PEC providers?
import { type Check, createOutcomes, toCodes } from '../check';
import { PATH_PROBLEMS, type PathProblem } from '../path/path-problem';
import { findSigner } from '../signer';
import { findProviderName } from '../trust/providers';

const id = 'provider-trust';
const { passed, failed, undetermined } = createOutcomes(id);

/** What we could not follow is undetermined; what leads elsewhere has failed. */
const UNDETERMINED: readonly PathProblem[] = ['issuer-missing', 'unknown-algorithm', 'limit-reached', 'irregular-certificate'];

export const providerTrust: Check = {
  id,
  weight: 'required',
  codes: toCodes(id, ...PATH_PROBLEMS, 'not-available', 'no-instant', 'added-authority', 'managed-authority', 'historic-authority'),
  run({ evidence, path }) {
    const certificate = findSigner(evidence)?.certificate;
    if (!certificate) return undetermined('not-available');
    if (!path) return undetermined('no-instant');
    const host = certificate.emails[0]?.split('@').at(-1) ?? '';
    if (!path.ok) {
      const facts = { issuer: certificate.issuer.text };
      return UNDETERMINED.includes(path.problem) ? undetermined(path.problem, facts) : failed(path.problem, facts);
    }
    const facts = {
      // Our own names hold only for what the built-in authorities vouch for.
      provider: path.isAdded ? host : (findProviderName(host) ?? host),
      providerHost: host,
      authority: path.authority.subject.text,
      anchor: path.path.at(-1)?.subject.text ?? '',
      addedByUser: path.isAdded && !path.isManaged,
      ...(path.isManaged ? { addedByAdministration: true } : {}),
      path: path.path.map(({ subject }) => subject.text),
    };
    const added = path.isManaged ? ['managed-authority'] : path.isAdded ? ['added-authority'] : [];
    return passed(facts, [...added, ...(path.isHistoric ? ['historic-authority'] : [])]);
  },
};
