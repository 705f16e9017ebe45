// Staff sign in at a provider that is not ours. The desk is shared/oidc's example, over HTTP on this machine.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';

import { Browser } from './browser.mjs';
import { secret, start } from './provider.mjs';

const redirect = 'http://localhost:1/desk/callback';
const provider = await start(redirect, { asksWhich: true });
const plain = await start(redirect, { asksWhich: false });
after(() => [provider, plain].forEach((it) => it.stop()));

// A desk, with a line in for each line out. It ends with its test.
class Desk {
  constructor(t, client, itsSecret = secret, issuer = provider.issuer) {
    this.process = spawn(process.env.DESK, [issuer, client, itsSecret, redirect], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    t.after(() => this.end());
  }

  async tell(line) {
    this.process.stdin.write(`${line}\n`);
    return (await this.lines.next()).value;
  }

  async end() {
    this.process.stdin.end();
    await once(this.process, 'exit');
  }
}

// Signs somebody in, and answers what the desk says and the query that led to it.
async function signIn(desk, who, { browser = new Browser(), order = 'sign-in', at = provider } = {}) {
  at.next = who;
  at.asked = [];
  const query = await browser.follow(await desk.tell(order), redirect);
  return { said: await desk.tell(`back ${query}`), query, browser };
}

const person = (id, role) => new RegExp(`^Person \\{ id: "${id}", role: ${role}, .*second_factor: true`);

for (const client of ['rs256', 'es256']) {
  test(`people sign in with ${client}, each with their role`, async (t) => {
    const desk = new Desk(t, client);

    assert.match((await signIn(desk, 'lu')).said, person('lu', 'Some\\(Look\\)'));
    assert.match((await signIn(desk, 'ace')).said, person('ace', 'Some\\(Act\\)'));
    assert.match((await signIn(desk, 'nil')).said, person('nil', 'None'));
    });
}

test('a click asks which account, also in a browser that is signed in', async (t) => {
  const desk = new Desk(t, 'rs256');
  const { browser } = await signIn(desk, 'lu');

  const { said } = await signIn(desk, 'ace', { browser });

  assert.deepEqual(provider.asked, ['select_account']);
  assert.match(said, person('ace', 'Some\\(Act\\)'));
});

test('a provider that does not say that it can ask which account asks for everything', async (t) => {
  const desk = new Desk(t, 'rs256', secret, plain.issuer);
  const { browser } = await signIn(desk, 'lu', { at: plain });

  const { said } = await signIn(desk, 'ace', { browser, at: plain });

  assert.deepEqual(plain.asked, ['login']);
  assert.match(said, person('ace', 'Some\\(Act\\)'));
});

test('renewing asks again, and says when', async (t) => {
  const desk = new Desk(t, 'rs256');
  const { browser } = await signIn(desk, 'ace');
  await new Promise((passed) => setTimeout(passed, 1100));

  const before = Math.floor(Date.now() / 1000);
  const { said } = await signIn(desk, 'ace', { browser, order: 'renew' });

  assert.match(said, person('ace', 'Some\\(Act\\)'));
  const [, at] = /signed_in_at: Some\(([^)]+)\)/.exec(said);
  assert.ok(Date.parse(at) / 1000 >= before, said);
});

test('a code works once', async (t) => {
  const desk = new Desk(t, 'rs256');
  const { said, query } = await signIn(desk, 'lu');
  assert.match(said, /^Person/);

  assert.equal(await desk.tell(`back ${query}`), 'refused: the code was not taken: the provider says invalid_grant');
});

test('a code for another browser is not taken', async (t) => {
  const desk = new Desk(t, 'rs256');
  provider.next = 'ace';
  const query = await new Browser().follow(await desk.tell('sign-in'), redirect);
  const own = await new Browser().follow(await desk.tell('sign-in'), redirect);

  const state = 'what came back from the provider is refused: it answers no request of this browser';
  assert.equal(await desk.tell(`back ${query}`), `refused: ${state}`);
  const code = /code=[^&]+/;
  const mixed = own.replace(code, code.exec(query)[0]);
  assert.equal(await desk.tell(`back ${mixed}`), 'refused: the code was not taken: the provider says invalid_grant');
  assert.match(await desk.tell(`back ${own}`), /^Person/);
});

test('who goes away is not signed in', async (t) => {
  const desk = new Desk(t, 'rs256');

  assert.equal((await signIn(desk, null)).said, 'refused: the provider signs nobody in: access_denied');
});

test('the provider names itself, and nobody comes back without that', async (t) => {
  const desk = new Desk(t, 'rs256');
  provider.next = 'lu';
  const query = await new Browser().follow(await desk.tell('sign-in'), redirect);
  const without = query.replace(/&?iss=[^&]+/, '');
  assert.notEqual(without, query);

  const another = 'what came back from the provider is refused: it is of another provider, or does not say of which';
  assert.equal(await desk.tell(`back ${without}`), `refused: ${another}`);
  assert.match(await desk.tell(`back ${query}`), /^Person/);
});

test('another secret takes no code', async (t) => {
  const desk = new Desk(t, 'rs256', 'another');

  assert.equal((await signIn(desk, 'ace')).said, 'refused: the code was not taken: the provider says invalid_client');
});

test('an issuer that is written otherwise is another one', async (t) => {
  const desk = new Desk(t, 'rs256', secret, `${provider.issuer}/`);

  assert.equal(await desk.tell('sign-in'), 'refused: the discovery document is refused: it is of another issuer');
});
