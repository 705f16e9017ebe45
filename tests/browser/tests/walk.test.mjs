// The whole registration on a phone, without and with JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { browser, portal } from '../src/running.mjs';
import * as steps from '../src/steps.mjs';
import { Visitor } from '../src/visitor.mjs';

const KIB = 1024;

async function showsHomeOf(visitor, person) {
  assert.equal(visitor.path, '/home');
  const text = await visitor.page.locator('main').innerText();
  assert.ok(text.includes(person.email), 'home names the email address');
  assert.ok(text.includes(steps.PHRASE), 'home shows the phrase');
  const accounts = await visitor.page.locator('.rows .code').allInnerTexts();
  assert.equal(accounts.length, 2, 'what is due on the account, and the account');
  for (const account of accounts) {
    assert.match(account, new RegExp(`^•+ ?${person.account.slice(-3)}$`), 'home shows the end of the account number only');
  }
}

for (const javascript of [false, true]) {
  describe(`with JavaScript ${javascript ? 'on' : 'off'}`, () => {
    let visitor;
    let person;

    before(async () => {
      visitor = await Visitor.enter(browser, portal.origin, { javascript });
      person = portal.person();
    });

    after(() => visitor.leave());

    it('a member gets from “New user?” to home', async () => {
      await visitor.open('/');
      await steps.settle(visitor, portal, person);

      await showsHomeOf(visitor, person);
    });

    it('the registration takes 16 requests and 60 KiB at most, all to us', () => {
      const pages = visitor.requests.filter(({ type }) => type === 'Document');
      const bytes = visitor.requests.reduce((sum, request) => sum + request.bytes, 0);
      const biggest = Math.max(...pages.map((page) => page.bytes));
      console.log(`${visitor.requests.length} requests, ${bytes} bytes, biggest page ${biggest} bytes`);

      assert.ok(visitor.requests.length >= 12, 'the requests were seen');
      assert.ok(visitor.requests.length <= 16, `${visitor.requests.length} requests`);
      assert.ok(bytes <= 60 * KIB, `${bytes} bytes`);
      assert.ok(biggest <= 10 * KIB, `${biggest} bytes in one page`);
      assert.deepEqual(visitor.requests.filter(({ url }) => new URL(url).origin !== portal.origin), []);
    });

    it('a member signs out and in again', async () => {
      await steps.signOut(visitor);
      if (!javascript) await portal.restart();
      await steps.signIn(visitor, person);

      await showsHomeOf(visitor, person);
    });

    it('the browser had nothing to complain of', () => {
      assert.deepEqual(visitor.complaints, []);
    });
  });
}

describe('what JavaScript adds', () => {
  let visitor;

  before(async () => {
    visitor = await Visitor.enter(browser, portal.origin);
  });

  after(() => visitor.leave());

  it('the robot check solves itself and says so', async () => {
    await visitor.open('/register');
    await steps.register(visitor, portal.person());
    await steps.robotChecked(visitor);

    const line = visitor.page.locator('.robot [role=status]');
    assert.equal(await line.innerText(), 'Checked.');
    assert.notEqual(await visitor.page.locator('input[name=altcha]').inputValue(), '');
  });

  it('a check that fails can be tried again, and nothing below it moves', async () => {
    await visitor.open('/register');
    await visitor.context.route('**/captcha', (route) => route.abort());
    await steps.register(visitor, portal.person());
    const box = visitor.page.locator('.robot');
    const terms = async () => (await visitor.page.locator('#accept_terms').boundingBox()).y;
    await visitor.page.locator('.robot[data-state=failed]').waitFor();
    assert.match(await box.innerText(), /The check did not work\.\s+Try again$/);
    const before = await terms();
    await visitor.context.unroute('**/captcha');
    await box.getByRole('button', { name: 'Try again' }).click();
    await steps.robotChecked(visitor);

    assert.ok(!await box.getByRole('button').isVisible());
    assert.equal(await terms(), before);
    // The failed request is what the browser complains of.
    assert.equal(visitor.complaints.splice(0).length, 2);
  });

  it('a press on “Show password” shows it, a second one hides it, and a submitted one is hidden', async () => {
    await visitor.open('/sign-in');
    const button = visitor.page.locator('.reveal button');
    const kind = () => visitor.page.locator('#password').getAttribute('type');
    await visitor.fill({ password: steps.PASSWORD });
    await button.click();
    assert.equal(await kind(), 'text');
    assert.equal(await button.innerText(), 'Hide password');
    await button.click();
    assert.equal(await kind(), 'password');
    await button.click();
    await visitor.page.evaluate(() => {
      addEventListener('submit', (event) => event.preventDefault());
      document.querySelector('main form').requestSubmit();
    });

    assert.equal(await kind(), 'password');
    assert.equal(await button.innerText(), 'Show password');
  });

  it('one press shows a new password and its repetition, as wide as the other boxes', async () => {
    await visitor.open('/register/password');
    const boxes = ['new_password', 'confirm_password'].map((id) => visitor.page.locator(`#${id}`));
    await visitor.page.getByRole('button', { name: 'Show passwords' }).click();

    for (const box of boxes) assert.equal(await box.getAttribute('type'), 'text');
    const widths = await Promise.all([visitor.page.locator('#email'), ...boxes].map(async (box) => (await box.boundingBox()).width));
    assert.deepEqual(widths.slice(1), [widths[0], widths[0]]);
  });

  it('an error summary gets the focus', async () => {
    await visitor.open('/sign-in');
    await visitor.press(steps.SUBMIT);

    assert.equal(visitor.status, 422);
    assert.ok(await visitor.page.locator('.summary').evaluate((it) => it === document.activeElement));
  });
});
