// Back shows a page again, also one that answered a form: the browser asks nothing.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { browser, portal } from '../src/running.mjs';
import { Visitor } from '../src/visitor.mjs';

it('Back after a refused form and its mending shows the form with what was typed', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/register');
  await visitor.press('main button[type=submit]');
  assert.equal(visitor.status, 422);
  const email = 'back.again@mail.example';
  await visitor.fill({ account_number: '1000245', name: 'Walker', email, confirm_email: email });
  await visitor.press('main button[type=submit]');
  assert.equal(visitor.path, '/register/identity');

  await visitor.turn(() => visitor.page.goBack());

  assert.equal(visitor.path, '/register');
  assert.equal(await visitor.page.inputValue('#account_number'), '1000245');
  assert.equal(await visitor.page.inputValue('#email'), email);
  assert.deepEqual(visitor.complaints.filter((it) => !it.includes('422')), []);
  await visitor.leave();
});

it('Back to a refused form that was the first shows it empty', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/sign-in');
  await visitor.press('main button[type=submit]');
  assert.equal(visitor.status, 422);
  await visitor.press('main a[href="/register"]');

  await visitor.turn(() => visitor.page.goBack());

  assert.equal(visitor.path, '/sign-in');
  assert.equal(visitor.status, 200);
  await visitor.leave();
});
