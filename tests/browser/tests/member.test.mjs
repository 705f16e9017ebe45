// What members come for, on a phone and without JavaScript: paying, bills, use and taking it along, outages.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { LIGHTS, WINDOWS, faults } from '../src/axe.mjs';
import { previews } from '../src/preview.mjs';
import { browser, portal } from '../src/running.mjs';
import * as steps from '../src/steps.mjs';
import { Visitor } from '../src/visitor.mjs';

const BIGGEST = 10 * 1024;
const PHONE = { width: 360, height: 640 };
// Wide windows are the other tests'.
const ON_A_PHONE = [WINDOWS.slice(0, 1), LIGHTS];
// The first account of the demo has a year of hours, the other days alone.
const SAYS = {
  en: { due: /\$[\d,]+\.\d\d is due by/, nothing: /Nothing is due/, before: 'A year before', header: 'start,minutes,kwh,received_kwh,estimated,meter', rows: 8_000, file: 'electricity-use' },
  es: { due: /\$[\d,]+\.\d\d por pagar hasta/, nothing: /No hay nada por pagar/, before: 'Un año antes', header: 'inicio,minutos,kwh,kwh_devueltos,estimado,medidor', rows: 300, file: 'consumo-de-electricidad' },
};
// A folder for pictures of the pages, for whoever wants to look at them.
const { PICTURES } = process.env;

