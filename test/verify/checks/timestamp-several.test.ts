// Which of several time-stamps is told of, and what is said where there is no certificate to compare it with.
import { describe, expect, it } from 'vitest';
import type { SignedData } from '../../pki/cms';
import { createTimestamp } from '../../pki/create-timestamp';
import { NOW, outcomeOf, resultOf, sign } from '../bench';
import { judgeBeside, LATER, stamp, stampBy, trust, tsa } from '../timestamps/bench';

const ID = 'timestamp';

describe('of several that prove nothing the one that went furthest is told', () => {
  const ofAnother = stamp({ of: Buffer.from('another message') });
  const unnamed = stamp({ signingCertificate: null });

  it.each([
    ['last', () => [ofAnother, unnamed]],
    ['first', () => [unnamed, ofAnother]],
  ])('also when it was handed in %s', async (_, files) => {
    expect(outcomeOf(await judgeBeside(files()), ID)).toBe('timestamp.signing-certificate-missing');
  });

  it('with the facts of that one', async () => {
    const other = await stampBy({ keyUsage: ['keyEncipherment'], keyLabel: 'wrong-tsa' });
    const report = await judgeBeside([ofAnother, other, new Uint8Array(3)]);
    expect(resultOf(report, ID)).toEqual({
      check: ID,
      status: 'failed',
      reason: 'timestamp.wrong-key-usage',
      facts: { covers: 'message' },
    });
  });
});

describe('the end of the certificate', () => {
  it('is not told where the message names no signer, or not its certificate', async () => {
    for (const change of [{ certificates: [] }, { signerInfos: [] }]) {
      const bytes = await sign({ tamper: { signedData: (data: SignedData) => ({ ...data, ...change }) } });
      const report = await judgeBeside([createTimestamp({ tsa, of: bytes })], NOW, trust, bytes);
      expect(resultOf(report, ID)).toMatchObject({ status: 'passed', notes: ['timestamp.added-authority'] });
    }
  });

  it('counts to its last instant', async () => {
    const notes = async (genTime: string) => resultOf(await judgeBeside([stamp({ genTime, accuracy: { seconds: 1 } })], LATER), ID);
    expect(await notes('20280603085959Z')).toMatchObject({ notes: ['timestamp.before-expiry', 'timestamp.added-authority'] });
    expect(await notes('20280603090000Z')).toMatchObject({ notes: ['timestamp.after-expiry', 'timestamp.added-authority'] });
  });
});

it('says nothing of an authority that is built in', async () => {
  const timestampAnchors = trust.timestampAnchors.map((anchor) => ({ ...anchor, isAdded: false }));
  const report = await judgeBeside([stamp()], NOW, { ...trust, timestampAnchors });
  expect(resultOf(report, ID)).toMatchObject({ notes: ['timestamp.before-expiry'], facts: { addedByUser: false } });
});
