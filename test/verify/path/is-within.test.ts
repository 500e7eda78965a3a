// Each form of name against bases of its form: within, outside, or not to be compared at all.
import { describe, expect, it } from 'vitest';
import type { GeneralName } from '../../../lib/verify/cms/general-name';
import { isWithin } from '../../../lib/verify/path/is-within';

const text = (form: 'email' | 'dns' | 'uri', value: string): GeneralName => ({ form, text: value });
const address = (...octets: number[]): GeneralName => ({ form: 'address', octets: Uint8Array.from(octets) });
const place = (name: GeneralName, base: GeneralName): string => isWithin(name, { base, isWhole: true });

const LABEL_63 = 'a'.repeat(63);
const HOST_253 = `${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(61)}`;

describe('addresses of mail', () => {
  it.each([
    ['a@host.example', 'host.example', 'within'],
    ['a@HOST.example', 'Host.Example', 'within'],
    ['a@sub.host.example', 'host.example', 'outside'],
    ['a@sub.host.example', '.host.example', 'within'],
    ['a@host.example', '.host.example', 'outside'],
    ['a@host.example', 'a@host.example', 'within'],
    ['A@host.example', 'a@host.example', 'outside'],
    ['a@other.example', 'a@host.example', 'outside'],
    ['b@host.example', '@host.example', 'within'],
    ['b@other.example', '@host.example', 'outside'],
    ['@host.example', 'host.example', 'unknown'],
    ['host.example', 'host.example', 'unknown'],
    ['a@', 'host.example', 'unknown'],
    ['a@', '.host.example', 'unknown'],
    ['a@host..example', 'host..example', 'unknown'],
    ['a@host.example', 'a@host..example', 'unknown'],
    ['a@host.example', '', 'unknown'],
    ['a@host.example', '-host.example', 'unknown'],
    [`a@${HOST_253}`, HOST_253, 'within'],
    [`a@${HOST_253}a`, `${HOST_253}a`, 'unknown'],
    [`a@${LABEL_63}a.example`, `${LABEL_63}a.example`, 'unknown'],
    [`a@${LABEL_63}.example`, `${LABEL_63}.example`, 'within'],
  ])('%s below %s: %s', (name, base, position) => {
    expect(place(text('email', name), text('email', base))).toBe(position);
  });
});

describe('hosts', () => {
  it.each([
    ['host.example', 'host.example', 'within'],
    ['HOST.example', 'host.EXAMPLE', 'within'],
    ['sub.host.example', 'host.example', 'within'],
    ['subhost.example', 'host.example', 'outside'],
    ['other.example', 'host.example', 'outside'],
    ['anything at all', '', 'within'],
    ['*.host.example', 'host.example', 'within'],
    ['*.example', 'host.example', 'unknown'],
    ['example', 'host.example', 'outside'],
    ['*.other.example', 'host.example', 'outside'],
    ['*.ample', 'host.example', 'outside'],
    ['a..b', 'host.example', 'unknown'],
    ['host.example', 'a..b', 'unknown'],
    ['host.example', '.host.example', 'unknown'],
  ])('%s below %s: %s', (name, base, position) => {
    expect(place(text('dns', name), text('dns', base))).toBe(position);
  });
});

describe('places', () => {
  it.each([
    ['https://host.example/path', 'host.example', 'within'],
    ['HTTPS://Host.Example', 'host.EXAMPLE', 'within'],
    ['https://user@host.example:8443/a?b#c', 'host.example', 'within'],
    ['https://sub.host.example/', 'host.example', 'outside'],
    ['https://sub.host.example/', '.host.example', 'within'],
    ['https://host.example:80:90/', 'host.example', 'unknown'],
    ['https://10.0.0.1/', '10.0.0.1', 'unknown'],
    ['https://10.example/', '10.example', 'within'],
    ['https://example.10/', 'example.10', 'within'],
    ['mailto:a@host.example', 'host.example', 'unknown'],
    ['https:///path', 'host.example', 'unknown'],
  ])('%s below %s: %s', (name, base, position) => {
    expect(place(text('uri', name), text('uri', base))).toBe(position);
  });
});

describe('addresses of machines', () => {
  const net = address(10, 1, 0, 0, 255, 255, 0, 0);
  const six = Array.from({ length: 16 }, () => 0);

  it.each<[string, GeneralName, GeneralName, string]>([
    ['one of the net', address(10, 1, 2, 3), net, 'within'],
    ['one of another', address(10, 2, 2, 3), net, 'outside'],
    ['a long one and a short net', address(...six), net, 'outside'],
    ['a long one and a long net', address(...six), address(...six, ...six), 'within'],
    ['a mask with a hole', address(10, 1, 2, 3), address(10, 1, 0, 0, 255, 0, 255, 0), 'unknown'],
    ['a mask that starts low', address(10, 1, 2, 3), address(10, 1, 0, 0, 1, 0, 0, 0), 'unknown'],
    ['three octets', address(10, 1, 2), net, 'unknown'],
    ['a net of three octets', address(10, 1, 2, 3), address(10, 1, 0, 255, 255, 0), 'unknown'],
  ])('%s', (_, name, base, position) => {
    expect(place(name, base)).toBe(position);
  });
});

it('compares no two forms, and nothing with a part of a base', () => {
  const forms: readonly GeneralName[] = [
    text('email', 'a@host.example'),
    text('dns', 'host.example'),
    text('uri', 'https://host.example/'),
    address(10, 1, 2, 3),
    { form: 'directory', name: { attributes: [], text: '', relative: [] } as never },
  ];
  for (const name of forms) for (const base of forms) if (name !== base) expect(place(name, base)).toBe('unknown');
  const whole = text('dns', 'host.example');
  expect(isWithin(whole, { base: whole, isWhole: false })).toBe('unknown');
});
