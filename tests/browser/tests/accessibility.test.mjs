// axe-core finds no fault on any page: in English on phone and desktop, by day and night; in Spanish on a phone by day.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import axe from 'axe-core';

import { previews } from '../src/preview.mjs';
import { browser, portal } from '../src/running.mjs';
import { tour } from '../src/tour.mjs';
import { Visitor } from '../src/visitor.mjs';

const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
// The other checks of axe are the same by night.
const COLOR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const WINDOWS = [{ width: 360, height: 800 }, { width: 1280, height: 900 }];
const LIGHTS = [['light', RULES], ['dark', COLOR_RULES]];
// Colors and columns are the same in both languages; words, labels and their languages are not.
const LOOKS = { en: [WINDOWS, LIGHTS], es: [WINDOWS.slice(0, 1), LIGHTS.slice(0, 1)] };
const PAGES_OF_A_TOUR = 69;

/**
 * axe cannot measure contrast on a gradient, so the lamp gets the brightness of its middle everywhere. It cannot
 * measure contrast next to a drawn circle either, so the robot check has none.
 */
function lightEvenly() {
  const [, strength] = getComputedStyle(document.querySelector('main')).backgroundImage.match(/\/ ([.\d]+)\)/);
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
async function faults(page, name, [windows, lights] = LOOKS.en) {
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

describe('axe finds no fault', { concurrency: 2 }, () => {
  for (const language of ['en', 'es']) {
    it(`on any page that a member walks through (${language})`, { timeout: 900_000 }, async () => {
      const found = [];
      let seen = 0;
      await tour(browser, portal, { language, bypassCSP: true }, async (name, { page }) => {
        seen += 1;
        assert.equal(await page.getAttribute('html', 'lang'), language, name);
        found.push(...await faults(page, name, LOOKS[language]));
      });

      assert.deepEqual(found, []);
      assert.equal(seen, PAGES_OF_A_TOUR);
    });

    it(`on any page that no tour reaches (${language})`, { timeout: 900_000 }, async () => {
      const visitor = await Visitor.enter(browser, portal.origin, { language, bypassCSP: true });
      const pages = [...await previews(language, 'problem_'), ...await previews(language, 'refused_profile_paperless')];
      const found = [];
      for (const { name, html } of pages) {
        await visitor.page.setContent(html);
        found.push(...await faults(visitor.page, name, LOOKS[language]));
      }

      assert.deepEqual(found, []);
      assert.ok(pages.length >= 15, `${pages.length} pages`);
      await visitor.leave();
    });
  }
});

it('axe finds a fault where there is one', async () => {
  const visitor = await Visitor.enter(browser, portal.origin, { bypassCSP: true });
  await visitor.open('/sign-in');
  await visitor.page.locator('label[for=email]').evaluate((label) => label.remove());

  const found = await faults(visitor.page, 'sign-in');

  assert.ok(found.some((fault) => fault.includes('label at #email')), found.join('\n'));
  await visitor.leave();
});
