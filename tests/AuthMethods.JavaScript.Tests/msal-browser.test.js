// MSAL for pages, unmodified, in a browser: a single-page application of the test signs users in, renews and signs them out.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { address, graphAs } from "./graph.js";

const tenant = "aaaabbbb-0000-cccc-1111-dddd2222eeee", patience = 60_000;
const program = "/usr/bin/chromium", skip = existsSync(program) ? false : `${program} is not installed`;
const library = (path) => readFile(new URL(`node_modules/@azure/msal-browser/lib/${path}`, import.meta.url));
let browser, site, origin, clientId;

before(async () => {
  if (skip) return;
  const pages = {
    "/msal.js": await library("msal-browser.min.js"),
    "/bridge.js": await library("redirect-bridge/msal-redirect-bridge.min.js"),
    // Windows that MSAL opens end here, and hand their answer on.
    "/redirect": '<!doctype html><script src="bridge.js"></script><script>msalRedirectBridge.broadcastResponseToMainFrame()</script>',
    "/": () => `<!doctype html><title>Application</title><p></p><script src="msal.js"></script><script>
      const ready = msal.createStandardPublicClientApplication({
        auth: {
          clientId: "${clientId}", authority: "${address}/${tenant}", knownAuthorities: ["${new URL(address).host}"],
          redirectUri: location.origin + "/redirect", postLogoutRedirectUri: location.origin + "/",
        },
      });
      ready.then(async (client) => {
        await client.handleRedirectPromise();
        document.querySelector("p").textContent = client.getAllAccounts()[0]?.username ?? "Nobody is signed in";
      });
    </script>`,
  };
  site = createServer((request, response) => {
    const page = pages[new URL(request.url, "http://localhost").pathname];
    response.writeHead(page ? 200 : 404, { "Content-Type": request.url.endsWith(".js") ? "text/javascript" : "text/html" });
    response.end(typeof page === "function" ? page() : page);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  origin = `http://localhost:${site.address().port}`;
  const graph = await graphAs("global.admin");
  const application = await graph.api("/applications").post({
    displayName: "Single page", spa: { redirectUris: [`${origin}/redirect`, `${origin}/`] },
  });
  const principal = await graph.api("/servicePrincipals").post({ appId: application.appId });
  const [resource] = (await graph.api("/servicePrincipals").filter("appId eq '00000003-0000-0000-c000-000000000000'").get()).value;
  await graph.api("/oauth2PermissionGrants").post({ clientId: principal.id, consentType: "AllPrincipals", resourceId: resource.id, scope: "User.Read" });
  clientId = application.appId;
  browser = await chromium.launch({ executablePath: program, args: ["--headless", "--no-sandbox", "--disable-gpu"], timeout: patience });
});

after(async () => {
  await browser?.close();
  site?.close();
});

async function open() {
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  page.setDefaultTimeout(patience);
  await page.goto(`${origin}/`);
  return page;
}

async function signIn(page, name) {
  await page.getByLabel("User name").fill(name);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Password", { exact: true }).fill("Contoso-Dev-1!");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const leaveToSignIn = (redirectUri) => void ready.then((client) => client.loginRedirect({ scopes: ["User.Read"], redirectUri }));

async function signInByPopup(page, name) {
  const opened = page.waitForEvent("popup");
  const done = page.evaluate(async () => (await (await ready).loginPopup({ scopes: ["User.Read"] })).account.username);
  await signIn(await opened, name);
  return done;
}

test("a user signs in in a window, and the page calls Graph", { skip }, async () => {
  const page = await open();

  assert.equal(await signInByPopup(page, "kim@contoso.com"), "kim@contoso.com");

  const name = await page.evaluate(async (graph) => {
    const client = await ready;
    const { accessToken } = await client.acquireTokenSilent({ scopes: ["User.Read"], account: client.getAllAccounts()[0], forceRefresh: true });
    return (await (await fetch(`${graph}/v1.0/me`, { headers: { Authorization: `Bearer ${accessToken}` } })).json()).userPrincipalName;
  }, address);
  assert.equal(name, "kim@contoso.com");
});

test("the page leads to the sign-in and back, and to the sign-out and back", { skip }, async () => {
  const page = await open();
  await page.getByText("Nobody is signed in").waitFor();
  await page.evaluate(leaveToSignIn, `${origin}/`);
  await signIn(page, "megan@contoso.com");
  await page.getByText("megan@contoso.com").waitFor();
  assert.equal(new URL(page.url()).origin, origin);

  await page.evaluate(() => void ready.then((client) => client.logoutRedirect()));

  await page.getByText("Nobody is signed in").waitFor();
  assert.equal(new URL(page.url()).origin, origin);
  // The browser has no session either.
  await page.evaluate(leaveToSignIn, `${origin}/`);
  await page.getByLabel("User name").waitFor();
});
