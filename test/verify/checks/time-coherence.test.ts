// Signing time, certified time and Date must tell of one moment, and not of one to come.
import { describe, expect, it } from 'vitest';
import { judge, outcomeOf, resultOf } from '../bench';

const ID = 'time-coherence';

describe('time-coherence', () => {
  it('signing-time-differs', async () => {
    const report = await judge({ signingTime: new Date('2026-09-19T14:00:00Z') });
    expect(outcomeOf(report, ID)).toBe(`${ID}.signing-time-differs`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('date-header-differs', async () => {
    const date: [string, string] = ['Date', 'Mon, 14 Sep 2026 15:41:19 +0200 (CEST)'];
    const report = await judge({ tamper: { headers: (headers) => headers.map((header) => (header[0] === 'Date' ? date : header)) } });
    expect(outcomeOf(report, ID)).toBe(`${ID}.date-header-differs`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('in-future', async () => {
    const report = await judge({ clock: new Date('2027-02-01T10:00:00Z') });
    expect(outcomeOf(report, ID)).toBe(`${ID}.in-future`);
    expect(report.verdict).toBe('inconclusive');
  });

  it('a second apart is one moment', async () => {
    expect(outcomeOf(await judge({ signingTime: new Date('2026-09-19T13:41:20Z') }), ID)).toBe('passed');
  });

  it('says what is missing', async () => {
    expect(outcomeOf(await judge({ signingTime: null }), ID)).toBe(`${ID}.no-signing-time`);
    const report = await judge({ tamper: { headers: (headers) => headers.filter(([name]) => name !== 'Date') } });
    expect(resultOf(report, ID)).toMatchObject({ notes: [`${ID}.date-header-missing`] });
    expect(Object.keys(resultOf(report, ID).facts)).toEqual(['signingTime', 'certifiedTime']);
  });
});
