// axe-core finds no fault on any page: in English on phone and desktop, by day and night; in Spanish on a phone by day.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { LIGHTS, WINDOWS, faults } from '../src/axe.mjs';
import { previews } from '../src/preview.mjs';
import { browser, portal } from '../src/running.mjs';
import { tour } from '../src/tour.mjs';
import { Visitor } from '../src/visitor.mjs';

// Colors and columns are the same in both languages; words, labels and their languages are not.
const LOOKS = { en: [WINDOWS, LIGHTS], es: [WINDOWS.slice(0, 1), LIGHTS.slice(0, 1)] };
const PAGES_OF_A_TOUR = 69;

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
