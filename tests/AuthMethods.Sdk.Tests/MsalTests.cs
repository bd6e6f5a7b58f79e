using System.Net;
using System.Net.Http.Headers;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Identity.Client;

namespace AuthMethods.Sdk.Tests;

/// <summary>MSAL.NET, unmodified: an installed application that opens a browser, and the session that follows.</summary>
public sealed class MsalTests : AuthorityTests
{
    private static readonly string[] Scopes = [Default];

    [Fact]
    public async Task User_SignsInInTheBrowserOnce_AndIsThenRecognized()
    {
        var (application, browser) = (Application(), Browser());
        var first = await InteractiveAsync(application, browser, page => SignInAsync(page, "kim", SampleTenant.Password));
        Assert.Equal((_tenant.Name("kim"), $"{_tenant.Id}"), (first.Account.Username, first.TenantId));

        var silent = await application.AcquireTokenSilent(Scopes, first.Account).ExecuteAsync();
        Assert.Equal(first.AccessToken, silent.AccessToken);
        Assert.Equal(TokenSource.Cache, silent.AuthenticationResultMetadata.TokenSource);

        // MSAL has the user choose an account: the session's needs no password.
        var second = await InteractiveAsync(
            Application(), browser, page => page.ClickAsync(page.Buttons.Single(b => b.Contains(_tenant.Name("kim"), StringComparison.Ordinal))));
        Assert.Equal(first.UniqueId, second.UniqueId);
    }

    [Fact]
    public async Task AccessPass_OfAnAdministrator_SignsInUntilTheSessionIsRevoked()
    {
        using var admin = Client(await _tenant.TokenAsync("auth.admin"));
        var made = await admin.PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods", """{"isUsableOnce":false,"lifetimeInMinutes":60}""");
        var pass = (string)made.Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        var application = Application();

        var signedIn = await InteractiveAsync(application, Browser(), async page =>
        {
            await SignInAsync(page, "balas", pass);
            await page.ClickAsync("Skip for now");
        });

        Assert.Equal(HttpStatusCode.OK, await MeAsync(signedIn.AccessToken));
        (await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/revokeSignInSessions")).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(signedIn.AccessToken));
        var refused = await Assert.ThrowsAsync<MsalUiRequiredException>(
            () => application.AcquireTokenSilent(Scopes, signedIn.Account).WithForceRefresh(true).ExecuteAsync());
        Assert.Contains("AADSTS50173", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_WhoCancels_EndsTheClientsCall()
    {
        var refused = await Assert.ThrowsAsync<MsalServiceException>(() => InteractiveAsync(Application(), Browser(), page => page.ClickAsync("Cancel")));

        Assert.Equal("access_denied", refused.ErrorCode);
    }

    private IPublicClientApplication Application() => PublicClientApplicationBuilder.Create($"{SampleTenant.AdminTools}")
        .WithAuthority(new Uri(_server.Address, $"{_tenant.Id}").ToString(), validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithRedirectUri("http://localhost")
        .WithHttpClientFactory(new Clients(_trusting))
        .Build();

    /// <summary>Opens the browser as MSAL asks, which listens for the answer only then.</summary>
    private static async Task<AuthenticationResult> InteractiveAsync(IPublicClientApplication application, FormBrowser browser, Func<FormBrowser, Task> signIn)
    {
        using var failed = new CancellationTokenSource();
        var used = Task.CompletedTask;
        var result = application.AcquireTokenInteractive(Scopes).WithSystemWebViewOptions(new()
        {
            OpenBrowserAsync = uri =>
            {
                used = Task.Run(async () =>
                {
                    (await browser.OpenAsync(uri.PathAndQuery)).Is(HttpStatusCode.OK);
                    await signIn(browser);
                    await Loopback.ReturnAsync(browser);
                });
                _ = used.ContinueWith(_ => failed.Cancel(), TaskContinuationOptions.OnlyOnFaulted);
                return Task.CompletedTask;
            },
        }).ExecuteAsync(failed.Token);
        await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await used;
        return await result;
    }

    private async Task SignInAsync(FormBrowser browser, string alias, string secret)
    {
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        await browser.SubmitAsync(("password", secret));
    }

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        using var client = Client(token);
        return (await client.GetAnswerAsync("/v1.0/me")).Status;
    }

    private HttpClient Client(string token) => new(_trusting, disposeHandler: false)
    {
        BaseAddress = _server.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private sealed class Clients(HttpMessageHandler handler) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => new(handler, disposeHandler: false);
    }
}
