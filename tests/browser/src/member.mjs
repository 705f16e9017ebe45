// A member of the portal, signed in at a browser of their own.
import * as steps from './steps.mjs';
import { Visitor } from './visitor.mjs';

/** Registers somebody; paper bills and the phrase are put off. `settings` are those of `Visitor.enter`. */
export async function newMember(browser, portal, settings = {}) {
  const person = portal.person();
  const visitor = await Visitor.enter(browser, portal.origin, settings);
  await visitor.open(`/register?lang=${visitor.language}`);
  await steps.register(visitor, person);
  await steps.identify(visitor, person);
  await steps.followLetter(visitor, portal, person);
  await steps.choosePassword(visitor);
  await visitor.press(steps.NOT_NOW);
  await visitor.press(steps.NOT_NOW);
  return { person, visitor };
}
