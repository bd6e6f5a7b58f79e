// Bodies: right ones from the schema or its example, ones with something changed, and ones that are no JSON.
import { gzipSync } from "node:zlib";
import { domain, password, userId } from "./sample.mjs";
import { odd } from "./values.mjs";

/** Adds a body for a media type of an OpenAPI document. */
export function addBody(random, request, media, document) {
  request.headers["Content-Type"] = "application/json";
  const share = random.next();
  let value = share < 0.5 ? structuredClone(media.example) : valueOf(random, media.schema, document, 0);
  for (let changes = share < 0.25 ? 0 : random.int(4); changes > 0; changes--) value = change(random, value);
  request.body = Buffer.from(JSON.stringify(value) ?? "null");
  if (share > 0.85) spoil(random, request);
}

const resolve = (schema, document) => (schema?.$ref ? document.components.schemas[schema.$ref.split("/").pop()] : schema);

/** A value of a schema. */
function valueOf(random, reference, document, depth) {
  const schema = resolve(reference, document);
  if (!schema || depth > 6) return null;
  if (schema.discriminator?.mapping && depth < 5 && random.chance(0.8)) {
    const [type, $ref] = random.pick(Object.entries(schema.discriminator.mapping));
    return { "@odata.type": type, ...valueOf(random, { ...resolve({ $ref }, document), discriminator: undefined }, document, depth + 1) };
  }

  if (schema.enum) return random.pick(schema.enum);
  const types = [schema.type ?? "object"].flat();
  switch (random.chance(0.9) ? types.find((type) => type !== "null") : random.pick(types)) {
    case "array": return random.list(random.int(4), () => valueOf(random, schema.items, document, depth + 1));
    case "boolean": return random.chance(0.5);
    case "integer": case "number": return random.pick([0, 1, 8, 60, 480, -1, 2147483647, 1.5, random.int(1000)]);
    case "string": return textOf(random, schema.format);
    case "null": return null;
    default: return objectOf(random, schema, document, depth);
  }
}

function objectOf(random, schema, document, depth) {
  const result = {};
  for (const part of schema.allOf ?? []) {
    Object.assign(result, valueOf(random, { ...resolve(part, document), discriminator: undefined }, document, depth + 1));
  }

  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (random.chance(schema.required?.includes(name) ? 0.95 : 0.25)) result[name] = valueOf(random, property, document, depth + 1);
  }

  return result;
}

function textOf(random, format) {
  if (random.chance(0.3)) return random.pick(odd);
  if (format === "date-time") return new Date(Date.UTC(2026, random.int(48), 1 + random.int(28))).toISOString();
  if (format === "uuid") return random.guid();
  const someone = userId(random.int(30));
  return random.pick([
    `fuzz${random.int(1e6)}`, `fuzz${random.int(1e6)}@${domain}`, `+1 206555${String(random.int(1e4)).padStart(4, "0")}`, password, random.guid(), someone,
    `https://graph.microsoft.com/v1.0/directoryObjects/${someone}`, "enabled", "mobile", "all_users", "123456", Buffer.from(random.guid()).toString("base64"),
  ]);
}

/** Changes one thing: a value to one of another type, or a property is removed or added. */
export function change(random, value, depth = 0) {
  if (!value || typeof value !== "object" || depth > 7 || random.chance(0.1)) {
    return typeof value === "string" && random.chance(0.5) ? textOf(random) : strange(random);
  }

  const keys = Object.keys(value);
  if (!keys.length || (!Array.isArray(value) && random.chance(0.1))) {
    return { ...value, [random.pick(["id", "@odata.type", "@odata.id", "x", random.pick(odd)])]: strange(random) };
  }

  const key = random.pick(keys);
  if (random.chance(0.15) && !Array.isArray(value)) delete value[key];
  else value[key] = change(random, value[key], depth + 1);
  return value;
}

const strange = (random) => random.pick([
  null, true, 0, -1, 1.5, 1e300, 12345678901234567890, [], {}, [[]], [null], { id: null }, Array(300).fill("a"), [1, "a", {}], random.guid(), random.pick(odd),
]);

/** Makes a body wrong below the level of JSON. */
export function spoil(random, request) {
  if (random.chance(0.8)) {
    request.body = Buffer.from(spoiled(random, request.body.toString()));
  } else if (random.chance(0.5)) {
    request.headers["Content-Type"] = random.pick([
      "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=x", "multipart/form-data", "", "é",
      "application/x-www-form-urlencoded",
    ]);
  } else {
    request.headers["Content-Encoding"] = random.pick(["gzip", "br", "deflate", "x"]);
    if (random.chance(0.5)) request.body = gzipSync(request.body);
  }
}

function spoiled(random, text) {
  const nested = (open, close) => open.repeat(random.pick([10, 63, 64, 65, 1000, 100_000])) + "1" + close.repeat(random.pick([0, 10, 64, 1000]));
  const literal = () => random.pick(["1e999", "-0", "0x1", "01", "9".repeat(400), "'a'", "/*c*/1", "1,", "nul"]);
  return random.pick([
    () => text.slice(0, random.int(text.length)),
    () => text + random.pick(["}", "1", ",", "\0", "{}"]),
    () => text.replace(/"(\w+)":/, '"$1":1,"$1":'),
    () => text.replace(/[a-z]/, random.pick(["\\ud800", "\\u0000", "\\x"])),
    () => text.replace(/:/, ":NaN,\"x\":"),
    () => text.replace(/:("[^"]*"|\w+)/, `:${literal()}`),
    () => random.pick(["", "null", "[]", '"a"', "1", `\ufeff${text}`, "\0".repeat(random.int(50)), `[${"1,".repeat(20_000)}1]`]),
    () => nested("[", "]"),
    () => nested('{"a":', "}"),
    () => `{"displayName":"${"z".repeat(random.pick([5000, 100_000, 1_200_000]))}"}`,
    () => Buffer.from(text, "utf16le"),
    () => Buffer.concat([Buffer.from(text.slice(0, -3)), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(text.slice(-3))]),
    () => Buffer.from(random.list(random.int(200), () => random.int(256))),
  ])();
}
