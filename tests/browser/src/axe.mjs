// What axe-core finds on a page.
import axe from 'axe-core';

const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
// The other checks of axe are the same by night.
const COLOR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
export const WINDOWS = [{ width: 360, height: 800 }, { width: 1280, height: 900 }];
export const LIGHTS = [['light', RULES], ['dark', COLOR_RULES]];

/**
 * axe cannot measure contrast on a gradient, so the lamp gets the brightness of its middle everywhere. It cannot
 * measure contrast next to a drawn circle either, so the robot check has none.
 */
function lightEvenly() {
  const lamp = getComputedStyle(document.querySelector('main')).backgroundImage.match(/\/ ([.\d]+)\)/);
  // The desk has none.
  if (!lamp) return;
  const [, strength] = lamp;
  const lit = (ground) => `main { background: color-mix(in srgb, var(--lamp) ${strength * 100}%, var(${ground})) !important }`;
  const style = document.createElement('style');
  style.textContent = `${lit('--page')} @media (min-width: 48rem) { ${lit('--card')} } .robot::before { content: none !important }`;
  document.head.append(style);
}

/**
 * What axe could not measure, without headings of which it says that they partly overlap others: Chromium 156.0.8078.108
 * makes it say so in wide windows. Words of a chart are left out, too: they stand over its lines. The build holds the
 * contrast of their colors (`shared/web/build/contrast.rs`).
 */
function unmeasured(incomplete) {
  const ofChart = ({ target }) => /^text\[/.test(target.join(' '));
  const overlaps = ({ target, any }) => target.join(' ') === 'h1' && any[0]?.data?.messageKey === 'elmPartiallyObscuring';
  return incomplete
    .map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !overlaps(node) && !ofChart(node)) }))
    .filter(({ nodes }) => nodes.length > 0);
}

/** The faults that axe finds on the current page, in each window and light. */
export async function faults(page, name, [windows, lights] = [WINDOWS, LIGHTS]) {
  await page.addScriptTag({ content: axe.source });
  await page.evaluate(lightEvenly);
  const found = [];
  for (const viewport of windows) {
    await page.setViewportSize(viewport);
    for (const [colorScheme, runOnly] of lights) {
      await page.emulateMedia({ colorScheme });
      const { violations, incomplete } = await page.evaluate(
        (rules) => window.axe.run(document, { runOnly: rules }), runOnly,
      );
      found.push(...[...violations, ...unmeasured(incomplete)].map(({ id, nodes }) =>
        `${name} ${viewport.width} ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
    }
  }
  await page.setViewportSize(WINDOWS[0]);
  return found;
}
