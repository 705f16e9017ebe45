// The desk: signing in at this machine's provider, and every page that staff can reach, each once.
import assert from 'node:assert/strict';

import * as steps from './steps.mjs';
import { Visitor } from './visitor.mjs';

export const LOOKS = 'robin-who-looks';
export const ACTS = 'sam-who-acts';
export const WITHOUT_A_ROLE = 'kit-without-a-role';
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 375, height: 812 };
export const REASON = 'called, knew the last bill';
const SURE = 'main button[name=sure]';
const LOOK_UP = 'main .search button';

/** Somebody who asked to register; and has not followed the link of the letter, or is a member since. */
export async function caller(browser, portal, isMember = false) {
  const person = portal.person();
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/register');
  await steps.register(visitor, person);
  await steps.identify(visitor, person);
  await portal.letters(person.email);
  if (isMember) {
    await steps.followLetter(visitor, portal, person);
    await steps.choosePassword(visitor);
  }
  await visitor.leave();
  return person;
}

export const enter = (browser, portal, settings) => Visitor.enter(browser, portal.desk, { viewport: WIDE, ...settings });

/** From the desk's own page to the provider's, and back as somebody. */
export async function signIn(visitor, who) {
  await visitor.press('main a.go');
  await visitor.press(`button[value=${who}]`);
}

export async function lookUp(visitor, whom) {
  await visitor.fill({ whom });
  await visitor.press(LOOK_UP);
}

/** Presses an act on somebody's case; one that is folded away comes to light first. */
export async function press(visitor, label) {
  const button = visitor.page.getByRole('button', { name: label });
  if (!await button.isVisible()) await visitor.page.locator('main summary').click();
  await visitor.turn(() => button.click());
}

/** Walks through the desk and calls `look(name, visitor)` at every page. */
export async function deskTour(browser, portal, settings, look) {
  const [one, member] = [await caller(browser, portal), await caller(browser, portal, true)];
  const visitor = await enter(browser, portal, settings);
  const at = async (name, status) => {
    assert.equal(visitor.status, status, `${name} has status ${visitor.status}`);
    await look(name, visitor);
  };
  await visitor.open('/desk');
  await at('sign-in', 200);
  await signIn(visitor, WITHOUT_A_ROLE);
  await at('no role', 403);
  await signIn(visitor, LOOKS);
  await at('box of who looks', 200);
  await lookUp(visitor, one.email);
  await at('case of who looks', 200);
  await visitor.open('/desk/sign-in?to=act');
  await visitor.press(`button[value=${ACTS}]`);
  await at('box', 200);
  await lookUp(visitor, 'Pat Leonard');
  await at('box refused', 422);
  await lookUp(visitor, member.email);
  await at('case of a member', 200);
  await press(visitor, 'Change the email');
  await at('ask for an address', 200);
  await visitor.press(SURE);
  await at('ask for an address refused', 422);
  await visitor.press('main button.second');
  await lookUp(visitor, one.email);
  await at('case', 200);
  await press(visitor, 'End the registration');
  await at('ask', 200);
  await visitor.press(SURE);
  await at('ask refused', 422);
  await twice(visitor, at);
  await metTheEnd(visitor, member, at);
  await visitor.open('/desk/nowhere');
  await at('no such page', 404);
  await visitor.open('/desk');
  await visitor.press('header form button');
  await at('signed out', 200);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
}

/** Says why, and sends the same form once more; then an act for which nothing is left. */
async function twice(visitor, at) {
  const hidden = await visitor.page.locator('main form[action="/desk/act"] input[type=hidden]')
    .evaluateAll((all) => all.map(({ name, value }) => [name, value]));
  await visitor.fill({ reason: REASON });
  await visitor.press(SURE);
  await at('done', 200);
  await visitor.turn(() => visitor.page.evaluate(send, [...hidden, ['reason', REASON], ['sure', 'yes']]));
  await at('sent before', 409);
  await visitor.fill({ reason: REASON });
  await visitor.press(SURE);
  await at('not done', 409);
}

/** Posts an act, as the page that was left would. */
function send(fields) {
  const form = document.createElement('form');
  [form.method, form.action] = ['post', '/desk/act'];
  for (const [name, value] of fields) {
    const input = document.createElement('input');
    [input.name, input.value] = [name, value];
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** An act that meets the end of a session, and what is shown after the sign-in. */
async function metTheEnd(visitor, person, at) {
  await visitor.open('/desk');
  await lookUp(visitor, person.email);
  await press(visitor, 'Freeze the login');
  await visitor.fill({ reason: REASON });
  await visitor.context.clearCookies({ name: '__Host-desk' });
  await visitor.press(SURE);
  await at('session over', 403);
  await signIn(visitor, ACTS);
  await at('box with what was begun', 200);
}
