// One answer about a bundle for every page and the command line: what counts as a proof, and what only nobody here knows.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleFindings } from '../../lib/bundle/bundle-findings';
import { checkBundle } from '../../lib/bundle/check-bundle';
import { MIMETYPE, NAMES } from '../../lib/bundle/layout';
import { openContainer } from '../../lib/bundle/open-bundle';
import { isWhole, lacksPecAuthority, toBundleAnswer } from '../../lib/bundle-answer';
import { describeBundle } from '../../lib/describe-bundle';
import { createTrustStore, type TrustStore } from '../../lib/verify/trust/trust-store';
import { type Files, manifestOf, packFiles } from './build-container';
import { createSamples, NO_WATCH, NOW, wordingIn } from './build-source';

const ORDINARY = 'From: marta@posta.example\r\nTo: anna@posta.example\r\nSubject: Pranzo\r\n\r\nAlle tredici?\r\n';

let proofs: Uint8Array[];
let fake: Uint8Array;
let trust: TrustStore;

beforeAll(async () => {
  const { samples, rootDer } = await createSamples();
  const bytesOf = (group: string): Uint8Array[] => samples.filter((sample) => sample.group === group).map(({ bytes }) => bytes);
  proofs = bytesOf('notifica');
  fake = bytesOf('falsa')[0] ?? new Uint8Array();
  trust = await createTrustStore([rootDer]);
});

/** As another tool would make it: nothing but the proofs and their lists. */
const check = async (files: Files, by = trust): Promise<BundleFindings> => {
  const sums = Object.entries(files).map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  const listed = { ...files, [NAMES.sums]: sums.join('') };
  const container = await packFiles({ [NAMES.mimetype]: MIMETYPE, ...listed, [NAMES.manifest]: manifestOf(listed) });
  const opened = await openContainer(container);
  if (!opened.ok) throw new Error(opened.problem);
  return checkBundle(opened.bundle, { context: { trust: by, now: NOW }, ...NO_WATCH });
};

const tell = (findings: BundleFindings): string => describeBundle(findings, wordingIn('it'));

describe('ordinary mail among the proofs', () => {
  it('never counts as one, whatever its name says', async () => {
    const findings = await check({ '02-avvenuta-consegna-anna@posta.example.eml': ORDINARY });
    expect([toBundleAnswer(findings), isWhole(findings)]).toEqual(['open', false]);
    expect(tell(findings)).toBe('Fascicolo integro, ma non contiene nessuna prova PEC');
  });

  it('takes nothing from those that are', async () => {
    const findings = await check({ '01.eml': proofs[0] ?? '', '02.eml': ORDINARY });
    expect(findings.proofs.map(({ report }) => report.verdict)).toEqual(['verified', 'not-pec']);
    expect([toBundleAnswer(findings), isWhole(findings)]).toEqual(['whole', true]);
    expect(tell(findings)).toBe('Fascicolo integro: la sua unica prova ha firma autentica');
  });

  it('is no cover for a fake', async () => {
    const findings = await check({ '01.eml': proofs[0] ?? '', '02.eml': ORDINARY, '03.eml': fake });
    expect([toBundleAnswer(findings), isWhole(findings)]).toEqual(['false', false]);
  });
});

describe('an authority that is not known here', () => {
  it('is lacking where everything else in the proof is as it should be', async () => {
    expect(lacksPecAuthority(await check({ '01.eml': proofs[0] ?? '' }, await createTrustStore()))).toBe(true);
  });

  it('is not what is lacking to a proof that somebody changed', async () => {
    const changed = Buffer.from(proofs[0] ?? []);
    const place = changed.indexOf('\r\n\r\n', changed.indexOf('daticert.xml')) + 30;
    changed[place] = (changed[place] ?? 0) ^ 1;
    const findings = await check({ '01.eml': changed }, await createTrustStore());
    expect(findings.proofs[0]?.report.verdict).toBe('failed');
    expect(lacksPecAuthority(findings)).toBe(false);
  });
});
