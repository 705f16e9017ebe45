// Shows every page that a member can reach, each once.
import assert from 'node:assert/strict';

import { others } from './people.mjs';
import { secondStep } from './second.mjs';
import * as steps from './steps.mjs';
import { Visitor } from './visitor.mjs';

/**
 * Walks through the portal and calls `look(name, visitor)` at every page and every refused form.
 *
 * `settings` are those of `Visitor.enter`.
 */
export async function tour(browser, portal, settings, look) {
  const person = portal.person();
  const visitor = await Visitor.enter(browser, portal.origin, settings);
  const at = async (name, status) => {
    assert.equal(visitor.status, status, `${name} has status ${visitor.status}`);
    await look(name, visitor);
  };
  await visitor.open(`/sign-in?lang=${visitor.language}`);
  await beforeAnAccount(visitor, person, at);
  await elsewhere(browser, portal, settings, person, look);
  await openAnAccount(visitor, portal, person, at);
  await profilePages(visitor, at);
  await outagePages(visitor, at);
  await secondStep(visitor, person, at);
  await others(browser, portal, settings, visitor, at, look);
  await strayPages(visitor, portal, person, at);
  await visitor.leave();
  return visitor;
}

async function beforeAnAccount(visitor, person, at) {
  await at('sign-in', 200);
  await visitor.press(steps.SUBMIT);
  await at('sign-in refused', 422);
  await visitor.open('/register');
  await at('register', 200);
  await visitor.fill({ account_number: '1', name: '', email: 'rosa@', confirm_email: 'other' });
  await visitor.press(steps.SUBMIT);
  await at('register refused', 422);
  await steps.register(visitor, person);
  if (visitor.javascript) await steps.robotChecked(visitor);
  await at('identity', 200);
  await visitor.press(steps.SUBMIT);
  if (visitor.javascript) await steps.robotChecked(visitor);
  await at('identity refused', 422);
  await visitor.open('/terms');
  await at('terms', 200);
  await visitor.press('main .ways a');
  await steps.identify(visitor, person);
  await at('check-email', 200);
  await visitor.press('main form button');
  await at('check-email again', 200);
}

/** Opens the letter on another device, and types the temporary password by hand. */
async function elsewhere(browser, portal, settings, person, look) {
  const visitor = await Visitor.enter(browser, portal.origin, settings);
  await visitor.open(`/register/password?lang=${visitor.language}`);
  await look('password elsewhere', visitor);
  await visitor.press(steps.SUBMIT);
  assert.equal(visitor.status, 422);
  await look('password elsewhere refused', visitor);
  await steps.followLetter(visitor, portal, person);
  await look('password by link elsewhere', visitor);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
}

async function openAnAccount(visitor, portal, person, at) {
  await steps.followLetter(visitor, portal, person);
  await at('password', 200);
  await visitor.fill({ new_password: 'short', confirm_password: '' });
  await visitor.press(steps.SUBMIT);
  await at('password refused', 422);
  await steps.choosePassword(visitor);
  await at('paperless', 200);
  await visitor.press(steps.SUBMIT);
  await at('paperless refused', 422);
  await visitor.press(steps.NOT_NOW);
  await at('phrase', 200);
  await visitor.fill({ security_phrase: 'owl' });
  await visitor.press(steps.SUBMIT);
  await at('phrase refused', 422);
  await visitor.press(steps.NOT_NOW);
  await at('home without phrase', 200);
  await visitor.press('main a[href="/register/paperless"]');
  await visitor.page.check('input[name=paperless][value=yes]');
  await visitor.press(steps.SUBMIT);
  await visitor.press('main a.closed');
  await steps.choosePhrase(visitor);
  await at('home', 200);
}

async function profilePages(visitor, at) {
  await visitor.open('/profile');
  await at('profile', 200);
  for (const page of ['password', 'paperless', 'security-phrase']) {
    await visitor.open(`/profile/${page}`);
    await at(`profile ${page}`, 200);
    // Today's answer is chosen there, so that no press leads to a refusal.
    if (page === 'paperless') continue;
    await visitor.press(steps.SUBMIT);
    await at(`profile ${page} refused`, 422);
  }
  await visitor.open('/profile/language');
  await at('profile language', 200);
  await visitor.press(steps.SUBMIT);
  await at('profile changed', 200);
}

async function strayPages(visitor, portal, person, at) {
  await steps.signOut(visitor);
  await at('signed out', 200);
  await anybodysOutage(visitor, at);
  await wayBack(visitor, portal, person, at);
  await visitor.open('/nowhere');
  await at('not found', 404);
  await visitor.open('/register/resend');
  await at('wrong method', 405);
  await visitor.open('/register/verify?t=nonsense');
  await at('link wrong', 410);
  const [letter] = await portal.letters(person.email);
  await visitor.open(letter.text.match(/http\S+\/register\/verify\?\S+/)[0]);
  await at('link spent', 410);
}

/** Reports an outage with one press, and says that the power is back. */
async function outagePages(visitor, at) {
  await visitor.open('/home');
  await visitor.press('main .doors a');
  await at('outages', 200);
  await visitor.press('main button[name=what]');
  await at('outages reported', 200);
  await visitor.press('main form[action="/outages/restored"] button');
  await at('outages restored', 200);
}

/** The form for those who are not signed in. It is not sent: one address may send three an hour. */
async function anybodysOutage(visitor, at) {
  await visitor.open('/outages');
  if (visitor.javascript) await steps.robotChecked(visitor);
  await at('outages of anybody', 200);
  await visitor.press(steps.SUBMIT);
  await at('outages of anybody refused', 422);
}

/** Sets a new password by letter, with every page on the way. */
async function wayBack(visitor, portal, person, at) {
  await visitor.open('/recover');
  await at('recover', 200);
  await visitor.press(steps.SUBMIT);
  await at('recover refused', 422);
  await visitor.fill({ email: person.email });
  await visitor.press(steps.SUBMIT);
  await at('recover sent', 200);
  const way = await portal.found(person.email, /http\S+\/recover\/verify\?\S+/);
  await visitor.open(way);
  await at('new password', 200);
  await visitor.fill({ new_password: 'short', confirm_password: '' });
  await visitor.press(steps.SUBMIT);
  await at('new password refused', 422);
  const password = 'amber kettle sings at noon';
  await visitor.fill({ new_password: password, confirm_password: password });
  await visitor.press(steps.SUBMIT);
  await at('sign-in with the new password', 200);
  await visitor.open(way);
  await at('recover link spent', 410);
  await visitor.open('/recover/verify?t=nonsense');
  await at('recover link over', 410);
  await visitor.open('/not-me');
  await at('not me without a link', 410);
}
