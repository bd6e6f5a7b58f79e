// Requests to the built-in authority: forms of every grant and page, with fields missing, doubled and wrong.
import { domain, otherUsers, password, plainUsers, secrets, tenant } from "./sample.mjs";
import { encode, odd, rawKeys } from "./values.mjs";

const routes = [
  ...Array(4).fill("POST /{tenant}/oauth2/v2.0/token"), "POST /{tenant}/oauth2/token", "POST /{tenant}/oauth2/v2.0/devicecode",
  "GET /{tenant}/oauth2/v2.0/authorize", "POST /{tenant}/oauth2/v2.0/authorize", "GET /{tenant}/oauth2/v2.0/logout",
  "GET /common/oauth2/deviceauth", "POST /common/oauth2/deviceauth", "GET /{tenant}/v2.0/.well-known/openid-configuration",
  "GET /{tenant}/.well-known/openid-configuration", "GET /{tenant}/discovery/v2.0/keys", "GET /common/userrealm/{tenant}", "GET /common/discovery/instance",
];

export function requestToAuthority(random, bulk) {
  const segment = random.pick([domain, domain, tenant, "common", "organizations", "consumers", random.guid(), encode(random.pick(odd).slice(0, 300))]);
  const name = random.pick(routes);
  const [verb, path] = name.replace("{tenant}", () => segment).split(/ (.*)/);
  const form = formOf(random, bulk);
  const hasQuery = verb === "GET" || path.endsWith("authorize");
  const request = { name, verb, path: hasQuery ? `${path}?${form}`.slice(0, 30_000) : path, headers: {} };
  if (random.chance(0.1)) request.headers.Authorization = random.pick(["Basic ", "Basic !!!!", "Basic AAAA", basicOf(random)]);
  if (random.chance(0.1)) request.headers.Cookie = random.pick(["a=b", "=;=;", "x".repeat(5000)]);
  if (verb === "GET") return request;
  request.headers["Content-Type"] = random.chance(0.93)
    ? "application/x-www-form-urlencoded"
    : random.pick(["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""]);
  request.body = Buffer.from(random.chance(0.95) ? form : random.pick([
    "&&&&", "=", "%", "grant_type=%00", "a=".repeat(3000), "x".repeat(500_000),
    '--x\r\nContent-Disposition: form-data; name="grant_type"\r\n\r\npassword\r\n--x--',
  ]));
  return request;
}

const basicOf = (random) => `Basic ${Buffer.from(random.pick(Object.entries(secrets)).join(":")).toString("base64")}`;

function formOf(random, bulk) {
  const [application, secret] = random.pick(Object.entries(secrets));
  const user = random.chance(0.2) ? random.pick([...plainUsers, ...otherUsers]) : `user${random.int(bulk)}@${domain}`;
  const fields = {
    client_id: application, client_secret: secret, username: user, login_hint: user, password: random.pick([password, password, "wrong", "Adele+Pass"]),
    grant_type: random.pick(["password", "client_credentials", "refresh_token", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code"]),
    scope: random.pick(["https://graph.microsoft.com/.default", "User.Read openid offline_access", "openid profile"]),
    redirect_uri: random.pick(["http://localhost", "http://localhost:1234/cb", "http://[::1]/"]), post_logout_redirect_uri: "http://localhost/",
    response_type: "code", response_mode: random.pick(["query", "fragment", "form_post"]), prompt: random.pick(["none", "login"]), state: "s", nonce: "n",
    code: "x", code_verifier: "v".repeat(43), code_challenge: "c".repeat(43), code_challenge_method: "S256", refresh_token: random.pick(odd),
    device_code: random.guid(), user_code: "ABCDEFGH", otc: "ABCDEFGH", resource: "https://graph.microsoft.com",
  };
  if (random.chance(0.15)) {
    Object.assign(fields, { client_assertion: "a.b.c", client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" });
    fields.claims = random.pick(['{"access_token":{"xms_cc":{"values":["cp1"]}}}', "{", "[]"]);
  }

  const names = Object.keys(fields).filter(() => random.chance(0.8));
  if (names.length && random.chance(0.15)) names.push(random.pick(names));
  return names.map((name) => `${name}=${random.chance(0.04) ? random.pick([...rawKeys, encode(random.pick(odd))]) : encode(fields[name])}`).join("&");
}
