// What the options offer to ask an authority: certificates behind the newest messages of the ledger, and behind those that the user brings.
import type { Ledger } from '../../ledger/store';
import type { Report } from '../../verify/report';
import { findQuestions, type OcspQuestion } from '../../verify/revocation/find-questions';
import type { OptionsProps } from '../../view';
import { withLedger } from '../recording/with-ledger';
import { readTrust } from '../trust/trust';
import { askOcsp } from './fetch-ocsp';
import { requestHost } from './request-host';

type Problem = OptionsProps['revocation']['problem'];

export type OcspQuestions = {
  shown(): OptionsProps['revocation']['questions'];
  /** Looks into the ledger; where there is none, nothing is offered. */
  load(): Promise<void>;
  add(files: readonly File[]): Promise<Problem>;
  /** Asks for access to the host first; must run inside the click. */
  ask(id: string): Promise<Problem>;
};

/** Entries of the ledger's journal that are looked back to, certificates of signers among them, and questions offered at once. */
const LOOKED_BACK = 300;
const SIGNERS = 20;
const OFFERED = 40;
/** Receipts are small; a large message would only keep the page waiting. */
const LARGEST_BYTES = 5 * 1024 * 1024;

const signerOf = ({ checks }: Report): unknown => checks.find(({ check }) => check === 'signer-certificate')?.facts.fingerprint;

/** One message for each certificate that signed, newest first. */
const readNewest = async (ledger: Ledger): Promise<Uint8Array[]> => {
  const { seq } = await ledger.census();
  const entries = await ledger.journal(Math.max(0, seq - LOOKED_BACK), LOOKED_BACK);
  const signers = new Set<unknown>();
  const messages: Uint8Array[] = [];
  for (const { event, subject } of entries.toReversed()) {
    const [sha256 = ''] = event === 'recorded' || event === 'judged' ? subject.split(' ') : [];
    const evidence = sha256 === '' ? undefined : await ledger.evidence(sha256);
    if (evidence?.report.verdict !== 'verified' || evidence.size > LARGEST_BYTES || signers.has(signerOf(evidence.report))) continue;
    const bytes = await ledger.bytesOf(sha256);
    signers.add(signerOf(evidence.report));
    if (bytes) messages.push(bytes);
    if (signers.size === SIGNERS) break;
  }
  return messages;
};

const readFile = async (file: File): Promise<Uint8Array> =>
  file.size > LARGEST_BYTES ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());

export const createOcspQuestions = (): OcspQuestions => {
  const known = new Map<string, OcspQuestion>();
  const addFrom = async (bytes: Uint8Array): Promise<number> => {
    const found = await findQuestions(bytes, await readTrust());
    for (const question of found) if (known.size < OFFERED) known.set(question.certificate.fingerprint, question);
    return found.length;
  };
  const ask = async ({ certificate, issuer, url }: OcspQuestion): Promise<Problem> => {
    const problem = await askOcsp(requestHost(url), { certificate: certificate.der, issuer: issuer.der });
    return problem === null || problem === 'not-allowed' || problem === 'network-off' ? problem : `ocsp-${problem}`;
  };
  return {
    shown: () => [...known].map(([id, { certificate, url }]) => ({ id, subject: certificate.subject.text, url })),
    load: async () => {
      try {
        for (const bytes of (await withLedger(readNewest)).result) await addFrom(bytes);
      } catch {
        // Without a ledger there is still the message that the user brings.
      }
    },
    add: async (files) => {
      let count = 0;
      for (const file of files) count += await readFile(file).then(addFrom, () => 0);
      return count === 0 ? 'ocsp-no-question' : null;
    },
    ask: (id) => {
      const question = known.get(id);
      return question === undefined ? Promise.resolve('ocsp-no-question') : ask(question);
    },
  };
};
