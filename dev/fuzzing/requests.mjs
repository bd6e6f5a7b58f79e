// Random requests for the operations of OpenAPI documents: right ones, nearly right ones and nonsense.
import { requestToAuthority } from "./authority.mjs";
import { addBody, change, spoil } from "./bodies.mjs";
import { queryOf } from "./queries.mjs";
import { administrators, domain, globalAdmin, otherUsers, plainUsers, provisioning, reporting, tenant, userId } from "./sample.mjs";
import { encode, odd, oddHeaders, rawKeys } from "./values.mjs";

const endsSessions = /revoke|invalidate|Password$|multiFactor|^(PATCH|DELETE) \/\S+\/me$/;
const headersOfRequests = [
  "Accept", "Prefer", "ConsistencyLevel", "client-request-id", "If-Match", "Accept-Language", "X-Forwarded-For", "Origin", "Cookie", "Range", "OData-Version",
];
const undescribed = [
  "/", "/health/ready", "/health/live", "/metrics", "/swagger", "/swagger/personas.json", "/openapi/v1.0.json", "/v1.0", "/beta/", "/v1.0/$metadata",
  "/beta/$metadata", "/v2.0/me", "/authmethods", "//v1.0//me",
];

export class Requests {
  /** @param bulk How many users user0, user1, … there are. @param tokenOf Gives the token of a user, with or without MFA, or of an application. */
  constructor(random, documents, bulk, tokenOf) {
    Object.assign(this, { random, bulk, tokenOf, turn: 0, seen: new Map(), made: new Map() });
    this.operations = documents.flatMap((document) => Object.entries(document.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(
      ([verb, operation]) => ({ ...operation, document, path, verb: verb.toUpperCase(), name: `${verb.toUpperCase()} ${path}` }))));
  }

  next() {
    const share = this.random.next();
    if (share < 0.82) return this.described();
    if (share < 0.88) return this.batch();
    return share < 0.96 ? requestToAuthority(this.random, this.bulk) : this.nonsense();
  }

  /** Takes ids from an answer, for later requests to the same collection. */
  learn({ collection, verb }, status, text) {
    if (!collection || text.length > 200_000) return;
    let body;
    try { body = JSON.parse(text); } catch { return; }
    const items = [body, ...(Array.isArray(body?.value) ? body.value.slice(0, 20) : [])];
    const ids = items.map((item) => item?.id).filter((id) => typeof id === "string");
    for (const known of verb === "POST" && status === 201 ? [this.seen, this.made] : [this.seen]) {
      known.set(collection, [...new Set([...ids, ...(known.get(collection) ?? [])])].slice(0, 60));
    }
  }

  /** Each operation once, in a random order, then each again. */
  described() {
    if (this.turn % this.operations.length === 0) this.random.shuffle(this.operations);
    return this.requestOf(this.operations[this.turn++ % this.operations.length]);
  }

  requestOf(operation) {
    const { random } = this;
    const { name, verb, document } = operation;
    const path = operation.path.replace(/\{(\w+)\}/g, (_, key, at) => this.key(operation, key, at)) + queryOf(random, operation);
    const request = { name, verb, path, headers: this.headers(operation), collection: collectionOf(operation.path) };
    const media = operation.requestBody?.content["application/json"];
    if (media ? random.chance(0.98) : random.chance(0.03)) addBody(random, request, media ?? { example: {}, schema: {} }, document);
    return request;
  }

  key(operation, name, at) {
    const { random } = this;
    if (random.chance(0.02)) return random.pick(rawKeys);
    if (random.chance(0.06)) return encode(random.pick(odd).slice(0, random.chance(0.1) ? 20_000 : 300));
    switch (name) {
      case "user": return encode(this.user(changes(operation)));
      case "organization": return tenant;
      case "period": return random.pick(["d1", "d7", "d30", "d90", "d180", "D7"]);
      case "includedUserTypes": return random.pick(["all", "member", "guest", "disabledUsers"]);
      case "includedUserRoles": return random.pick(["all", "privilegedAdmin", "admin", "user"]);
      case "challengeTimeoutInMinutes": return String(random.int(100) - 5);
    }

    // What tokens depend on is seldom changed, or soon nobody has a permission.
    const isProtected = changes(operation) && !operation.path.includes("/authentication/") && !random.chance(0.005);
    const known = (isProtected ? this.made : this.seen).get(collectionOf(operation.path.slice(0, at)));
    if (known?.length && random.chance(0.9)) return encode(random.pick(known));
    return random.pick(isProtected ? [random.guid(), tenant] : [random.guid(), tenant, provisioning, userId(random.int(30)), "Email", "Sms", "Fido2"]);
  }

