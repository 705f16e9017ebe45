// The other language, with what was typed: by a tap on the header, by the keyboard, with JavaScript and without.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { browser, portal } from '../src/running.mjs';
import { Visitor } from '../src/visitor.mjs';

const TYPED = { account_number: '1000245', name: 'Walker', email: 'ida@mail.example', confirm_email: 'ida@mail.example' };

/** The page is shown in a language, with everything that was typed. */
async function kept(visitor, language) {
  assert.equal(await visitor.page.getAttribute('html', 'lang'), language);
  assert.equal(visitor.status, 200);
  for (const [id, value] of Object.entries(TYPED)) {
    assert.equal(await visitor.page.inputValue(`#${id}`), value, id);
  }
}

for (const javascript of [true, false]) {
  it(`a tap on the other language keeps what was typed, JavaScript ${javascript ? 'on' : 'off'}`, async () => {
    const visitor = await Visitor.enter(browser, portal.origin, { javascript });
    await visitor.open('/register');
    await visitor.fill(TYPED);

    await visitor.press('header label');
    await kept(visitor, 'es');
    await visitor.press('header label');
    await kept(visitor, 'en');
    await visitor.press('main button[type=submit]');

    assert.equal(visitor.path, '/register/identity');
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });
}

it('Enter sends the form, and the keyboard reaches the other language behind it', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/register');
  await visitor.fill(TYPED);
  await visitor.page.focus('main .actions a');
  await visitor.page.keyboard.press('Tab');
  assert.equal(await visitor.page.evaluate(() => document.activeElement.lang), 'es');
  const box = await visitor.page.locator('#switch').boundingBox();
  assert.ok(box.x >= 0 && box.width >= 24 && box.height >= 24, 'it can be seen once it has the focus');
  await visitor.turn(() => visitor.page.keyboard.press('Enter'));
  await kept(visitor, 'es');

  await visitor.page.focus('#name');
  await visitor.turn(() => visitor.page.keyboard.press('Enter'));

  assert.equal(visitor.path, '/register/identity');
  await visitor.leave();
});

it('the sign-in page keeps the address and no password, and loading the answer again asks for nothing', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/sign-in');
  await visitor.fill({ email: TYPED.email, password: 'seven quiet herons' });
  await visitor.press('header label');
  assert.equal(await visitor.page.inputValue('#email'), TYPED.email);
  assert.equal(await visitor.page.inputValue('#password'), '');
  await visitor.press('header label');
  await visitor.fill({ password: 'seven quiet herons' });
  await visitor.press('main button[type=submit]');
  assert.equal(visitor.status, 422);
  await visitor.press('main .ways a');
  assert.equal(await visitor.page.inputValue('#email'), TYPED.email, 'nobody retypes it');
  await visitor.press('main button[type=submit]');
  assert.equal(visitor.path, '/recover');
  const before = visitor.requests.length;

  await visitor.turn(() => visitor.page.reload());

  assert.ok(visitor.requests.slice(before).every(({ method }) => method === 'GET'));
  assert.ok((await visitor.page.innerText('main')).includes(TYPED.email));
  await visitor.leave();
});
