// The portal under test: the local server in a folder of its own, and its inbox.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/porchlight-local');
const START_LIMIT = 60_000;
const LETTER_LIMIT = 60_000;

export class Portal {
  #data;
  #process;
  #accounts;

  /** Starts the portal on a free port, with only the demo accounts in it. */
  static async start() {
    const portal = new Portal();
    portal.#data = await mkdtemp(join(tmpdir(), 'porchlight-browser-'));
    portal.#accounts = await demoAccounts();
    portal.port = await freePort();
    portal.origin = `http://localhost:${portal.port}`;
    // The same machine by its other name is somebody else to a browser, as a vendor is.
    portal.vendor = `http://127.0.0.1:${portal.port}`;
    await portal.#light();
    return portal;
  }

  /** Stops the server and starts it again on the same data, with a clock that is so far ahead. */
  async restart(ahead) {
    await this.#putOut();
    await this.#light(ahead ? ['--clock', ahead] : []);
  }

  /** Stops the server and deletes its data. */
  async stop() {
    await this.#putOut();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** An account that no other test has, with an email address of its own. */
  person() {
    const account = this.#accounts.shift();
    return { ...account, email: `member${account.account}@example.com` };
  }

  /** Waits for a letter to an address that has a pattern, and returns what the pattern finds. */
  async found(email, pattern) {
    for (let count = 1; ; count += 1) {
      const all = await this.letters(email, count);
      const found = all.map((letter) => letter.text.match(pattern)).find(Boolean);
      if (found) return found[0];
    }
  }

  /** Waits for this many letters to an address, and returns them, oldest first. */
  async letters(email, count = 1) {
    const until = Date.now() + LETTER_LIMIT;
    for (;;) {
      const answer = await fetch(`${this.origin}/_inbox.json`);
      const letters = (await answer.json()).filter((letter) => letter.to === email);
      if (letters.length >= count) return letters;
      if (Date.now() > until) throw new Error(`${letters.length} of ${count} letters came`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #light(more = []) {
    const child = spawn(PROGRAM, ['--port', this.port, '--data', this.#data, ...more], { cwd: ROOT });
    this.#process = child;
    let said = '';
    const greeted = /Desk {4}(\S+)\/desk\n/;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No start:\n${said}`)), START_LIMIT);
      const hear = (chunk) => {
        said += chunk;
        const [, desk] = said.match(greeted) ?? [];
        if (!desk) return;
        this.desk = desk;
        resolve(clearTimeout(timer));
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`Ended with ${code}:\n${said}`)));
    });
  }

  async #putOut() {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

/** The demo accounts with one holder. */
async function demoAccounts() {
  const text = await readFile(join(ROOT, 'infra/local/demo.csv'), 'utf8');
  const [header, ...rows] = text.trim().split('\n').map((line) => line.split(','));
  const column = (row, name) => row[header.indexOf(name)];
  const simple = (row) =>
    column(row, 'last_name') && !column(row, 'joint_last_names') && column(row, 'status') === 'active' &&
    !column(row, 'contact_email') && row.length === header.length;
  return rows.filter(simple).map((row) => ({
    account: column(row, 'account_no'),
    name: column(row, 'last_name'),
    zip: column(row, 'billing_zip'),
  }));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
