import assert from "node:assert/strict";
import { before, test } from "node:test";
import graphClient from "@microsoft/microsoft-graph-client";
import { address, graphAs } from "./graph.js";

const { BatchRequestContent, BatchResponseContent, GraphError, PageIterator } = graphClient;

const mobile = "3179e48a-750b-4051-897c-87b9720928f7";

let graph;

before(async () => {
  graph = await graphAs("global.admin");
});

test("the page iterator sees every user once", async () => {
  const names = [];
  const first = await graph.api("/users").select("userPrincipalName").top(5).get();

  await new PageIterator(graph, first, (user) => names.push(user.userPrincipalName)).iterate();

  assert.equal(first.value.length, 5);
  assert.equal(names.length, 23);
  assert.equal(new Set(names).size, 23);
});

// Of an entry's address the client sends the path, which is relative to the version of the batch.
test("a batch runs what depends on another after it", async () => {
  const emails = `${address}/users/megan@contoso.com/authentication/emailMethods`;
  const body = JSON.stringify({ emailAddress: "megan@fourthcoffee.com" });
  const batch = new BatchRequestContent([
    { id: "add", request: new Request(emails, { method: "POST", body, headers: { "Content-Type": "application/json" } }) },
    { id: "read", request: new Request(emails), dependsOn: ["add"] },
  ]);

  const responses = new BatchResponseContent(await graph.api("/$batch").post(await batch.getContent()));

  assert.equal(responses.getResponseById("add").status, 201);
  assert.deepEqual((await responses.getResponseById("read").json()).value.map((e) => e.emailAddress), ["megan@fourthcoffee.com"]);
});

test("an entry of a batch fails alone", async () => {
  const batch = new BatchRequestContent([
    { id: "nobody", request: new Request(`${address}/users/nobody@contoso.com`) },
    { id: "kim", request: new Request(`${address}/users/kim@contoso.com?$select=displayName`) },
  ]);

  const responses = new BatchResponseContent(await graph.api("/$batch").post(await batch.getContent()));

  assert.equal(responses.getResponseById("nobody").status, 404);
  assert.equal((await responses.getResponseById("nobody").json()).error.code, "Request_ResourceNotFound");
  assert.equal(responses.getResponseById("kim").status, 200);
});

test("an advanced query counts", async () => {
  const page = await graph.api("/users").header("ConsistencyLevel", "eventual").count(true).top(1).get();
  const count = await graph.api("/users/$count").header("ConsistencyLevel", "eventual").get();

  assert.equal(page["@odata.count"], 23);
  assert.equal(page.value.length, 1);
  assert.equal(Number(typeof count === "string" || typeof count === "number" ? count : await new Response(count).text()), 23);
});

test("a phone is added, read, changed and deleted", async () => {
  const phones = "/users/balas@contoso.com/authentication/phoneMethods";

  const added = await graph.api(phones).post({ phoneNumber: "+1 2065550100", phoneType: "mobile" });
  assert.equal(added.id, mobile);
  await graph.api(`${phones}/${mobile}`).patch({ phoneNumber: "+1 2065550199" });
  assert.equal((await graph.api(`${phones}/${mobile}`).get()).phoneNumber, "+1 2065550199");
  assert.deepEqual((await graph.api(phones).filter("phoneType eq 'mobile'").get()).value.map((p) => p.id), [mobile]);
  await graph.api(`${phones}/${mobile}`).delete();
  assert.deepEqual((await graph.api(phones).get()).value, []);
});

test("a refusal is an error with Graph's code", async () => {
  const reader = await graphAs("global.reader");

  await assert.rejects(reader.api("/users/kim@contoso.com/authentication/emailMethods").post({ emailAddress: "kim@fabrikam.com" }), (error) => {
    assert.ok(error instanceof GraphError);
    assert.equal(error.statusCode, 403);
    assert.equal(error.code, "accessDenied");
    assert.match(error.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });
});

test("a user is created on beta and gone after deletion", async () => {
  const users = graph.api("/users").version("beta");

  const created = await users.post({
    accountEnabled: true, displayName: "Jo", mailNickname: "jo", userPrincipalName: "jo@contoso.com", passwordProfile: { password: "Quiet-River-7" },
  });
  assert.equal((await graph.api(`/users/${created.id}`).select(["displayName"]).get()).displayName, "Jo");
  await graph.api(`/users/${created.id}`).delete();
  await assert.rejects(graph.api(`/users/${created.id}`).get(), { statusCode: 404, code: "Request_ResourceNotFound" });
});
