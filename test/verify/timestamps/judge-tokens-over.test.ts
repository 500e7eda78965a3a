// Time-stamps over any octets, such as the manifest of a bundle: the same judgement as beside a message, without a signature to be later than.
import { describe, expect, it } from 'vitest';
import { judgeTokensOver } from '../../../lib/verify/timestamps/judge-tokens-over';
import { TOKEN_ATTACKS } from '../../attacks/timestamp-attacks';
import { TIMESTAMP_FILE_ATTACKS } from '../../attacks/timestamp-file-attacks';
import { toResponse, toStampedData } from '../../pki/create-timestamp';
import { LATER, message, stamp, trust } from './bench';

const NOW = Date.parse(LATER);
const judge = (file: Uint8Array, bytes: Uint8Array = message) => judgeTokensOver(bytes, file, trust, NOW);

it.each([
  ['a bare token', stamp()],
  ['an answer', toResponse(stamp())],
  ['data with their token', toStampedData(message, [stamp()])],
])('%s over these octets is good', async (_, file) => {
  expect(await judge(file)).toMatchObject([{ ok: true, time: Date.parse('2026-10-01T12:00:00Z'), serial: '1234ABCD' }]);
});

it('is about these octets and no others', async () => {
  expect(await judge(stamp(), message.subarray(1))).toMatchObject([{ ok: false, problem: 'wrong-imprint' }]);
  expect(await judge(stamp({ of: new Uint8Array() }), new Uint8Array())).toMatchObject([{ ok: true }]);
});

it('judges every token of a file', async () => {
  const file = toStampedData(message, [stamp(), stamp({ genTime: '20261002120000Z' })]);
  expect((await judge(file)).map(({ ok }) => ok)).toEqual([true, true]);
});

describe('attacks', () => {
  it.each([...TOKEN_ATTACKS, ...TIMESTAMP_FILE_ATTACKS].map((attack) => [attack.name, attack] as const))(
    '%s',
    async (_, { code, build }) => {
      const findings = await judge(await build());
      // Here nothing says when it was signed.
      if (code === 'earlier-than-signature') expect(findings).toMatchObject([{ ok: true }]);
      else {
        expect(findings.map((finding) => (finding.ok ? 'good' : finding.problem))).toContain(code);
        expect(findings.length).toBeGreaterThan(0);
      }
      if (code !== 'earlier-than-signature' && code !== 'limit-reached') expect(findings.some(({ ok }) => ok)).toBe(false);
    },
  );
});
