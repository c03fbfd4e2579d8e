// oauth2-mock-server, giving tokens in Maskinporten's form. A test says in the request what shall stand in the token.
import { OAuth2Server } from "oauth2-mock-server";

const server = new OAuth2Server();
for (const algorithm of ["RS256", "RS384", "RS512", "PS256", "ES256"]) {
  await server.issuer.keys.generate(algorithm, { kid: algorithm });
}
await server.start(0, "127.0.0.1");
const { port } = server.address();
server.issuer.url = `http://127.0.0.1:${port}/`; // with the slash, as theirs

server.service.on("beforeTokenSigning", (token, request) => {
  for (const [name, value] of Object.entries(JSON.parse(request.body.claims ?? "{}"))) {
    if (value === null) delete token.payload[name];
    else token.payload[name] = value;
  }
});

console.log(JSON.stringify({ issuer: server.issuer.url, jwks_uri: `http://127.0.0.1:${port}/jwks` }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0)); // whoever started us has gone
setTimeout(() => process.exit(1), 30 * 60 * 1000);
