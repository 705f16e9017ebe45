// The stops of the Tab key on a page.
import assert from 'node:assert/strict';

const MOST_STOPS = 40;

/** The stops that the Tab key should make, in order. A group of radio buttons is one stop. */
const expectedStops = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')];
  const seen = new Set();
  return all
    .filter((it) => it.checkVisibility({ visibilityProperty: true }))
    .filter((it) => it.type !== 'radio' || (!seen.has(it.name) && seen.add(it.name)))
    .map((it) => it.outerHTML.slice(0, 80));
});

/** The element with the focus, whether the focus can be seen, and whether something hides it. */
export const stop = (page) => page.evaluate(() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  return {
    at: it.outerHTML.slice(0, 80),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inSight: !!top && (it.contains(top) || top.contains(it)),
  };
});

/** Goes through a page by the Tab key alone, and holds that it stops at everything, in order and in sight. */
export async function tabThrough(page, name) {
  const wanted = await expectedStops(page);
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  });
  const stops = [];
  for (let count = 0; count < MOST_STOPS; count++) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    // Past the end the browser starts again, sometimes at once.
    if (!here || here.at === stops[0]) break;
    assert.ok(here.ring, `${name}: no ring at ${here.at}`);
    assert.ok(here.inSight, `${name}: hidden at ${here.at}`);
    stops.push(here.at);
  }
  assert.deepEqual(stops, wanted, name);
}
