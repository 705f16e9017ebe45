// Two checkers of HTML find nothing to say of any page or letter, in both languages: html-validate, and the Nu checker of the W3C.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, it } from 'node:test';

import { HtmlValidate } from 'html-validate';
import vnu from 'vnu-jar';

import { previews } from '../src/preview.mjs';

const VALIDATE = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // The name of the co-op stands in every title, and "Error:" before it.
    'long-title': ['error', { maxlength: 90 }],
    // Whoever presses "Show" makes a text box of it, where a telephone would write the first letter large.
    'input-attributes': 'off',
    // The style sheet keeps a telephone number on one line.
    'tel-non-breaking': 'off',
  },
});
// Mail programs know tables, attributes and style in place: what is wrong in a page is right in a letter.
const VALIDATE_LETTER = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'off',
    'no-conditional-comment': 'off',
    'no-deprecated-attr': 'off',
    'prefer-tbody': 'off',
  },
});
let pages;
let letters;

before(async () => {
  const both = await Promise.all(['en', 'es'].map(async (language) =>
    (await previews(language, '')).map(({ name, html }) => ({ name: `${language}-${name}`, html }))));
  [pages, letters] = [false, true].map((isLetter) =>
    both.flat().filter(({ name }) => name.slice(3).startsWith('letter_') === isLetter));
});

/** What html-validate says of some texts, a line each. */
async function said(validate, texts) {
  const reports = await Promise.all(texts.map(({ name, html }) => validate.validateString(html, name)));
  return reports.flatMap(({ results }) => results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${filePath}:${line}:${column} ${ruleId}: ${message}`)));
}

/** What the Nu checker says of some texts, a line each; it reads files. */
async function checked(texts) {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-markup-'));
  const files = texts.map(({ name }) => join(folder, `${name}.html`));
  await Promise.all(texts.map(({ html }, index) => writeFile(files[index], html)));
  const printed = await new Promise((resolve, reject) => {
    execFile('java', ['-jar', vnu, '--format', 'json', '--exit-zero-always', '--stdout', ...files], { maxBuffer: 64 << 20 },
      (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
  await rm(folder, { recursive: true });
  // Programs that make up passwords read it; it is no standard yet.
  const isKnown = ({ message }) => message.includes('“passwordrules” not allowed on element “input”');
  return JSON.parse(printed).messages.filter((message) => !isKnown(message)).map(({ url, lastLine, type, message }) => `${url.split('/').at(-1)}:${lastLine} ${type}: ${message}`);
}

it('html-validate finds nothing on any page', async () => {
  assert.ok(pages.length >= 166, `${pages.length} pages`);
  assert.deepEqual(await said(VALIDATE, pages), []);
});

it('html-validate finds nothing in any letter', async () => {
  assert.ok(letters.length >= 58, `${letters.length} letters`);
  assert.deepEqual(await said(VALIDATE_LETTER, letters), []);
});

it('the Nu checker finds nothing on any page', { timeout: 300_000 }, async () => {
  assert.deepEqual(await checked(pages), []);
});

it('both find a fault where there is one', { timeout: 300_000 }, async () => {
  const broken = [{ name: 'broken', html: pages[0].html.replace('</h1>', '</h2>') }];

  assert.notDeepEqual(await said(VALIDATE, broken), []);
  assert.notDeepEqual(await checked(broken), []);
});