  user(isChanged) {
    const { random } = this;
    if (random.chance(isChanged ? 0.003 : 0.2)) return random.pick([userId(1 + random.int(administrators.length)), random.pick(administrators)]);
    if (random.chance(0.4)) return random.pick([...plainUsers, ...otherUsers]);
    const known = this.made.get("users");
    return known?.length && random.chance(0.3) ? random.pick(known) : `user${random.int(this.bulk)}@${domain}`;
  }

  headers(operation) {
    const { random } = this;
    const token = this.token(operation);
    const headers = token === undefined ? {} : { Authorization: token };
    for (const { name } of operation?.parameters?.filter((parameter) => parameter.in === "header") ?? []) {
      if (random.chance(0.6)) headers[name] = name === "Prefer" ? "return=minimal" : "eventual";
    }

    if (random.chance(0.04)) headers[random.pick(headersOfRequests)] = random.pick(oddHeaders);
    return headers;
  }

  token(operation) {
    const { random } = this;
    const share = random.next();
    if (share < 0.03) return undefined;
    const isOwnEnd = operation?.path.includes("/me") && endsSessions.test(operation.name) && !random.chance(0.02);
    const good = this.tokenOf(isOwnEnd ? random.pick(plainUsers) : this.caller(share), share < 0.8);
    if (share < 0.96) return `Bearer ${good}`;
    return random.pick([
      "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer ..", "é", "Basic a2ltOng=", `bearer  ${good}x`, `Bearer ${"A".repeat(9000)}`,
      `Bearer ${good.slice(0, random.int(good.length))}`, `Bearer ${good.split(".").reverse().join(".")}`,
      `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${good.split(".")[1]}.`,
    ]);
  }

  caller(share) {
    if (share < 0.3) return provisioning;
    return share < 0.55 ? globalAdmin : this.random.pick([...administrators, ...plainUsers, reporting]);
  }

  batch() {
    const { random } = this;
    const version = random.pick(["v1.0", "beta"]);
    const operations = this.operations.filter(({ path, name }) => path.startsWith(`/${version}/`) && !(path.includes("/me") && endsSessions.test(name)));
    const requests = random.list(random.chance(0.05) ? random.int(30) : 1 + random.int(6), (n) => {
      const { verb: method, path, headers: { Authorization, ...headers }, body } = this.requestOf(random.pick(operations));
      const entry = { id: String(random.chance(0.95) ? n + 1 : 1), method, url: path.slice(version.length + 1), headers };
      if (n && random.chance(0.2)) entry.dependsOn = [String(random.int(n + 2))];
      try { if (body?.length < 10_000) entry.body = JSON.parse(body); } catch { /* The body is no JSON. */ }
      return entry;
    });
    const path = `/${version}/$batch`;
    const request = { name: `POST ${path}`, verb: "POST", path, headers: { ...this.headers(), "Content-Type": "application/json" } };
    request.body = Buffer.from(JSON.stringify(random.chance(0.2) ? change(random, { requests }) : { requests }));
    if (random.chance(0.05)) spoil(random, request);
    return request;
  }

  /** Paths and verbs that no document describes. */
  nonsense() {
    const { random } = this;
    const parts = random.pick(this.operations).path.split("/");
    const at = 1 + random.int(parts.length - 1);
    parts[at] = random.pick([
      encode(random.pick(odd).slice(0, 500)), random.pick(rawKeys), parts[at] + parts[at], "", "$value", "$ref", "$count", "microsoft.graph.user",
      `${parts[at]}('${encode(random.pick(odd).slice(0, 60))}')`,
    ]);
    const path = random.chance(0.2)
      ? random.pick(undescribed)
      : parts.join("/").replace(/\{(\w+)\}/g, () => (random.chance(0.5) ? encode(this.user(true)) : random.guid()));
    const verb = random.pick(["GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "LOCK"]);
    const request = { name: "undescribed", verb, path, headers: this.headers() };
    if (/^P/.test(verb)) addBody(random, request, { example: { displayName: "x" }, schema: {} }, {});
    return request;
  }
}

/** The collection that a path lists or whose item it names: phoneMethods for /v1.0/me/authentication/phoneMethods/{id}. */
const collectionOf = (path) => path.split("/").filter((part) => part && !/[{$(]|^microsoft/.test(part)).pop();

const changes = ({ verb, name }) => verb === "DELETE" || verb === "PATCH" || endsSessions.test(name);
