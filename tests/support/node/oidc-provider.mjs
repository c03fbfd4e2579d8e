// oidc-provider, a certified OpenID Provider. Whoever opens its login page says in `as` who logged in, as claims.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const accounts = new Map();
const representation = { validate() {} };

const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  acrValues: ["substantial", "high"],
  claims: {
    openid: ["sub", "acr", "authorization_details", "pid", "groups"],
    email: ["email", "email_verified"],
    profile: ["name"],
  },
  conformIdTokenClaims: false, // all of them in the id_token, as Ansattporten and Entra ID have them
  cookies: { keys: ["only for tests"] },
  features: {
    devInteractions: { enabled: false },
    registration: { enabled: true },
    resourceIndicators: {
      defaultResource: () => "urn:ansattporten", // it wants one where authorization_details are used
      getResourceServerInfo: () => ({ scope: "api" }),
    },
    richAuthorizationRequests: {
      enabled: true,
      types: {
        "ansattporten:altinn:service": representation,
        "ansattporten:altinn:resource": representation,
        "ansattporten:orgno": representation,
      },
      authorizationDetailsForGrantSource: () => undefined,
      authorizationDetailsForAccessToken: () => undefined,
      authorizationDetailsForIntrospection: () => undefined,
    },
  },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...accounts.get(id), sub: id }) }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600, AuthorizationCode: 60 },
});

async function logIn(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const { sub, acr, cancel, ...claims } = JSON.parse(new URL(request.url, issuer).searchParams.get("as"));
  if (cancel) {
    const result = { error: "access_denied", error_description: "somebody pressed cancel" };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  accounts.set(sub, claims);
  const grant = new provider.Grant({ accountId: sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  for (const detail of JSON.parse(params.authorization_details ?? "[]")) grant.addRar(detail);
  const result = { login: { accountId: sub, acr, amr: ["pwd"] }, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  return logIn(request, response).catch((error) => response.writeHead(500).end(String(error)));
});

console.log(JSON.stringify({ issuer }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0)); // whoever started us has gone
setTimeout(() => process.exit(1), 30 * 60 * 1000);
