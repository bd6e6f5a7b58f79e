// Query options: those that an operation describes and others, with right and wrong values.
import { encode, odd, rawKeys } from "./values.mjs";

const others = ["$filter", "$search", "$skip", "$skiptoken", "$apply", "$format", "$levels", "x", ""];
const fields = [
  "id", "displayName", "userPrincipalName", "createdDateTime", "accountEnabled", "phoneNumber", "appId", "state", "mail", "lastUpdatedDateTime",
  "isMfaRegistered", "principalId", "*",
];

/** A query with its question mark, or nothing. */
export function queryOf(random, operation) {
  if (!random.chance(0.35)) return "";
  const described = (operation.parameters ?? []).filter((parameter) => parameter.in === "query").map((parameter) => parameter.name);
  const names = random.list(1 + random.int(3), () => random.pick(described.length && random.chance(0.85) ? described : others));
  return "?" + names.map((name) => `${random.chance(0.9) ? name : encode(name)}=${valueOf(random, name)}`).join("&");
}

function valueOf(random, name) {
  if (random.chance(0.05)) return random.pick(rawKeys);
  return encode(random.chance(0.1) ? random.pick(odd) : optionOf(random, name));
}

function optionOf(random, name) {
  switch (name) {
    case "$filter": return filterOf(random);
    case "$select": return random.list(1 + random.int(3), () => random.pick(fields)).join(",");
    case "$orderby": return random.list(1 + random.int(3), () => random.pick(fields) + random.pick(["", " desc", " asc"])).join(",");
    case "$expand": return random.pick([
      "manager", "memberOf", "*", "owners($select=id)", "manager($levels=max)", "members($filter=id eq 'a';$top=2)", "combinationConfigurations",
    ]);
    case "$top": case "$skip": return random.pick(["0", "1", "5", "100", "999", "1000", "-1", "99999999999"]);
    case "$count": return random.pick(["true", "false", "True", "1"]);
    case "$search": return random.pick(["\"displayName:kim\"", "\"mail:a\" OR \"displayName:b\"", "displayName:kim", "\"displayName:\"", "\"x\""]);
    default: return random.pick([...odd, "latest", Buffer.from(random.guid()).toString("base64url")]);
  }
}

function filterOf(random) {
  const share = random.next();
  if (share < 0.03) return "(".repeat(random.int(5000)) + termOf(random) + ")".repeat(random.int(5000));
  if (share < 0.08) return random.list(random.int(200), () => termOf(random)).join(" or ");
  const terms = random.list(1 + random.int(2), () => (random.chance(0.2) ? `not(${termOf(random)})` : termOf(random)));
  return terms.join(random.pick([" and ", " or "]));
}

function termOf(random) {
  const literal = () => random.pick([
    "'a'", "'kim@contoso.com'", "1", "true", "null", "2026-01-01T00:00:00Z", random.guid(), `'${random.guid()}'`, `'${random.pick(odd)}'`, "duration'P1D'",
    "''''", "-1.5e3",
  ]);
  return random.pick([
    () => `${random.pick(fields)} ${random.pick(["eq", "ne", "gt", "ge", "lt", "le", "has", "in", "xx"])} ${literal()}`,
    () => `${random.pick(["startswith", "endswith", "contains", "length"])}(${random.pick(fields)},${literal()})`,
    () => `${random.pick(fields)} in (${literal()},${literal()})`,
    () => `${random.pick(["members", "assignedLicenses", "methodsRegistered"])}/any(x:x eq ${literal()})`,
  ])();
}
