// Under which name a provider is shown: ours only where a built-in authority vouches, else the host that its certificate names.
import { expect, it } from 'vitest';
import { providerTrust } from '../../../lib/verify/checks/provider-trust';
import { parseCertificate } from '../../../lib/verify/cms/parse-certificate';
import { collectEvidence } from '../../../lib/verify/evidence';
import type { ProviderPath } from '../../../lib/verify/trust/find-provider-path';
import { issueProvider, type ProviderOptions } from '../../pki/issue-provider';
import { authority, judgeProvider, resultOf, sign } from '../bench';

const ca = await parseCertificate(authority.ca.certificate.der);
const root = await parseCertificate(authority.root.certificate.der);

/** What the check says of a provider below a path of these marks: no key of a test leads to a built-in authority. */
const check = async (options: ProviderOptions, marks: { isAdded: boolean; isHistoric: boolean }) => {
  const provider = await issueProvider(authority, { keyLabel: 'named', ...options });
  const evidence = await collectEvidence(await sign({ provider }), true);
  const signer = await parseCertificate(provider.certificate.der);
  const path: ProviderPath = { ok: true, path: [signer, ca, root], authority: ca, ...marks };
  return providerTrust.run({ evidence, instant: signer.notBefore, path } as Parameters<typeof providerTrust.run>[0]);
};

it.each([
  ['a host that our data name, below a built-in authority', 'pcert.sogei.it', false, 'Sogei', []],
  ['a host that they do not name', 'pec.provider.example', false, 'pec.provider.example', []],
  ['a host that they name, below an added authority', 'pcert.sogei.it', true, 'pcert.sogei.it', ['provider-trust.added-authority']],
])('%s', async (_, host, isAdded, provider, notes) => {
  const result = await check({ host }, { isAdded, isHistoric: false });
  expect(result).toMatchObject({ status: 'passed', facts: { provider, providerHost: host, addedByUser: isAdded }, notes });
});

it('the historic authority is told as such', async () => {
  const result = await check({}, { isAdded: false, isHistoric: true });
  expect(result).toMatchObject({ status: 'passed', notes: ['provider-trust.historic-authority'] });
});

it('a certificate without an address names nobody', async () => {
  const report = await judgeProvider({ keyLabel: 'nameless', addresses: null });
  expect(resultOf(report, 'provider-trust')).toMatchObject({ status: 'passed', facts: { provider: '', providerHost: '' } });
  expect(report.verdict).toBe('failed');
});
