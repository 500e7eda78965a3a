// Measures the ledger in the browsers of this machine, with receipts whose reports are those of real ones.
import { createTrustStore } from '../../../lib/verify/trust/trust-store';
import { type VerifyContext, verifyMessage } from '../../../lib/verify/verify-message';
import type { BrowserName } from '../../e2e/driver';
import { createBenchSamples } from '../samples';
import { toLedgerTable } from './ledger-table';
import { type LedgerLevel, measureLedger } from './measure-ledger';
import type { Templates } from './orders';

const LEVELS = [1000, 10_000, 100_000];
/** Of a real receipt; at the last level 5 GB of disk are taken, and given back. */
const BYTES = 50_000;

const createTemplates = async (): Promise<Templates> => {
  const { authority, messages } = await createBenchSamples(2);
  const context: VerifyContext = { trust: await createTrustStore([authority.root.certificate.der]), now: '2026-11-21T12:00:00Z' };
  const [acceptance, delivery] = await Promise.all(messages.map((message) => verifyMessage(message, context)));
  if (acceptance?.kind !== 'accettazione' || delivery?.kind !== 'avvenuta-consegna') throw new Error('other samples than expected');
  return { acceptance, delivery };
};

export const benchLedger = async (programs: readonly [BrowserName, string][], print: (line: string) => void): Promise<string> => {
  const templates = await createTemplates();
  const engines: [string, LedgerLevel[]][] = [];
  for (const [name, program] of programs)
    engines.push([name, await measureLedger(name, program, { templates, levels: LEVELS, bytes: BYTES, print })]);
  return toLedgerTable(engines, BYTES);
};
