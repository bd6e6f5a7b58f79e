// MSAL for Node.js, unmodified, against the built-in authority.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfidentialClientApplication, CryptoProvider, InteractionRequiredAuthError, PublicClientApplication } from "@azure/msal-node";
import { Browser } from "./browser.js";
import { address, graphAs } from "./graph.js";

const tenant = "aaaabbbb-0000-cccc-1111-dddd2222eeee", host = new URL(address).host;
const provisioning = "00001111-aaaa-2222-bbbb-3333cccc4444", adminTools = "22223333-cccc-4444-dddd-5555eeee6666";
const scopes = ["https://graph.microsoft.com/.default"], redirectUri = "http://localhost:53682/";
const authority = (segment = tenant) => ({ authority: `${address}/${segment}`, knownAuthorities: [host] });
const me = (token) => fetch(`${address}/v1.0/me`, { headers: { Authorization: `Bearer ${token}` } });
const installed = (segment) => new PublicClientApplication({ auth: { clientId: adminTools, ...authority(segment) } });

test("an application signs in with its secret, and once", async () => {
  const client = new ConfidentialClientApplication({ auth: { clientId: provisioning, clientSecret: "provisioning-secret", ...authority() } });

  const first = await client.acquireTokenByClientCredential({ scopes });
  const second = await client.acquireTokenByClientCredential({ scopes });

  assert.equal(first.tokenType, "Bearer");
  assert.deepEqual([second.accessToken, second.fromCache], [first.accessToken, true]);
});

for (const segment of [tenant, "contoso.com", "common", "organizations"]) {
  test(`a user signs in on a page at ${segment} and is renewed silently`, async () => {
    const client = installed(segment);
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const browser = await new Browser().open(
      await client.getAuthCodeUrl({ scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: "S256", state: "some state", responseMode: "query" }));
    await browser.signIn("kim@contoso.com", "Contoso-Dev-1!");
    const back = new URL(browser.location);
    assert.deepEqual([back.origin, back.searchParams.get("state")], ["http://localhost:53682", "some state"]);

    const signedIn = await client.acquireTokenByCode({ scopes, redirectUri, codeVerifier: verifier, code: back.searchParams.get("code") });
    const renewed = await client.acquireTokenSilent({ scopes, account: signedIn.account, forceRefresh: true });

    assert.deepEqual([signedIn.account.username, signedIn.tenantId], ["kim@contoso.com", tenant]);
    assert.notEqual(renewed.accessToken, signedIn.accessToken);
    assert.equal((await (await me(renewed.accessToken)).json()).userPrincipalName, "kim@contoso.com");
  });
}

test("a device's user signs in on another one", async () => {
  let browser;
  const signedIn = await installed().acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: async ({ userCode, verificationUri }) => {
      browser = await new Browser().open(verificationUri);
      await browser.submit({ user_code: userCode });
      await browser.signIn("megan@contoso.com", "Contoso-Dev-1!");
    },
  });

  assert.match(browser.text, /Signed in/);
  assert.equal(signedIn.account.username, "megan@contoso.com");
});

test("a revoked session ends the token and asks for the user again", async () => {
  const client = installed();
  const signedIn = await client.acquireTokenByUsernamePassword({ scopes, username: "alex@contoso.com", password: "Contoso-Dev-1!" });
  assert.equal((await me(signedIn.accessToken)).status, 200);

  await (await graphAs("global.admin")).api("/users/alex@contoso.com/revokeSignInSessions").post({});

  assert.equal((await me(signedIn.accessToken)).status, 401);
  await assert.rejects(client.acquireTokenSilent({ scopes, account: signedIn.account, forceRefresh: true }), InteractionRequiredAuthError);
});
