// The package for tests in Node.js: a server, tenants, tokens, the clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, start } from "authmethods-testing";

const server = connect(process.env.AUTHMETHODS_ADDRESS);

test("each test has a tenant of its own", async () => {
  const [one, other] = await Promise.all([server.createTenant(), server.createTenant()]);
  const admin = await one.clientAs("global.admin");
  await admin.patch(`/v1.0/users/${one.name("kim")}`, { displayName: "Kim of one" });

  const reader = await other.clientAsApp();

  assert.equal((await admin.get(`/v1.0/users/${one.name("kim")}`)).displayName, "Kim of one");
  assert.equal((await reader.get(`/v1.0/users/${other.name("kim")}`)).displayName, "Kim Akers");
});

test("a refusal is an error with its status and reason", async () => {
  const tenant = await server.createTenant();
  const admin = await tenant.clientAs("auth.admin");

  await assert.rejects(admin.get(`/v1.0/users/${tenant.name("global.admin")}/authentication/phoneMethods`), (error) => {
    assert.equal(error.status, 403);
    assert.equal(error.body.error.code, "accessDenied");
    assert.match(error.reason, /^TargetAboveCaller/);
    return true;
  });
});

test("a tenant returns to a snapshot and to its beginning", async () => {
  const tenant = await server.createTenant();
  const phones = `/v1.0/users/${tenant.name("balas")}/authentication/phoneMethods`;
  const count = async () => (await (await tenant.clientAsApp()).get(phones)).value.length;
  const add = async (phoneType, phoneNumber) => (await tenant.clientAsApp()).post(phones, { phoneType, phoneNumber });

  await add("mobile", "+1 2065550100");
  const before = await tenant.snapshot();
  await add("office", "+1 2065550101");
  assert.equal(await count(), 2);
  await tenant.restore(before);
  assert.equal(await count(), 1);
  await tenant.reset();
  assert.equal(await count(), 0);

  await tenant.delete();
  await assert.rejects(tenant.appToken());
});

test("the program is started on a free port, and stopped", async () => {
  const own = await start({ program: JSON.parse(process.env.AUTHMETHODS_PROGRAM) });
  try {
    const tenant = await own.createTenant();
    const kim = await tenant.clientAs("kim");
    assert.equal((await kim.get("/v1.0/me")).userPrincipalName, tenant.name("kim"));
  } finally {
    await own.stop();
  }
  await assert.rejects(fetch(own.address));
});

test("a program that is not there is an error", async () => {
  await assert.rejects(start({ program: ["authmethods-is-not-installed"] }), /ENOENT/);
});

test("the time of a tenant is moved for that tenant alone", async () => {
  const [one, other] = await Promise.all([server.createTenant(), server.createTenant()]);
  const [mine, theirs] = [await one.clientAs("kim"), await other.clientAs("kim")];

  await one.advance(25 * 3600);

  await assert.rejects(mine.get("/v1.0/me"), (error) => error.status === 401);
  assert.equal((await theirs.get("/v1.0/me")).userPrincipalName, other.name("kim"));
  const at = new Date("2030-01-02T03:04:05Z");
  assert.equal(new Date((await one.freeze(at)).now).getTime(), at.getTime());
});
