// The desk: somebody has a caller on the line, and a keyboard. On a wide screen first, and on a phone all the same.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { faults } from '../src/axe.mjs';
import { ACTS, PHONE, REASON, WIDE, caller, deskTour, enter } from '../src/desk.mjs';
import { lost } from '../src/fit.mjs';
import { browser, portal } from '../src/running.mjs';
import { stop, tabThrough } from '../src/stops.mjs';

const PAGES_OF_A_TOUR = 19;

it('axe finds no fault on any page of the desk', { timeout: 600_000 }, async () => {
  const found = [];
  let seen = 0;
  await deskTour(browser, portal, { bypassCSP: true }, async (name, { page }) => {
    seen += 1;
    found.push(...await faults(page, name));
    await page.setViewportSize(WIDE);
  });

  assert.deepEqual(found, []);
  assert.equal(seen, PAGES_OF_A_TOUR);
});

it('at the desk the Tab key stops at everything, in order, and nothing scrolls sideways', { timeout: 600_000 }, async () => {
  const found = [];
  await deskTour(browser, portal, {}, async (name, { page }) => {
    for (const viewport of [WIDE, PHONE]) {
      await page.setViewportSize(viewport);
      found.push(...(await lost(page)).map((fault) => `${name}, ${viewport.width} px: ${fault}`));
      await tabThrough(page, `${name}, ${viewport.width} px`);
    }
    await page.setViewportSize(WIDE);
  });

  assert.deepEqual(found, []);
});

/** Presses a key until the focus is at a selector, and holds that it can be seen at each stop on the way. */
async function goTo(page, selector, key = 'Tab') {
  for (let count = 0; count < 30; count += 1) {
    if (await page.evaluate((it) => document.activeElement.matches(it), selector)) return;
    await page.keyboard.press(key);
    const here = await stop(page);
    assert.ok(here?.ring && here.inSight, `${key} leads out of sight before ${selector}: ${here?.at}`);
  }
  assert.fail(`${key} does not lead to ${selector}`);
}

it('somebody is looked up, helped and left by the keyboard alone', { timeout: 300_000 }, async () => {
  const person = await caller(browser, portal);
  const visitor = await enter(browser, portal);
  const { page } = visitor;
  const enterKey = () => visitor.turn(() => page.keyboard.press('Enter'));
  const focus = (selector) => page.evaluate((it) => document.activeElement.matches(it), selector);
  await visitor.open('/desk');
  await goTo(page, 'main a.go');
  await enterKey();
  await goTo(page, `button[value=${ACTS}]`);
  await enterKey();
  assert.ok(await focus('#whom'), 'the box has the focus on arrival');
  await page.keyboard.type(person.email);
  await enterKey();
  assert.ok(await focus('#whom'), 'the box is ready for the next caller');
  await goTo(page, 'main summary');
  await page.keyboard.press('Enter');
  await goTo(page, 'form:has([value=unlock]) button');
  await enterKey();
  assert.ok(await focus('#reason'), 'why is asked for');
  await page.keyboard.type(REASON);
  await enterKey();
  assert.match(await page.innerText('h1'), /^Done: Let them try again/);
  assert.ok(await focus('h1'), 'what was done is read first');
  await goTo(page, 'header form button', 'Shift+Tab');
  await enterKey();
  assert.match(await page.innerText('h1'), /signed out/);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('what to say stands side by side in both languages on a wide screen, and one below the other on a phone', { timeout: 300_000 }, async () => {
  let seen = 0;
  await deskTour(browser, portal, {}, async (name, { page }) => {
    if (await page.locator('.words').count() === 0) return;
    seen += 1;
    for (const viewport of [WIDE, PHONE]) {
      await page.setViewportSize(viewport);
      const [english, spanish] = await page.locator('.words').evaluateAll((both) => both.map((it) => {
        const { left, right, top, bottom } = it.getBoundingClientRect();
        return { left, right, top, bottom };
      }));
      if (viewport === WIDE) {
        assert.ok(spanish.left >= english.right && spanish.top === english.top, `${name}: side by side`);
      } else {
        assert.ok(spanish.left === english.left && spanish.top >= english.bottom, `${name}: one below the other`);
      }
    }
    await page.setViewportSize(WIDE);
  });

  assert.ok(seen >= 3, `${seen} pages`);
});
