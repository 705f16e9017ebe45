// Others on an account: the owner's page, and everything that a guest without a login comes to see.
import assert from 'node:assert/strict';

import * as steps from './steps.mjs';
import { Visitor } from './visitor.mjs';

const INVITE = 'main form[action="/profile/people"] button:not(.second)';

/** Lets somebody in to the account, and goes their way in a browser of their own. */
export async function others(browser, portal, settings, visitor, at, look) {
  const email = `guest.${visitor.language}.${Date.now()}.${settings.javascript ?? true}@example.com`;
  await visitor.open('/profile/people');
  await at('people', 200);
  await visitor.press(INVITE);
  await at('people refused', 422);
  await visitor.fill({ email });
  await visitor.page.check('input[name=role][value=view]');
  // A slow tour types its password once more.
  if (await visitor.page.locator('#current_password').count() > 0) await visitor.fill({ current_password: steps.PASSWORD });
  await visitor.press(INVITE);
  await at('people invited', 200);
  await guest(browser, portal, settings, email, look);
  await visitor.open('/profile/people');
  await at('people with a guest', 200);
}

async function guest(browser, portal, settings, email, look) {
  const visitor = await Visitor.enter(browser, portal.origin, settings);
  const at = async (name, status) => {
    assert.equal(visitor.status, status, `${name} has status ${visitor.status}`);
    await look(name, visitor);
  };
  await visitor.open(`/sign-in?lang=${visitor.language}`);
  await visitor.open(await portal.found(email, /http\S+\/people\/verify\?\S+/));
  await at('invitation', 200);
  await visitor.press(steps.SUBMIT);
  await at('invitation refused', 422);
  await visitor.fill({ new_password: steps.PASSWORD, confirm_password: steps.PASSWORD });
  await visitor.page.check('#accept_terms');
  await visitor.press(steps.SUBMIT);
  assert.equal(visitor.path, '/register/security-phrase');
  await steps.choosePhrase(visitor);
  await at('home of a guest', 200);
  for (const page of ['pay', 'bills', 'usage']) {
    await visitor.press(`main a[href^="/${page}?account="]`);
    await at(`${page} of a guest`, 200);
    await visitor.open('/home');
  }
  await visitor.open('/profile/people');
  await at('people of a guest', 200);
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
}
