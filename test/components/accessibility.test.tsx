// @vitest-environment jsdom
// axe on every view with everything unfolded; contrast is measured in contrast.test.ts.
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { click, draw, WORDING } from './draw';
import { allViews } from './views';

const RULES = { 'color-contrast': { enabled: false } };

const findViolations = async (root: HTMLElement): Promise<string[]> => {
  const { violations } = await axe.run(root, { rules: RULES });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
};

/** Opens every disclosure, so that hidden parts are looked at too. */
const unfold = (root: HTMLElement): void => {
  for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded="false"]')) click(button);
  for (const details of root.querySelectorAll('details')) details.open = true;
};

it.each(Object.entries(allViews(WORDING.it)))('%s: axe finds nothing', async (_, view) => {
  const root = draw(view);
  unfold(root);
  expect(root.textContent).not.toBe('');
  expect(await findViolations(root)).toEqual([]);
});

it('finds a fault when there is one', async () => {
  const root = draw(
    <main>
      <button type="button" />
    </main>,
  );
  expect((await findViolations(root)).join()).toContain('button-name');
});
