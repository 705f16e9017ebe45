// The content security policy holds on every page, and every request of a page goes to us.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { browser, portal } from '../src/running.mjs';
import { tour } from '../src/tour.mjs';
import { Visitor } from '../src/visitor.mjs';

const BIGGEST = 10 * 1024;

for (const language of ['en', 'es']) {
  it(`every page in ${language} keeps its policy, its size and to itself`, { timeout: 900_000 }, async () => {
    const unguarded = [];
    const visitor = await tour(browser, portal, { language }, async (name, { page }) => {
      const scripts = await page.locator('script').count();
      const styled = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--lamp'));
      if (!styled || scripts === 0) unguarded.push(name);
    });

    assert.deepEqual(unguarded, [], 'every page has its style and its script');
    assert.deepEqual(visitor.complaints, []);
    assert.deepEqual(visitor.requests.filter(({ url }) => new URL(url).origin !== portal.origin), []);
    const tooBig = visitor.requests.filter(({ bytes }) => bytes > BIGGEST);
    assert.deepEqual(tooBig, []);
    const sizes = visitor.requests.filter(({ type }) => type === 'Document').map(({ bytes }) => bytes);
    console.log(`${language}: biggest of ${sizes.length} pages ${Math.max(...sizes)} bytes`);
  });
}

it('what the policy forbids is noticed', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/sign-in');
  const complained = visitor.page.waitForEvent('console', (message) => message.type() === 'error');
  await visitor.page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.2/x.png' }));
  });
  await complained;

  assert.match(visitor.complaints.join(), /Content Security Policy/);
  await visitor.leave();
});
