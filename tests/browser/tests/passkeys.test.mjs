// Passkeys with Chromium's own authenticator: added, used behind the password, and alone.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import axe from 'axe-core';

import { newMember } from '../src/member.mjs';
import { Portal } from '../src/portal.mjs';
import { browser } from '../src/running.mjs';
import * as steps from '../src/steps.mjs';
import { Visitor } from '../src/visitor.mjs';

const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const SHIPPED = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
const BY_PASSKEY = '[data-passkey] button';

// A portal of its own, whose clock goes on while it is there.
let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal.stop());

/** Gives a page an authenticator, which waits for a touch. */
async function authenticator(visitor) {
  if (!visitor.wire) {
    visitor.wire = await visitor.context.newCDPSession(visitor.page);
    await visitor.wire.send('WebAuthn.enable');
  }
  const { wire } = visitor;
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...SHIPPED, automaticPresenceSimulation: false },
  });
  const waits = (enabled) => wire.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  return {
    /** Presses a button that asks for it, touches it, and waits for the page that follows. */
    async touch(selector) {
      await waits(true);
      await visitor.press(selector);
      await waits(false);
    },
    /** Signs in by a touch: of what the email box offers, or of the button where the touch came before the offer. */
    async signIn() {
      await waits(true);
      const left = (url) => url.pathname !== '/sign-in';
      await visitor.page.waitForURL(left, { timeout: 5000 }).catch(() => visitor.press(BY_PASSKEY));
      await waits(false);
    },
    /** Presses a button that asks for it, touches it, and answers what the page says beside the button. */
    async say(box) {
      await waits(true);
      await visitor.page.locator(`${box} button`).click();
      const said = visitor.page.locator(`${box} [role=status]:not(:empty)`);
      await said.waitFor();
      await waits(false);
      return said.innerText();
    },
    takeAway: () => wire.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    credentials: async () => (await wire.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

/** A page that has nothing wrong, in a narrow window too. */
async function fine(visitor) {
  await visitor.page.setViewportSize({ width: 320, height: 800 });
  const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${visitor.path} is ${wide} pixels wide`);
  // The page's own policy lets in no script of a test.
  await visitor.page.evaluate(axe.source);
  const { violations } = await visitor.page.evaluate(
    (rules) => window.axe.run(document, { runOnly: rules, rules: { 'color-contrast': { enabled: false } } }), RULES,
  );
  assert.deepEqual(violations.map(({ id, nodes }) => `${visitor.path}: ${id} ${nodes.map(({ target }) => target)}`), []);
}

const member = () => newMember(browser, portal);

it('a passkey is added, signs in behind the password, and after three days alone', { timeout: 300_000 }, async () => {
  const { person, visitor } = await member();
  const key = await authenticator(visitor);
  await visitor.open('/profile/security');
  await fine(visitor);
  await visitor.press('main a[href="/profile/security/passkey"]');
  await fine(visitor);
  await visitor.fill({ name: 'Test phone' });
  await key.touch(BY_PASSKEY);
  assert.equal(visitor.path, '/profile/security/codes');
  const [made] = await key.credentials();
  assert.equal(made.isResidentCredential, true);
  assert.equal(made.rpId, 'localhost');
  await visitor.open('/profile/security');
  assert.match(await visitor.page.locator('main').innerText(), /Test phone/);
  await fine(visitor);

  await steps.signOut(visitor);
  await steps.signIn(visitor, person);
  assert.equal(visitor.path, '/sign-in/second');
  await fine(visitor);
  await key.touch(BY_PASSKEY);
  assert.equal(visitor.path, '/home');

  await steps.signOut(visitor);
  await portal.restart('+73h');
  await visitor.open('/sign-in');
  await fine(visitor);
  await key.signIn();
  assert.equal(visitor.path, '/home');

  // Signing in and out again leaves the passkey as it was.
  await steps.signOut(visitor);
  await key.signIn();
  assert.equal(visitor.path, '/home');
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('before something is changed a touch stands for password and code, and nothing typed is lost', { timeout: 300_000 }, async () => {
  const { visitor } = await member();
  const key = await authenticator(visitor);
  await visitor.open('/profile/security/passkey');
  await key.touch(BY_PASSKEY);
  await portal.restart('+9000m');
  await visitor.open('/sign-in');
  await key.signIn();
  await portal.restart('+9012m');
  await visitor.open('/profile/email');
  const typed = { email: 'new.address@example.com', confirm_email: 'new.address@example.com' };
  await visitor.fill(typed);
  await key.touch(BY_PASSKEY);

  assert.equal(visitor.path, '/profile/email');
  assert.match(await visitor.page.locator('main .notice').innerText(), /new\.address/);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('a device that has a passkey makes no other and keeps it, and another device makes one after a touch', { timeout: 300_000 }, async () => {
  const { visitor } = await member();
  const key = await authenticator(visitor);
  await visitor.open('/profile/security/passkey');
  await key.touch(BY_PASSKEY);
  const [made] = await key.credentials();
  await portal.restart('+13400m');
  await visitor.open('/sign-in');
  await key.signIn();
  await portal.restart('+13412m');
  await visitor.open('/profile/security/passkey');
  await visitor.fill({ name: 'Stick' });
  visitor.forgetRequests();

  assert.match(await key.say('[data-passkey=again]'), /we know it is you/);
  assert.match(await key.say('[data-passkey=add]'), /already has a passkey/);

  assert.deepEqual(visitor.requests.filter(({ url }) => url.endsWith('/profile/security/passkey')), [], 'the form stays');
  const [kept, ...more] = await key.credentials();
  assert.deepEqual([kept.credentialId, more], [made.credentialId, []]);
  await fine(visitor);
  await key.takeAway();
  const stick = await authenticator(visitor);
  await stick.touch('[data-passkey=add] button');
  await visitor.open('/profile/security');
  assert.match(await visitor.page.locator('main').innerText(), /Stick/);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('a page for adding that was open for six minutes makes no key in vain', { timeout: 300_000 }, async () => {
  const { visitor } = await member();
  const key = await authenticator(visitor);
  const { page } = visitor;
  await page.clock.install();
  await visitor.open('/profile/security/passkey');
  await visitor.fill({ name: 'Old page' });
  await portal.restart('+13418m');
  await page.clock.fastForward('06:00');
  await key.touch(BY_PASSKEY);
  // The sign-in is six minutes old, too: the password is asked for, and what was made stays.
  await visitor.fill({ current_password: steps.PASSWORD });
  await visitor.press(steps.SUBMIT);

  assert.equal(visitor.path, '/profile/security/codes');
  assert.equal((await key.credentials()).length, 1);
  await visitor.open('/profile/security');
  assert.match(await page.locator('main').innerText(), /Old page/);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('where a page for adding is too old, and nobody is signed in any more, no key is made', { timeout: 300_000 }, async () => {
  const { visitor } = await member();
  const key = await authenticator(visitor);
  const { page } = visitor;
  await page.clock.install();
  await visitor.open('/profile/security/passkey');
  await visitor.context.clearCookies({ name: '__Host-session' });
  await page.clock.fastForward('06:00');

  assert.match(await key.say('[data-passkey=add]'), /open for too long/);
  assert.deepEqual(await key.credentials(), []);
  await visitor.leave();
});

it('an offer gets another challenge after four minutes, and when a window that slept is looked at again', { timeout: 300_000 }, async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  const { page } = visitor;
  await page.clock.install();
  await visitor.open('/sign-in');
  const challenge = () => page.locator('[data-passkey]').first().getAttribute('data-challenge');
  /** The challenge after something was done, once it is another. */
  const another = async (before, act) => {
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/sign-in/passkey')), act()]);
    while (await challenge() === before) await new Promise((resolve) => { setTimeout(resolve, 20); });
    return challenge();
  };
  const first = await challenge();
  await page.clock.fastForward('03:50');
  assert.equal(await challenge(), first, 'it is good for five minutes');

  const second = await another(first, () => page.clock.fastForward('00:20'));
  const third = await another(second, async () => {
    // No timer runs while a computer sleeps.
    await page.clock.setSystemTime(await page.evaluate(() => Date.now()) + 241_000);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
  });

  assert.equal(new Set([first, second, third]).size, 3);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
});

it('without JavaScript no page shows anything of passkeys that could be pressed', { timeout: 300_000 }, async () => {
  const visitor = await Visitor.enter(browser, portal.origin, { javascript: false });
  await visitor.open('/sign-in');

  assert.equal(await visitor.page.locator(BY_PASSKEY).isVisible(), false);
  await visitor.leave();
});
