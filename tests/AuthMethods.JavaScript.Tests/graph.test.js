import assert from "node:assert/strict";
import { before, test } from "node:test";
import graphClient from "@microsoft/microsoft-graph-client";
import { address, graphAs, graphAsApplication } from "./graph.js";

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

test("collections are counted as plain text", async () => {
  const text = async (path, headers = {}) => {
    const count = await graph.api(path).headers(headers).responseType(graphClient.ResponseType.TEXT).get();
    return Number(count);
  };

  assert.equal(await text("/users/kim@contoso.com/authentication/phoneMethods/$count"), 2);
  assert.equal(await text("/policies/authenticationStrengthPolicies/$count"), 3);
  assert.equal(await text("/users/kim@contoso.com/memberOf/$count", { ConsistencyLevel: "eventual" }), 0);
});

test("options for a passkey are read on both versions", async () => {
  const passkeys = "/users/megan@contoso.com/authentication/fido2Methods";

  const options = await graph.api(`${passkeys}/creationOptions()`).get();
  const longer = await graph.api(`${passkeys}/creationOptions(challengeTimeoutInMinutes=60)`).version("beta").get();

  assert.equal(options.publicKey.user.name, "megan@contoso.com");
  assert.ok(new Date(longer.challengeTimeoutDateTime) - new Date(options.challengeTimeoutDateTime) > 50 * 60_000);
});

test("a campaign for passkeys is set and taken back", async () => {
  const policy = graph.api("/policies/authenticationMethodsPolicy");
  const campaign = (await policy.get()).registrationEnforcement;

  await graph.api("/policies/authenticationMethodsPolicy").patch({
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        state: "enabled",
        includeTargets: [{ id: "all_users", targetType: "group", targetedAuthenticationMethod: "Fido2" }],
      },
    },
  });

  const [target] = (await policy.get()).registrationEnforcement.authenticationMethodsRegistrationCampaign.includeTargets;
  assert.equal(target.targetedAuthenticationMethod.toLowerCase(), "fido2");
  await graph.api("/policies/authenticationMethodsPolicy").patch({ registrationEnforcement: campaign });
  assert.deepEqual((await policy.get()).registrationEnforcement, campaign);
});

test("the use of a strength is an object of two lists", async () => {
  const [strength] = (await graph.api("/policies/authenticationStrengthPolicies").get()).value;

  const usage = await graph.api(`/policies/authenticationStrengthPolicies/${strength.id}/microsoft.graph.usage()`).get();

  assert.deepEqual([usage.mfa, usage.none], [[], []]);
});

test("changes of users and groups are read from the delta link", async () => {
  const round = async (address) => {
    const items = [];
    for (let next = address; ;) {
      const page = await graph.api(next).get();
      items.push(...page.value);
      if (page["@odata.deltaLink"]) return { items, link: page["@odata.deltaLink"] };
      next = page["@odata.nextLink"];
    }
  };
  const users = await round("/users/delta?$select=displayName,department&$top=7");
  const groups = await round("/groups/delta()?$select=displayName,members");
  const kim = users.items.find((user) => user.displayName === "Kim Akers");

  await graph.api(`/users/${kim.id}`).patch({ department: "Field" });
  const group = await graph.api("/groups").post({ displayName: "Bakers", mailEnabled: false, mailNickname: "bakers", securityEnabled: true });
  await graph.api(`/groups/${group.id}/members/$ref`).post({ "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${kim.id}` });

  assert.deepEqual((await round(users.link)).items, [{ displayName: "Kim Akers", department: "Field", id: kim.id }]);
  const changed = await round(groups.link);
  assert.deepEqual(changed.items.map((g) => [g.displayName, g["members@delta"].map((m) => m.id)]), [["Bakers", [kim.id]]]);
  await graph.api(`/groups/${group.id}`).delete();
  assert.deepEqual((await round(changed.link)).items.map((g) => [g.id, g["@removed"].reason]), [[group.id, "deleted"]]);
});

test("a registered application signs in with what it was granted", async () => {
  const application = await graph.api("/applications").post({ displayName: "Phone book" });
  const { secretText } = await graph.api(`/applications/${application.id}/addPassword`).post({ passwordCredential: { displayName: "First" } });
  const principal = await graph.api("/servicePrincipals").post({ appId: application.appId });
  const api = await graph.api("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')").select("id,appRoles").get();
  const role = api.appRoles.find((r) => r.value === "UserAuthMethod-Phone.Read.All");
  await graph.api(`/servicePrincipals/${principal.id}/appRoleAssignments`).post({ principalId: principal.id, resourceId: api.id, appRoleId: role.id });

  const app = await graphAsApplication(application.appId, secretText);

  assert.equal((await app.api("/users/kim@contoso.com/authentication/phoneMethods").get()).value.length, 2);
  await assert.rejects(app.api("/users/kim@contoso.com/authentication/emailMethods").get(), { statusCode: 403, code: "accessDenied" });
  await graph.api(`/applications/${application.id}`).delete();
});

test("a role in an administrative unit reaches its members alone", async () => {
  const [{ id: balas }, { id: megan }] = await Promise.all(["balas", "megan"].map((name) => graph.api(`/users/${name}@contoso.com`).select("id").get()));
  const unit = await graph.api("/directory/administrativeUnits").post({ displayName: "West" });
  await graph.api(`/directory/administrativeUnits/${unit.id}/members/$ref`).post({ "@odata.id": `https://graph.microsoft.com/v1.0/users/${balas}` });
  await graph.api("/roleManagement/directory/roleAssignments").post({
    roleDefinitionId: "c4e39bd9-1100-46d3-8c65-fb160da0071f", principalId: megan, directoryScopeId: `/administrativeUnits/${unit.id}`,
  });

  const admin = await graphAs("megan");

  assert.deepEqual((await admin.api(`/users/${balas}/authentication/phoneMethods`).get()).value, []);
  await assert.rejects(admin.api("/users/kim@contoso.com/authentication/phoneMethods").get(), { statusCode: 403, code: "accessDenied" });
  await graph.api(`/directory/administrativeUnits/${unit.id}`).delete();
  await assert.rejects(admin.api(`/users/${balas}/authentication/phoneMethods`).get(), { statusCode: 403, code: "accessDenied" });
});
