// Members' pages on paper: what is known of the account and since when, no way to elsewhere, and no security phrase.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { previews } from '../src/preview.mjs';
import { browser, portal } from '../src/running.mjs';
import * as steps from '../src/steps.mjs';
import { Visitor } from '../src/visitor.mjs';

const COOP = 'Juniper Valley Electric Cooperative';
// What a bill or a month on paper may take of sheets.
const SHEETS = { bills: 2, 'usage by month': 1, 'usage by day': 2, 'usage by hour': 2, outages: 1, home: 1 };
const SAYS = {
  en: { asOf: /^As of \w+ \d+, \d{4}$/m, idle: 'no page for', taken: 'Download' },
  es: { asOf: /^Al \d+ de \w+ de \d{4}$/m, idle: 'sin abrir una página', taken: 'Descargar' },
};
// A folder for the sheets, for whoever wants to look at them.
const { PICTURES } = process.env;

/** The controls and the ways to elsewhere that a print shows; a telephone number and what looks like text are neither. */
const controls = (page) => page.evaluate(() => {
  const seen = [...document.querySelectorAll('a, button, input, textarea, select, label, dialog, [role=status]')]
    .filter((it) => it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length > 0);
  const isText = (it) => it.matches('a.name, th a, nav [aria-current], a[href^="tel:"]')
    && getComputedStyle(it).textDecorationLine === 'none' && getComputedStyle(it).color === getComputedStyle(it.parentElement).color;
  const markers = [...document.querySelectorAll('summary')].filter((it) => getComputedStyle(it).listStyleType !== 'none');
  return [...seen.filter((it) => !isText(it)), ...markers].map((it) => it.outerHTML.slice(0, 80));
});

/** How many rows of tables a print leaves out. */
const hiddenRows = (page) => page.evaluate(() => [...document.querySelectorAll('tr')].filter((it) => !it.checkVisibility()).length);

/** The sheets that a page takes. */
async function sheets(page, name, format) {
  const pdf = await page.pdf({ format, path: PICTURES && `${PICTURES}/${name.replaceAll(' ', '-')}-${format}.pdf` });
  return pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
}

for (const language of ['en', 'es']) {
  describe(`on paper (${language})`, () => {
    const says = SAYS[language];
    let visitor;
    let person;

    /** Holds what is true of every sheet, and answers what it says. */
    const printed = async (name) => {
      const { page } = visitor;
      assert.equal(visitor.status, 200, name);
      await page.emulateMedia({ media: 'print' });
      const text = await page.locator('body').innerText();
      assert.deepEqual(await controls(page), [], name);
      assert.equal(await hiddenRows(page), 0, name);
      for (const format of ['A4', 'Letter']) {
        const count = await sheets(page, `${language} ${name}`, format);
        assert.ok(count <= SHEETS[name], `${name} takes ${count} sheets of ${format}`);
      }
      await page.emulateMedia({ media: 'screen' });
      assert.doesNotMatch(await page.locator('body').innerText(), says.asOf, `${name}: the day is for paper alone`);
      assert.match(text, says.asOf, name);
      assert.ok(text.includes(COOP), name);
      for (const barred of [says.idle, says.taken, steps.PHRASE]) assert.ok(!text.includes(barred), `${name}: ${barred}`);
      return text;
    };

    before(async () => {
      if (PICTURES) await mkdir(PICTURES, { recursive: true });
      person = portal.person();
      // Without script the page has a sentence about the session.
      visitor = await Visitor.enter(browser, portal.origin, { javascript: false, language });
      await visitor.open(`/sign-in?lang=${language}`);
      await steps.settle(visitor, portal, person);
    });

    after(() => visitor.leave());

    it('home says whose it is and what is due', async () => {
      const text = await printed('home');

      assert.ok(text.includes(person.email));
      assert.match(text, /\$\d+\.\d\d/);
    });

    it('bills and use name the account as the screen does, and their tables are open', async () => {
      // A month ago: on the first of a month nothing is known of that month yet.
      const month = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
      for (const [name, path] of [
        ['bills', '/bills'], ['usage by month', '/usage'], ['usage by day', `/usage?by=day&from=${month}`], ['usage by hour', '/usage?by=hour'],
      ]) {
        await visitor.open(path);
        const rows = await visitor.page.locator('tbody tr').count();
        // The first account of the demo alone has hours.
        assert.ok(rows > 12 || name === 'usage by hour', `${name}: ${rows} rows`);
        assert.match(await printed(name), new RegExp(`•+${person.account.slice(-3)}`), name);
      }
    });

    it('an outage that is reported is there with its code, and no button', async () => {
      await visitor.open('/outages');
      await printed('outages');
      await visitor.press('main button[name=what]');

      assert.match(await printed('outages'), /\b\w{3}-\w{3}\b/);
      await visitor.press('main form[action="/outages/restored"] button');
    });

    it('of several accounts the one that is looked at stands there alone', async () => {
      const looker = await Visitor.enter(browser, portal.origin, { bypassCSP: true, language });
      const { page } = looker;
      const samples = await Promise.all(['home', 'bills', 'usage', 'outages', 'pay', 'held'].map((name) => previews(language, name)));
      await page.emulateMedia({ media: 'print' });
      for (const { name, html } of samples.flat().filter((it) => !it.name.includes('anybody'))) {
        await page.setContent(html);
        const text = await page.locator('main').innerText();
        assert.deepEqual(await controls(page), [], name);
        assert.equal(await page.locator('nav a').filter({ visible: true }).count(), await page.locator('nav').count(), name);
        assert.ok(/no_account|none/.test(name) || /•{4}\d{3}/.test(text), `${name} names an account: ${text}`);
      }
      await looker.leave();
    });

    it('paper is white and ink is black, whatever the screen has', async () => {
      await visitor.open('/bills');
      await visitor.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const colors = await visitor.page.evaluate(() => ['body', 'header', 'main', 'footer', 'h1', '.panel'].map((it) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(it));
        return `${color} on ${backgroundColor}`;
      }));
      await visitor.page.emulateMedia({ media: 'screen', colorScheme: 'light' });

      const white = /^rgb\(0, 0, 0\) on (rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/;
      assert.deepEqual(colors.filter((it) => !white.test(it)), []);
    });
  });
}

it('a control that shows on paper is found', async () => {
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/sign-in');

  assert.ok((await controls(visitor.page)).some((it) => it.startsWith('<button')));
  await visitor.leave();
});
