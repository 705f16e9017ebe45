// Nothing is lost without a mouse, on a narrow screen, or with text spaced out.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { lost } from '../src/fit.mjs';
import { previews } from '../src/preview.mjs';
import { browser, portal } from '../src/running.mjs';
import { tabThrough } from '../src/stops.mjs';
import { tour } from '../src/tour.mjs';
import { PHONE, Visitor } from '../src/visitor.mjs';

const NARROW = { width: 320, height: 640 };
// WCAG 2.2, 1.4.12.
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';
// WCAG 2.2, 1.4.4.
const DOUBLED = 'html { font-size: 225% !important }';

/** The words that stand on more than one line. A hyphen may end a line, and an address may break anywhere. */
const broken = (page) => page.evaluate(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    if (text.parentElement.closest('.unseen, .skip, svg, script') || !text.parentElement.checkVisibility()) continue;
    for (const { 0: word, index } of text.data.matchAll(/[^\s-]+-?/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
      if (lines.size > 1 && !word.includes('@')) found.push(`“${word}” is broken`);
    }
  }
  return found;
});

it('the Tab key stops at everything, in order, and shows where it is', { timeout: 900_000 }, async () => {
  await tour(browser, portal, { language: 'en' }, async (name, { page }) => {
    if (name.includes('refused')) {
      assert.ok(await page.locator('.summary').evaluate((it) => it === document.activeElement), `${name}: summary has the focus`);
    }
    await tabThrough(page, name);
  });
});

for (const language of ['en', 'es']) {
  it(`at 320 px nothing scrolls sideways, spaced out or not (${language})`, { timeout: 900_000 }, async () => {
    const found = [];
    const settings = { language, viewport: NARROW, bypassCSP: true };
    await tour(browser, portal, settings, async (name, { page }) => {
      found.push(...(await lost(page)).map((fault) => `${name}: ${fault}`));
      const style = await page.addStyleTag({ content: SPACED });
      found.push(...(await lost(page)).map((fault) => `${name}, spaced: ${fault}`));
      await style.evaluate((it) => it.remove());
    });

    assert.deepEqual(found, []);
  });
}

for (const language of ['en', 'es']) {
  it(`with text twice as large on a phone nothing scrolls sideways and no word breaks (${language})`, { timeout: 900_000 }, async () => {
    const visitor = await Visitor.enter(browser, portal.origin, { language, viewport: PHONE, bypassCSP: true });
    const pages = (await previews(language, '')).filter(({ name }) => !name.startsWith('letter_'));
    const found = [];
    for (const { name, html } of pages) {
      await visitor.page.setContent(html);
      await visitor.page.addStyleTag({ content: DOUBLED });
      const faults = [...await lost(visitor.page), ...await broken(visitor.page)];
      found.push(...faults.map((fault) => `${name}: ${fault}`));
    }

    assert.deepEqual(found, []);
    assert.ok(pages.length >= 83, `${pages.length} pages`);
    await visitor.leave();
  });
}

/** Where the box for the terms stands below a robot check in a state. */
const below = (page, state) => page.evaluate((state) => {
  const box = document.querySelector('.robot');
  box.dataset.state = state;
  box.querySelector('[role=status]').textContent = box.dataset[state];
  box.querySelector('button').hidden = state !== 'failed';
  return document.querySelector('#accept_terms').getBoundingClientRect().y + scrollY;
}, state);

for (const language of ['en', 'es']) {
  it(`the robot check moves nothing below it, whatever it says (${language})`, async () => {
    const [{ html }] = (await previews(language, 'identity')).filter(({ name }) => name === 'identity');
    for (const viewport of [NARROW, PHONE]) {
      const visitor = await Visitor.enter(browser, portal.origin, { language, viewport, bypassCSP: true });
      await visitor.page.setContent(html.replaceAll('<script>', '<script type="text/plain">'));
      for (const size of ['html { font-size: 112.5% }', DOUBLED]) {
        await visitor.page.addStyleTag({ content: size });
        const places = [];
        for (const state of ['working', 'done', 'failed']) places.push(await below(visitor.page, state));

        assert.equal(new Set(places).size, 1, `${viewport.width} px, ${size}: ${places}`);
      }
      await visitor.leave();
    }
  });
}

it('a hidden ring, a stop that cannot be reached and a wide picture are noticed', async () => {
  const { page, ...visitor } = await Visitor.enter(browser, portal.origin, { viewport: NARROW, bypassCSP: true });
  await page.goto(`${visitor.origin}/sign-in`);
  await tabThrough(page, 'as it is');
  assert.deepEqual(await lost(page), []);

  await page.addStyleTag({ content: 'main p { width: 400px }' });
  assert.notDeepEqual(await lost(page), []);
  assert.deepEqual(await broken(page), []);
  await page.addStyleTag({ content: 'label { width: 2rem }' });
  assert.notDeepEqual(await broken(page), []);
  await page.locator('#email').evaluate((it) => { it.tabIndex = -1; });
  await assert.rejects(tabThrough(page, 'email'), /email/);
  await page.addStyleTag({ content: '* { outline: none !important }' });
  await assert.rejects(tabThrough(page, 'ring'), /no ring/);
  await visitor.context.close();
});
