// Staff sign in to the desk of the local stack, at a provider that is not ours.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { Browser } from './browser.mjs';
import { secret, start } from './provider.mjs';

let desk;
let provider;
let redirect;
let stack;

before(async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  await new Promise((closed) => free.close(closed));
  redirect = `http://localhost:${port}/desk/callback`;
  provider = await start(redirect, { asksWhich: true });
  stack = spawn(process.env.STACK, [provider.issuer, 'es256', secret, port], { stdio: ['pipe', 'pipe', 'inherit'] });
  desk = (await createInterface({ input: stack.stdout })[Symbol.asyncIterator]().next()).value;
  assert.equal(desk, `http://localhost:${port}/desk`);
});

after(async () => {
  provider.stop();
  stack.stdin.end();
  await once(stack, 'exit');
});

// Signs somebody in, and answers the query that led to the desk, and its answer.
async function signIn(browser, who, to = '') {
  provider.next = who;
  const sent = await browser.ask(`${desk}/sign-in${to}`);
  const query = await browser.follow(sent.to, redirect);
  return { query, answer: await browser.ask(`${redirect}?${query}`) };
}

test('who may look is led to the box, and may not act', async () => {
  const browser = new Browser();

  const { answer } = await signIn(browser, 'lu');

  assert.deepEqual([answer.status, answer.to], [303, desk]);
  const page = await browser.ask(desk);
  assert.equal(page.status, 200);
  assert.match(page.text, /Who is on the line\?/);
  assert.match(page.text, /Acts need another role/);
});

test('who may act signs in anew before the first act', async () => {
  const browser = new Browser();
  await signIn(browser, 'ace');
  assert.match((await browser.ask(desk)).text, /To act, sign in again/);

  const { answer } = await signIn(browser, 'ace', '?to=act');

  assert.equal(answer.to, desk);
  const page = await browser.ask(desk);
  assert.match(page.text, /Who is on the line\?/);
  assert.doesNotMatch(page.text, /You may look people up/);
});

test('who has no role, or goes away, gets nowhere', async () => {
  for (const who of ['nil', null]) {
    const browser = new Browser();

    const { answer } = await signIn(browser, who);

    assert.equal(answer.status, 403);
    assert.doesNotMatch((await browser.ask(desk)).text, /Who is on the line\?/);
  }
});

test('a link back to the desk signs in one browser, once', async () => {
  const [browser, other] = [new Browser(), new Browser()];
  const { query } = await signIn(browser, 'lu');

  const elsewhere = await other.ask(`${redirect}?${query}`);
  const again = await browser.ask(`${redirect}?${query}`);

  assert.equal(elsewhere.status, 410);
  assert.doesNotMatch((await other.ask(desk)).text, /Who is on the line\?/);
  assert.equal(again.to, desk);
});
