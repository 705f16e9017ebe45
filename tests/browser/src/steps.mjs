// The member's steps, as a person takes them: by what is on the page.
import assert from 'node:assert/strict';

export const PASSWORD = 'violet tractor hums at dusk';
export const PHRASE = 'three owls on the barn';
export const SUBMIT = 'main form .actions button:not(.second)';
export const NOT_NOW = 'main form .actions button[name=skip]';

/** Goes from the sign-in page to step 1, and sends its form. */
export async function register(visitor, person) {
  await visitor.fill({
    account_number: person.account, name: person.name, email: person.email, confirm_email: person.email,
  });
  await visitor.press(SUBMIT);
  assert.equal(visitor.path, '/register/identity');
}

/** Takes step 2. With JavaScript it waits for the robot check. */
export async function identify(visitor, person) {
  await visitor.fill({ billing_zip: person.zip });
  await visitor.page.check('#accept_terms');
  if (visitor.javascript) await robotChecked(visitor);
  await visitor.press(SUBMIT);
  assert.equal(visitor.path, '/register/check-email');
}

export const robotChecked = (visitor) => visitor.page.locator('.robot[data-state=done]').waitFor();

/** Takes step 3: opens the inbox and presses the button in the letter. */
export async function followLetter(visitor, portal, person) {
  await portal.letters(person.email);
  await visitor.open('/_inbox');
  const letter = visitor.page.locator('details.letter', { hasText: person.email }).first();
  // Only the newest is open, and it may be somebody else's.
  if (await letter.getAttribute('open') === null) await letter.locator('summary').first().click();
  const frame = letter.frameLocator('iframe');
  // By the keyboard, since a letter that is just being opened may move away from under a click.
  await visitor.turn(() => frame.getByRole('link', { name: /^(Verify Account|Verificar)/i }).press('Enter'));
  assert.equal(visitor.path, '/register/password');
}

/** Step 4. */
export async function choosePassword(visitor, password = PASSWORD) {
  await visitor.fill({ new_password: password, confirm_password: password });
  await visitor.press(SUBMIT);
  assert.equal(visitor.path, '/register/paperless');
}

/** Step 5. */
export async function choosePaperless(visitor, answer = 'yes') {
  await visitor.page.check(`input[name=paperless][value=${answer}]`);
  await visitor.press(SUBMIT);
  assert.equal(visitor.path, '/register/security-phrase');
}

/** Step 6. */
export async function choosePhrase(visitor, phrase = PHRASE) {
  await visitor.fill({ security_phrase: phrase });
  await visitor.press(SUBMIT);
  assert.equal(visitor.path, '/home');
}

/** Goes the whole way from the sign-in page to home. */
export async function settle(visitor, portal, person) {
  await visitor.press('main a[href="/register"]');
  await register(visitor, person);
  await identify(visitor, person);
  await followLetter(visitor, portal, person);
  await choosePassword(visitor);
  await choosePaperless(visitor);
  await choosePhrase(visitor);
}

export async function signOut(visitor) {
  await visitor.press('header form button');
  assert.equal(visitor.path, '/sign-in');
}

export async function signIn(visitor, person, password = PASSWORD) {
  await visitor.fill({ email: person.email, password });
  await visitor.press(SUBMIT);
}