for (const language of ['en', 'es']) {
  describe(`what members come for (${language})`, () => {
    const says = SAYS[language];
    let visitor;
    let looker;

    const text = () => visitor.page.locator('main').innerText();

    /** The page is one of ours in the language, and axe finds nothing on it. Without JavaScript axe does not run, so it looks at a copy. */
    const at = async (name) => {
      assert.equal(visitor.status, 200, name);
      assert.equal(await visitor.page.getAttribute('html', 'lang'), language, name);
      if (PICTURES) await visitor.page.screenshot({ path: `${PICTURES}/${language}-${name.replaceAll(' ', '-')}.png`, fullPage: true });
      await looker.page.setContent(await visitor.page.content());
      assert.deepEqual(await faults(looker.page, name, ON_A_PHONE), []);
    };

    /** Takes along the file that a link leads to: its name and its text, and the type that it comes with. */
    const taken = async (link) => {
      const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.page.locator(link).click()]);
      const file = await readFile(await download.path(), 'utf8');
      const again = await visitor.context.request.get(download.url());
      return { name: download.suggestedFilename(), type: again.headers()['content-type'], file };
    };

    before(async () => {
      if (PICTURES) await mkdir(PICTURES, { recursive: true });
      looker = await Visitor.enter(browser, portal.origin, { bypassCSP: true, language });
      visitor = await Visitor.enter(browser, portal.origin, { javascript: false, viewport: PHONE, language });
      await visitor.open(`/sign-in?lang=${language}`);
      await steps.settle(visitor, portal, portal.person());
      visitor.forgetRequests();
    });

    after(() => Promise.all([visitor.leave(), looker.leave()]));

    it('the first door of home is reporting an outage, in reach of a thumb however many accounts there are', async () => {
      await visitor.open('/home');
      await at('home');
      await looker.page.setViewportSize(PHONE);
      for (const page of [visitor.page, looker.page]) {
        if (page === looker.page) await page.setContent((await previews(language, 'home_many'))[0].html);
        const door = page.locator('main .doors a').first();
        assert.equal(await door.getAttribute('href'), '/outages');
        const { y, height } = await door.boundingBox();
        assert.ok(y + height <= 1.5 * PHONE.height, `it ends at ${y + height}`);
      }
    });

    it('what is due is paid at the vendor, and then nothing is', async () => {
      assert.match(await text(), says.due);
      await visitor.press('main .doors a[href="/pay"]');
      await at('pay');
      assert.ok((await text()).includes(steps.PHRASE));
      await visitor.press(steps.SUBMIT);
      await at('handed over');
      await visitor.press('main form button');
      assert.equal(visitor.page.url(), `${portal.vendor}/_vendor`);
      assert.equal(visitor.status, 200, 'the vendor sees where the member comes from');
      await visitor.press('main form button');
      assert.match(await text(), /Paid:/);
      await visitor.press('main a');
      assert.equal(visitor.page.url(), `${portal.origin}/home`);
      await at('home paid');
      assert.match(await text(), says.nothing);
    });

    it('two years of bills stand on a page, with their documents', async () => {
      await visitor.press('main .doors a[href="/bills"]');
      await at('bills');
      await visitor.page.locator('main summary').click();
      assert.equal(await visitor.page.locator('main tbody tr').count(), 24);
      const [document] = await Promise.all([
        visitor.page.waitForEvent('download'), visitor.page.locator('main .panel a[href^="/bills/document"]').click(),
      ]);
      assert.match(await readFile(await document.path(), 'latin1'), /^%PDF/);
    });

    it('use stands beside the year before, down to the hours of a day', async () => {
      await visitor.open('/home');
      await visitor.press('main .doors a[href="/usage"]');
      await at('usage');
      await visitor.page.locator('main summary').click();
      assert.ok((await visitor.page.locator('main thead th').allInnerTexts()).includes(says.before));
      assert.equal(await visitor.page.locator('main tbody tr').count(), 13);
      for (const by of ['day', 'hour']) {
        await visitor.press(`main .ways a[href*="by=${by}"]`);
        await at(`usage by ${by}`);
      }
    });

    it('use can be taken along as a table and as Green Button', async () => {
      await visitor.open('/usage');
      const table = await taken('main a[href*="as=csv"][href*="from="]');
      const feed = await taken('main a[href$="as=green-button"]');

      const named = (ending) => new RegExp(`^${says.file}_\\w+_\\d{4}-\\d\\d-\\d\\d_\\d{4}-\\d\\d-\\d\\d\\.${ending}$`);
      assert.match(table.name, named('csv'));
      assert.equal(table.type, 'text/csv; charset=utf-8');
      assert.ok(table.file.replace('\ufeff', '').startsWith(says.header), table.file.slice(0, 80));
      assert.ok(table.file.split('\n').length > says.rows, `${table.file.split('\n').length} rows`);
      assert.match(feed.name, named('xml'));
      assert.equal(feed.type, 'application/atom+xml');
      assert.ok(feed.file.includes('<IntervalReading>') && feed.file.trimEnd().endsWith('</feed>'));
    });

    it('an outage is reported with one press, is seen, and ends', async () => {
      await visitor.open('/home');
      await visitor.press('main .doors a[href="/outages"]');
      await at('outages');
      await visitor.press('main button[name=what]');
      await at('outage reported');
      const code = await visitor.page.locator('main .panel .code').innerText();
      assert.match(code, /^\w{3}-\w{3}$/);
      await visitor.open('/outages');
      assert.ok((await text()).includes(code));
      await visitor.press('main form[action="/outages/restored"] button');
      await at('outage over');
      assert.equal(await visitor.page.locator('main button[name=what]').count(), 3);
    });

    it('the browser had nothing to complain of, and no page was large', () => {
      const pages = visitor.requests.filter(({ type, url }) => type === 'Document' && !url.includes('/download') && !url.includes('/documents/'));
      const biggest = Math.max(...pages.map(({ bytes }) => bytes));
      console.log(`${language}: biggest of ${pages.length} pages ${biggest} bytes`);

      // What becomes a file is no page, and the browser says that the page did not come.
      assert.deepEqual(visitor.complaints.filter((it) => !/\/documents\/.*net::ERR_ABORTED$/.test(it)), []);
      assert.ok(pages.length >= 15, `${pages.length} pages`);
      assert.ok(biggest <= BIGGEST, `${biggest} bytes`);
      const foreign = visitor.requests.filter(({ url }) => new URL(url).origin !== portal.origin);
      assert.deepEqual(foreign.filter(({ type }) => type !== 'Document'), []);
    });
  });
}
