// Draws the registration as one picture for the README: docs/journey.png.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { Portal, ROOT } from './src/portal.mjs';
import * as steps from './src/steps.mjs';
import { Visitor, launch } from './src/visitor.mjs';

const FILE = join(ROOT, 'docs/journey.png');
const MOST_BYTES = 400 * 1024;
const WINDOW = { width: 360, height: 760 };
const SHOWN = 232;

/** Walks to home. Returns a picture of each stop, with the words below it. */
async function stops(browser, portal) {
  const visitor = await Visitor.enter(browser, portal.origin, { viewport: WINDOW });
  const person = { ...portal.person(), email: 'rosa@example.com' };
  const taken = [];
  const stop = async (words) => {
    await visitor.page.evaluate(() => {
      document.activeElement.blur();
      scrollTo(0, 0);
    });
    const picture = await visitor.page.screenshot();
    taken.push({ words, picture: picture.toString('base64') });
  };
  await visitor.open('/');
  await stop('“New user? Register”');
  await visitor.press('main a[href="/register"]');
  await visitor.fill({ account_number: person.account, name: person.name, email: person.email, confirm_email: person.email });
  await stop('1 · Who are you?');
  await steps.register(visitor, person);
  await visitor.fill({ billing_zip: person.zip });
  await visitor.page.check('#accept_terms');
  await steps.robotChecked(visitor);
  await stop('2 · Is it yours?');
  await steps.identify(visitor, person);
  await stop('3 · Look in your mail');
  await portal.letters(person.email);
  await visitor.open('/_inbox/1');
  await stop('The email');
  await steps.followLetter(visitor, portal, person);
  await stop('4 · A password');
  await steps.choosePassword(visitor);
  await visitor.page.check('input[value=yes]');
  await stop('5 · Paper or not');
  await steps.choosePaperless(visitor);
  await visitor.fill({ security_phrase: steps.PHRASE });
  await stop('6 · A phrase');
  await steps.choosePhrase(visitor);
  await stop('Home');
  await visitor.leave();
  return taken;
}

const strip = (taken) => `<!doctype html><style>
body { margin: 0; padding: 20px; display: inline-flex; gap: 16px; background: #faf5ec; font: 600 16px/1 system-ui, sans-serif; color: #22282f }
figure { margin: 0; text-align: center }
img { display: block; width: ${SHOWN}px; margin-bottom: 14px; border-radius: 14px; box-shadow: 0 0 0 1px #857a68 }
</style>${taken.map(({ words, picture }) =>
  `<figure><img src="data:image/png;base64,${picture}"><figcaption>${words}</figcaption></figure>`).join('')}`;

const [portal, browser] = await Promise.all([Portal.start(), launch()]);
try {
  const taken = await stops(browser, portal);
  const page = await browser.newPage({ viewport: { width: 3000, height: 800 } });
  await page.setContent(strip(taken));
  await mkdir(join(ROOT, 'docs'), { recursive: true });
  await page.locator('body').screenshot({ path: FILE });
} finally {
  await browser.close();
  await portal.stop();
}
const { size } = await stat(FILE);
console.log(`${FILE}: ${size} bytes`);
if (size > MOST_BYTES) throw new Error(`More than ${MOST_BYTES} bytes`);
