// Runs axe-core in a page, whatever the page's content policy says, and tells its serious findings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Root, Scope } from './driver';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Scan = (root: Root, shadowHtml: string, rules: string[]) => Promise<string[]>;

/** Axe does not look into closed shadow roots, so what is in one is shown in an open one on the same page for the time of the scan. */
const scan = async (root: Root, shadowHtml: string, rules: string[]): Promise<string[]> => {
  type Result = { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };
  type Axe = { run(context: Node, options: object): Promise<Result> };
  const { axe } = window as unknown as { axe: Axe };
  const page = root as Document;
  const copy = page.createElement('div');
  if (shadowHtml !== '') {
    const host = page.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = shadowHtml;
    copy.append(host);
    // On top of everything, or else axe cannot tell what the text stands on.
    copy.style.cssText = 'position: fixed; z-index: 1000000; inset: 0 0 auto 0';
    page.body.append(copy);
  }
  const runOnly = rules.length > 0 ? { runOnly: rules } : {};
  const { violations } = await axe.run(shadowHtml === '' ? page : copy, { ...runOnly, resultTypes: ['violations'], iframes: false });
  copy.remove();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`);
};

/** The driver takes a function by its text: axe's own text goes in front, so that no script has to be loaded or evaluated by the page. */
const withAxe = (work: Scan): Scan =>
  Object.assign(((root, html, rules) => work(root, html, rules)) satisfies Scan, {
    toString: () => `(root, html, rules) => { if (!window.axe) { ${AXE} }; return (${work})(root, html, rules); }`,
  });

/** Serious and critical findings of the page as it is drawn now; of all rules unless some are named. */
export const findFaults = (page: Scope, rules: string[] = []): Promise<string[]> => page.evaluate(withAxe(scan), '', rules);

/** The same for what is in a closed shadow root of the page, in one of its frames or not. */
export const findFaultsInShadow = async (page: Scope, shadow: Scope, rules: string[] = []): Promise<string[]> => {
  const html = await shadow.evaluate((root) => (root as ShadowRoot).innerHTML);
  if (html === '') throw new Error('nothing is drawn in the shadow root');
  return page.evaluate(withAxe(scan), html, rules);
};
