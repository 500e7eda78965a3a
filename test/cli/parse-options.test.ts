// Command-line words: what is understood, and what is refused by name.
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../lib/cli/parse-options';

describe('parseOptions', () => {
  it('takes the passphrase of a copy only out of a file', () => {
    expect(parseOptions(['ledger', '--passphrase-file', 'p.txt', 'copia.tar'])).toMatchObject({ options: { passphrasePath: 'p.txt' } });
    expect(parseOptions(['ledger', '--passphrase', 'x', 'copia.tar'])).toMatchObject({ ok: false, problem: 'unknown-option' });
  });

  it('takes options anywhere and --trust more than once', () => {
    expect(
      parseOptions(['verify', 'a.eml', '--json', '--trust', 'x.pem', 'b', '--trust=y.pem', '--at', '2026-09-19T15:41:20+02:00']),
    ).toEqual({
      ok: true,
      options: {
        command: 'verify',
        paths: ['a.eml', 'b'],
        json: true,
        trustPaths: ['x.pem', 'y.pem'],
        tsaPaths: [],
        revocationPaths: [],
        timestampPaths: [],
        originalPaths: [],
        sealPaths: [],
        pack: 'case',
        language: null,
        passphrasePath: null,
        intermediatePaths: [],
        purpose: 'any',
        at: '2026-09-19T15:41:20+02:00',
        outPath: '',
        tokenPath: '',
        requestPath: '',
        tsaPolicy: '',
        service: null,
      },
    });
    expect(parseOptions(['bundle', '--out', 'f.asice', 'a.eml'])).toMatchObject({
      ok: true,
      options: { command: 'bundle', outPath: 'f.asice' },
    });
  });

  it('takes what lies beside the messages, each more than once', () => {
    const words = ['--crl', 'a', '--ocsp', 'b', '--timestamp', 'c', '--tsa', 'd', '--original', 'e', '--original', 'f'];
    expect(parseOptions(['verify', ...words, 'x.eml'])).toMatchObject({
      options: { revocationPaths: ['a', 'b'], timestampPaths: ['c'], tsaPaths: ['d'], originalPaths: ['e', 'f'] },
    });
  });

  it('takes a service for time-stamps, a token or a place for the request', () => {
    const service = { url: 'https://tsa.example/', policy: '1.2.3', loginPath: 'f' };
    const words = ['--tsa-url', 'https://tsa.example', '--tsa-policy', '1.2.3', '--tsa-login', 'f', '--out', 'b'];
    expect(parseOptions(['bundle', ...words, 'a.eml'])).toMatchObject({ options: { service } });
    expect(parseOptions(['stamp', ...words, 'a.asice'])).toMatchObject({ options: { service, outPath: 'b' } });
    expect(parseOptions(['stamp', 'a.asice', '--token', 't', '--out', 'b'])).toMatchObject({ options: { tokenPath: 't', service: null } });
    expect(parseOptions(['stamp', 'a.asice', '--request', 'q', '--tsa-policy', '1.2.3'])).toMatchObject({
      options: { requestPath: 'q', tsaPolicy: '1.2.3' },
    });
  });

  it('reads what follows -- as a path', () => {
    expect(parseOptions(['verify', '--', '--json'])).toMatchObject({ options: { paths: ['--json'], json: false } });
  });

  it.each([
    [[], 'no-command'],
    [['verifica', 'a.eml'], 'unknown-command'],
    [['toString', 'a.eml'], 'unknown-command'],
    [['verify'], 'no-path'],
    [['verify', '--out', 'x', 'a.eml'], 'unknown-option'],
    [['verify', '--trust'], 'unknown-option'],
    [['bundle', '--json', '--out', 'x', 'a.eml'], 'unknown-option'],
    [['bundle', 'a.eml'], 'no-out'],
    [['bundle', '--out', 'x', '--tsa-url', 'tsa.example', 'a.eml'], 'bad-service'],
    [['bundle', '--out', 'x', '--tsa-url', 'https://anna:segreta@tsa.example/', 'a.eml'], 'bad-service'],
    [['bundle', '--out', 'x', '--tsa-url', 'https://tsa.example/', '--tsa-policy', '1.2.', 'a.eml'], 'bad-policy'],
    [['bundle', '--out', 'x', '--tsa-policy', '1.2.3', 'a.eml'], 'no-service'],
    [['bundle', '--out', 'x', '--tsa-login', 'f', 'a.eml'], 'no-service'],
    [['bundle', '--out', 'x', '--token', 't.tst', 'a.eml'], 'unknown-option'],
    [['stamp'], 'no-path'],
    [['stamp', 'a.asice'], 'no-token'],
    [['stamp', '--token', 't.tst', '--tsa-url', 'https://tsa.example/', '--out', 'b', 'a.asice'], 'no-token'],
    [['stamp', '--token', 't.tst', 'a.asice'], 'no-out'],
    [['stamp', '--token', 't.tst', '--out', 'c', 'a.asice', 'b.asice'], 'several-paths'],
    [['stamp', '--token', 't.tst', '--tsa-policy', '1.2.3', '--out', 'c', 'a.asice'], 'no-service'],
    [['path', '--at', '2026-09-19T15:41:20Z', 'leaf.pem'], 'no-trust'],
    [['path', '--trust', 'root.pem', 'leaf.pem'], 'no-instant'],
    [['path', '--trust', 'root.pem', '--at', '2026-09-19T15:41:20Z', '--purpose', 'tls', 'leaf.pem'], 'bad-purpose'],
    [['path', '--timestamp', 'x.tsr', 'leaf.pem'], 'unknown-option'],
    [['verify', '--at', 'yesterday', 'a.eml'], 'bad-instant'],
    [['verify', '--at', '2026-09-19', 'a.eml'], 'bad-instant'],
    [['verify', '--at', '2026-13-19T00:00:00Z', 'a.eml'], 'bad-instant'],
    [['verify', '--at', '2026-02-31T10:00Z', 'a.eml'], 'bad-instant'],
    [['verify', '--at', '2026-02-29T23:59:59.9+02:00', 'a.eml'], 'bad-instant'],
    [['verify', '--at', '2026-02-28T24:00Z', 'a.eml'], 'bad-instant'],
  ])('refuses %j as %s', (words, problem) => {
    expect(parseOptions(words)).toMatchObject({ ok: false, problem });
  });

  it.each(['2028-02-29T10:00Z', '2026-12-31T23:59:59.999-11:00', '2026-01-01T00:30:00+14:00'])('takes %s as an instant', (instant) => {
    expect(parseOptions(['verify', '--at', instant, 'a.eml'])).toMatchObject({ ok: true, options: { at: instant } });
  });

  it.each([[['--help']], [['help']], [['verify', '--help']], [['bundle', '-h']]])('gives help for %j', (words) => {
    expect(parseOptions(words)).toEqual({ ok: true, options: null });
  });
});
