// A browser without a screen.

import assert from 'node:assert/strict';

// It keeps cookies, for all ports of this machine as browsers do.
export class Browser {
  cookies = new Map();

  // Opens an address, or posts a form to it, and follows nothing.
  async ask(address, form) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const method = form ? 'POST' : 'GET';
    const answer = await fetch(address, { method, body: form, redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, text: await answer.text(), to: location && new URL(location, address).href };
  }

  // Follows the provider until it leads back to the desk. Answers the query.
  async follow(address, redirect) {
    let form;
    for (let times = 0; times < 10; times += 1) {
      const { status, text, to } = await this.ask(address, form);
      // Where somebody else was signed in, a form that sends itself ends their session.
      const action = /<form method="post" action="([^"]+)"/.exec(text);
      const fields = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      form = action ? new URLSearchParams(fields.map(([, name, value]) => [name, value])) : undefined;
      const next = action ? action[1] : to;
      assert.ok(next, `${status} at ${address}: ${text}`);
      address = next;
      if (address.startsWith(redirect)) return new URL(address).search.slice(1);
    }
    assert.fail('the provider leads nowhere');
  }
}
