// Every bent time-stamp is refused with its own reason, beside the message and inside its signature; none moves the verdict, none takes long.
import { describe, expect, it } from 'vitest';
import { embedTimestamps } from '../pki/create-timestamp';
import { outcomeOf, replaceIn, resultOf, sign } from '../verify/bench';
import { judgeBeside, LATER, message, signStamped, stamp, trust } from '../verify/timestamps/bench';
import { TOKEN_ATTACKS } from './timestamp-attacks';
import { TIMESTAMP_FILE_ATTACKS } from './timestamp-file-attacks';

const LONG_MS = 2000;

const embed = (tokens: readonly Uint8Array[]): Promise<Uint8Array> => sign({ tamper: { signedData: embedTimestamps(() => tokens) } });

describe('time-stamps beside a message', () => {
  it.each([...TOKEN_ATTACKS, ...TIMESTAMP_FILE_ATTACKS].map((attack) => [attack.name, attack] as const))(
    '%s',
    async (_, { code, build }) => {
      const bent = await build();
      const started = performance.now();
      const report = await judgeBeside([bent], LATER);
      expect(performance.now() - started).toBeLessThan(LONG_MS);
      expect(outcomeOf(report, 'timestamp')).toBe(`timestamp.${code}`);
      expect(report.verdict).toBe('verified');
      expect(resultOf(report, 'signer-certificate')).toMatchObject({
        notes: ['signer-certificate.expired-since', 'signer-certificate.no-time-proof'],
      });
    },
  );
});

describe('time-stamps inside a signature', () => {
  it('over another signature', async () => {
    const report = await judgeBeside([], LATER, trust, await signStamped({ of: new Uint8Array(256) }));
    expect([outcomeOf(report, 'timestamp'), report.verdict]).toEqual(['timestamp.wrong-imprint', 'verified']);
  });
  it('that are none', async () => {
    const report = await judgeBeside([], LATER, trust, await embed([Uint8Array.of(5, 0)]));
    expect([outcomeOf(report, 'timestamp'), report.verdict]).toEqual(['timestamp.unreadable', 'verified']);
  });
  it('of which there are too many', async () => {
    const tokens = Array.from({ length: 11 }, (_, index) => stamp({ genTime: `202610011200${10 + index}Z` }));
    const report = await judgeBeside([], LATER, trust, await embed(tokens));
    expect([outcomeOf(report, 'timestamp'), report.verdict]).toEqual(['timestamp.wrong-imprint', 'verified']);
  });
});

describe('a good time-stamp makes nothing genuine', () => {
  it('neither a message that was altered', async () => {
    const altered = replaceIn('Ricevuta di avvenuta consegna', 'Ricevuta di avvenuta consegne')(message);
    const report = await judgeBeside([stamp({ of: altered })], LATER, trust, altered);
    expect([outcomeOf(report, 'timestamp'), report.verdict]).toEqual(['passed', 'failed']);
  });
  it('nor what is no certified mail', async () => {
    const letter = Buffer.from('From: a@client.example\r\nSubject: x\r\n\r\nciao\r\n');
    expect((await judgeBeside([stamp({ of: letter })], LATER, trust, letter)).verdict).toBe('not-pec');
  });
});
