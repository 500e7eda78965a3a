// The built packages themselves: what they ask for, how heavy they are, what the store's linter says, and that the command line stands alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { REVOCATION_SOURCES } from '../../lib/verify/trust/built-in';

const output = fileURLToPath(new URL('../../.output/', import.meta.url));
const read = (path: string): string => readFileSync(`${output}${path}`, 'utf8');

describe.each(['chrome-mv3', 'firefox-mv3'])('%s', (folder) => {
  const manifest = JSON.parse(read(`${folder}/manifest.json`)) as Record<string, unknown>;

  test('asks for no site at install', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.content_scripts ?? []).toEqual([]);
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.permissions).not.toContain('tabs');
  });

  test.each(['webmail', 'more-webmails', 'taught-webmail', 'card-sight', 'folder-walk', 'verify-once'])(
    'has a content script %s of at most 25 kB gzipped, without cryptography',
    (name) => {
      const script = read(`${folder}/content-scripts/${name}.js`);
      expect(gzipSync(script).byteLength).toBeLessThanOrEqual(25 * 1024);
      expect(script).not.toMatch(/crypto\.subtle|RSASSA|1\.2\.840\.113549/);
    },
  );

  // The manifest has one policy for pages and background. The background draws nothing and asks the time-stamp service that the user
  // names, wherever it is, after a click and the permission for that host; what draws mail is narrowed by a policy of its own.
  test('lets its background connect, and no code run but its own', () => {
    const policy = String((manifest.content_security_policy as { extension_pages: string }).extension_pages);
    expect(policy).toMatch(/script-src 'self';/);
    const connections = "connect-src 'self' https: http:;";
    expect(policy).toContain(connections);
    expect(policy.replace(connections, '')).not.toMatch(/unsafe|https?:/);
  });

  test('keeps its pages from the network, but for the published revocation lists', () => {
    const lists = REVOCATION_SOURCES.map(({ url }) => new URL(url).origin).join(' ');
    const narrow = `<meta http-equiv="Content-Security-Policy" content="connect-src &#39;self&#39; ${lists}">`;
    const pages = readdirSync(`${output}${folder}`).filter((name) => name.endsWith('.html') && name !== 'verifica.html');
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const page of pages) {
      const text = read(`${folder}/${page}`);
      expect(text.indexOf(narrow), page).toBeGreaterThan(0);
      // Before anything that could already ask.
      expect(text.indexOf(narrow), page).toBeLessThan(text.search(/<script|<link|<style|<img/));
    }
  });
});

test("the store's linter finds no error, and no warning of ours", () => {
  const { stdout } = spawnSync('npx', ['web-ext', 'lint', '--source-dir', `${output}firefox-mv3`, '--output', 'json'], {
    encoding: 'utf8',
  });
  const { errors, warnings } = JSON.parse(stdout) as { errors: unknown[]; warnings: { code: string; file: string }[] };
  expect(errors).toEqual([]);
  // Preact's own branch for dangerouslySetInnerHTML, which no view uses: once in each of the three files that carry it.
  expect(warnings.filter(({ code }) => code !== 'UNSAFE_VAR_ASSIGNMENT')).toEqual([]);
  expect(warnings.length).toBeLessThanOrEqual(3);
});

test('the page that checks bundles is the same octets wherever bundles are made', () => {
  const page = read('verifica.html');
  expect(page).toContain('Content-Security-Policy');
  for (const place of ['chrome-mv3', 'firefox-mv3', 'cli']) expect(read(`${place}/verifica.html`)).toBe(page);
});

test('the command line is one file that runs by itself', () => {
  const help = execFileSync('node', [`${output}cli/ceralacca.mjs`, '--help'], { encoding: 'utf8', cwd: '/' });
  for (const command of ['verify', 'ledger', 'bundle']) expect(help).toContain(command);
});
