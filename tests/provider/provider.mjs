// A provider that is not ours, on this machine: oidc-provider, which the OpenID Foundation has certified.
// What a person does at its pages, the test decides: `next` is who signs in, or null for whoever goes away.

import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider, { interactionPolicy } from 'oidc-provider';

export const secret = 'a secret~of+the/desk';

const key = (type, options, alg, kid) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid };
};

// Who may be asked for, and their roles.
const people = { lu: ['desk-look'], ace: ['else', 'desk-act'], nil: ['else'] };

// Starts it with two clients, one for each way of signing. By itself it refuses to ask which account,
// and with `asksWhich` it does, and says so.
export async function start(redirect, { asksWhich }) {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://localhost:${server.address().port}`;
  const client = (client_id, id_token_signed_response_alg, token_endpoint_auth_method) => ({
    client_id,
    client_secret: secret,
    id_token_signed_response_alg,
    token_endpoint_auth_method,
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  });
  const policy = interactionPolicy.base();
  if (asksWhich) policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  const provider = new Provider(issuer, {
    clients: [client('rs256', 'RS256', 'client_secret_basic'), client('es256', 'ES256', 'client_secret_basic')],
    jwks: {
      keys: [key('rsa', { modulusLength: 2048 }, 'RS256', 'one'), key('ec', { namedCurve: 'P-256' }, 'ES256', 'two')],
    },
    cookies: { keys: ['of this test alone'] },
    claims: { openid: ['sub', 'roles', 'amr'], auth_time: null, iss: null },
    discovery: asksWhich ? { prompt_values_supported: ['none', 'login', 'select_account'] } : {},
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_, interaction) => `/press/${interaction.uid}` },
    // In seconds.
    ttl: { AccessToken: 60, Grant: 60, IdToken: 3600, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, roles: people[id] }) }),
    // Nobody is asked whether the desk may know who they are.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  const handle = provider.callback();
  const running = { issuer, next: 'lu', asked: [], stop };
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/press/')) return handle(request, response);
    running.asked.push((await provider.interactionDetails(request, response)).prompt.name);
    const pressed = running.next
      ? { login: { accountId: running.next, amr: ['pwd', 'mfa'] }, select_account: {} }
      : { error: 'access_denied', error_description: 'they went away' };
    await provider.interactionFinished(request, response, pressed, { mergeWithLastSubmission: false });
  });
  return running;
}
