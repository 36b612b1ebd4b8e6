// An OpenID provider on a free loopback port, for the tests of signing in.
//
// It is the certified `oidc-provider`, with its own pages for signing in: any name is let in, with
// any password, so everybody is made up. What it adds:
//
//   - desks sign in with client credentials and are given access tokens that are signed JWTs;
//   - POST /made-up/token      {"claims": {..}, "key": "own"|"other", "header": {..}} signs whatever is
//     asked for, so that a token can be shown that the provider itself would never give;
//   - POST /made-up/spoil      {"claims": {..}, "key": "own"|"other"} spoils the ID tokens given from
//     now on in the same way; an empty object ends it.
//
// It prints one line of JSON when it listens.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

import { SignJWT, decodeJwt, exportJWK } from 'jose';
import { Provider } from 'oidc-provider';

const ALG = 'RS256';
const pair = (kid) => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const own = pair('own');
const other = { ...pair('other'), kid: 'own' };
const jwk = async ({ privateKey, kid }) => ({ ...(await exportJWK(privateKey)), kid, alg: ALG, use: 'sig' });

let answer = (_, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const desk = (client_id) => ({
  client_id,
  client_secret: `made-up-secret-of-${client_id}`,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

const provider = new Provider(issuer, {
  // A native client may come back to any port of the loopback (RFC 8252, section 7.3).
  clients: [
    {
      client_id: 'writ',
      client_secret: 'made-up-secret-of-writ',
      application_type: 'native',
      grant_types: ['authorization_code'],
      redirect_uris: ['persons', 'officers'].map((who) => `http://127.0.0.1/sign-in/${who}/back`),
      post_logout_redirect_uris: ['http://127.0.0.1/'],
    },
    ...(process.env.WRIT_DESKS ?? 'border licensing').split(' ').map(desk),
  ],
  jwks: { keys: [await jwk(own)] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  findAccount: (_, accountId) => ({
    accountId,
    claims: () => ({ sub: accountId, name: accountId, email: `${accountId}@made.example`, email_verified: true }),
  }),
  cookies: { keys: ['made-up'] },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => process.env.WRIT_AUDIENCE ?? 'urn:writ',
      getResourceServerInfo: (_, resource) => ({
        scope: 'ask',
        audience: resource,
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ALG } },
      }),
      useGrantedResource: () => false,
    },
  },
});

const signed = ({ claims, key, header }) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: ALG, kid: 'own', ...header })
    .sign((key === 'other' ? other : own).privateKey);

let spoiled = {};
provider.use(async (ctx, next) => {
  await next();
  if (ctx.oidc?.route === 'token' && ctx.body?.id_token && Object.keys(spoiled).length > 0) {
    const claims = { ...decodeJwt(ctx.body.id_token), ...spoiled.claims };
    ctx.body.id_token = await signed({ claims, key: spoiled.key });
  }
});

const body = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
};

const provide = provider.callback();
answer = async (request, response) => {
  try {
    if (request.method === 'POST' && request.url === '/made-up/token') {
      return response.end(await signed(await body(request)));
    }
    if (request.method === 'POST' && request.url === '/made-up/spoil') {
      spoiled = await body(request);
      return response.end();
    }
    return provide(request, response);
  } catch (error) {
    return response.writeHead(400).end(String(error));
  }
};

console.log(JSON.stringify({ issuer }));
