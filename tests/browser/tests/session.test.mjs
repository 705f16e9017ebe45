// A member who does nothing is asked in time, and loses nothing of what was typed.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import { newMember } from '../src/member.mjs';
import { browser, portal } from '../src/running.mjs';
import * as steps from '../src/steps.mjs';

const TYPED = 'rosa.new@example.com';

/** A member at the form for a new email, in a browser whose clock the test moves. */
async function atTheForm(language = 'en') {
  const { person, visitor } = await newMember(browser, portal, { language });
  await visitor.page.clock.install();
  await visitor.open('/profile/email');
  await visitor.fill({ email: TYPED, confirm_email: TYPED });
  return { person, visitor, dialog: visitor.page.locator('dialog') };
}

it('two minutes before the session ends a window asks, and one press stays signed in', { timeout: 300_000 }, async () => {
  const { visitor, dialog } = await atTheForm();
  const { clock } = visitor.page;
  await clock.fastForward('12:50');
  assert.ok(!await dialog.isVisible());
  await clock.fastForward('00:20');
  assert.match(await dialog.innerText(), /Are you still there\?[^]*2 minutes/);
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await clock.fastForward('12:50');

  assert.ok(!await dialog.isVisible(), 'the time began anew');
  assert.equal(await visitor.page.inputValue('#email'), TYPED);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('another window of the same browser keeps this one signed in', { timeout: 300_000 }, async () => {
  const { visitor, dialog } = await atTheForm();
  await visitor.page.clock.fastForward('13:10');
  await dialog.waitFor();
  const other = await visitor.context.newPage();
  await other.goto(`${portal.origin}/home`);

  await dialog.waitFor({ state: 'hidden' });
  await visitor.leave();
});

it('what a window asks for by itself does not keep its member signed in', { timeout: 300_000 }, async () => {
  const { person, visitor } = await atTheForm();
  await steps.signOut(visitor);
  const other = await visitor.context.newPage();
  await other.goto(`${portal.origin}/sign-in`);
  await steps.signIn(visitor, person);
  const asked = other.waitForResponse((answer) => answer.url().endsWith('/sign-in/passkey'));
  await visitor.page.clock.fastForward('04:10');
  const answer = await asked;

  assert.match((await answer.request().allHeaders()).cookie, /__Host-session/, 'it is asked for in the session');
  assert.doesNotMatch(await answer.headerValue('set-cookie') ?? '', /__Host-session/);
  await visitor.leave();
});

for (const language of ['en', 'es']) {
  it(`when the time is over the page leads to sign in, and back to what was typed (${language})`, { timeout: 300_000 }, async () => {
    const { person, visitor } = await atTheForm(language);
    await visitor.context.clearCookies({ name: '__Host-session' });
    await visitor.turn(() => visitor.page.clock.fastForward('15:10'));
    assert.equal(visitor.path, '/sign-in');
    assert.match(await visitor.page.locator('.notice').innerText(), language === 'en' ? /For your safety/ : /Por su seguridad/);
    await steps.signIn(visitor, person);

    assert.equal(visitor.path, '/profile/email');
    assert.equal(await visitor.page.inputValue('#confirm_email'), TYPED);
    assert.ok(await visitor.page.locator('.notice').isVisible());
    await visitor.leave();
  });
}

it('nothing is sent by itself, not even where the session goes on', { timeout: 300_000 }, async () => {
  const { visitor } = await atTheForm();
  await visitor.turn(() => visitor.page.clock.fastForward('15:10'));

  assert.deepEqual([visitor.path, visitor.status], ['/profile/email', 403]);
  assert.equal(await visitor.page.inputValue('#email'), TYPED);
  await visitor.leave();
});

it('without script the page says when', { timeout: 300_000 }, async () => {
  const { visitor } = await atTheForm();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await visitor.context.storageState() });
  const page = await context.newPage();
  await page.goto(`${portal.origin}/profile`);

  assert.match(await page.locator('main').innerText(), /no page for 15 minutes/);
  await context.close();
  await visitor.leave();
});
