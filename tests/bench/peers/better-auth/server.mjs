// better-auth as its guide says: passwords, an email that has to be confirmed, sessions; its tables are in memory.
//
// node server.mjs shipped|argon2id    with its own scrypt, or with argon2id as Porchlight sets it
// It listens on a free port of 127.0.0.1, prints it, and stops with its standard input.
import { createServer } from 'node:http';

import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';

// Source: SECURITY.md#figures.
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const passwords = {
  shipped: {},
  argon2id: { password: { hash: (password) => hash(password, ARGON2ID), verify: ({ hash, password }) => verify(hash, password) } },
};

const letters = new Map();
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const auth = betterAuth({
  baseURL: origin,
  secret: 'a secret that keeps nothing, for a bench',
  database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
  emailAndPassword: { enabled: true, requireEmailVerification: true, minPasswordLength: 15, ...passwords[process.argv[2]] },
  emailVerification: { sendVerificationEmail: async ({ user, url }) => void letters.set(user.email, url) },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
});
const handle = toNodeHandler(auth);
server.on('request', (request, response) => {
  const { pathname, searchParams } = new URL(request.url, origin);
  if (pathname !== '/letter') return handle(request, response);
  response.end(letters.get(searchParams.get('to')) ?? '');
});
console.log(origin);
process.stdin.resume().on('end', () => process.exit());
