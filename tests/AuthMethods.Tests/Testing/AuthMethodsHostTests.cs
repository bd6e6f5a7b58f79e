using System.Net;
using AuthMethods.Testing;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TestTenant = AuthMethods.Testing.TestTenant;

namespace AuthMethods.Tests.Testing;

/// <summary>The package for tests: a host, tenants, clients.</summary>
public sealed class AuthMethodsHostTests : TenantTests
{
    private TestTenant Tenant => _tenant.Tenant;

    private AuthMethodsHost Host => Tenant.Host;

    [Fact]
    public async Task HttpClientAs_IsSignedInAsTheUser()
    {
        using var kim = Tenant.HttpClientAs("kim");

        var me = (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(Tenant.Name("kim"), (string?)me["userPrincipalName"]);
    }

    [Fact]
    public async Task HttpClientAsApp_HasExactlyThePermissionsThatAreNamed()
    {
        using var reader = Tenant.HttpClientAsApp("UserAuthenticationMethod.Read.All");
        var phones = $"/v1.0/users/{Tenant.Name("kim")}/authentication/phoneMethods";

        (await reader.GetAnswerAsync(phones)).Is(HttpStatusCode.OK);
        (await reader.PostAnswerAsync(phones, """{"phoneNumber":"+1 2065550123","phoneType":"alternateMobile"}""")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Mfa_CountsAsJustDone()
    {
        await using var host = await AuthMethodsHost.StartAsync(new() { Settings = { ["Policy:RequireMfaForAdministrators"] = "true" } });
        await using var tenant = await host.CreateTenantAsync();
        var methods = $"/v1.0/users/{tenant.Name("kim")}/authentication/methods";
        using var without = tenant.HttpClientAs("auth.admin");
        using var with = tenant.HttpClientAs("auth.admin", mfa: true);

        (await without.GetAnswerAsync(methods)).Is(HttpStatusCode.Forbidden);
        (await with.GetAnswerAsync(methods)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ClientIdAndSecret_GetATokenAtTheAuthority()
    {
        using var client = Host.CreateClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Tenant.ClientId,
            ["client_secret"] = Tenant.ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });

        using var response = await client.PostAsync($"/{Tenant.Domain}/oauth2/v2.0/token", form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Outbox_HasTheCodeThatWasSent()
    {
        await _tenant.SendAsync(await _tenant.UseOfAsync("kim"));

        Assert.Matches("^[0-9]{6}$", await Tenant.Outbox.LatestCodeAsync("kim"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Tenant.Outbox.LatestCodeAsync("adele"));
    }

    [Fact]
    public async Task Authenticators_AreRegisteredForTheUser()
    {
        var key = await Tenant.Authenticators.AddPasskeyAsync("balas");
        var app = await Tenant.Authenticators.AddTotpAsync("balas");
        var phone = await Tenant.Authenticators.AddMicrosoftAuthenticatorAsync("balas");

        using var admin = Tenant.HttpClientAs("global.admin");
        var methods = (await admin.GetAnswerAsync($"/v1.0/users/{Tenant.Name("balas")}/authentication/methods")).Is(HttpStatusCode.OK).Json;
        var ids = methods["value"]!.AsArray().Select(method => (string?)method!["id"]).ToArray();

        Assert.All([key, app, phone], authenticator => Assert.Contains(authenticator.MethodId, ids));
        Assert.Matches("^[0-9]{6}$", await app.CodeAsync());
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("notYetValid")]
    [InlineData("otherAudience")]
    [InlineData("otherIssuer")]
    [InlineData("otherTenant")]
    [InlineData("strangersKey")]
    [InlineData("noPermissions")]
    [InlineData("unsigned")]
    public async Task ForgedToken_IsRefused(string how)
    {
        var other = await Host.CreateTenantAsync();
        var token = Tenant.Forge("auth.admin", forged => how switch
        {
            "expired" => forged.ExpiredBy(TimeSpan.FromSeconds(1)),
            "notYetValid" => forged.NotValidFor(TimeSpan.FromMinutes(1)),
            "otherAudience" => forged.ForAudience("https://management.azure.com"),
            "otherIssuer" => forged.IssuedBy($"https://login.example/{other.Id}/v2.0"),
            "otherTenant" => forged.OfTenant(other.Id),
            "strangersKey" => forged.SignedByStranger(),
            "noPermissions" => forged.WithoutPermissions(),
            "unsigned" => forged.Unsigned(),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        });
        using var client = Tenant.HttpClientWith(token);

        (await client.GetAnswerAsync($"/v1.0/users/{Tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ForgedToken_ThatIsWrongInNothing_IsAccepted()
    {
        using var client = Tenant.HttpClientWith(Tenant.Forge("auth.admin", forged => forged));

        (await client.GetAnswerAsync($"/v1.0/users/{Tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Dispose_LeavesNoFileAndNoPort()
    {
        var host = await AuthMethodsHost.StartAsync(new() { HttpPort = 0, HttpsPort = 0 });
        var (http, https, directory) = (host.BaseAddress, host.HttpsAddress!, host.DataDirectory);
        await using (host)
        {
            using var client = host.CreateClient();
            (await client.GetAnswerAsync($"{http}health/live")).Is(HttpStatusCode.OK);
            (await client.GetAnswerAsync($"{https}health/live")).Is(HttpStatusCode.OK);
        }

        Assert.False(System.IO.Directory.Exists(directory));
        using var stranger = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(http));
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(https));
    }

    [Fact]
    public async Task Host_DoesNotReadTheEnvironment()
    {
        await using var host = await AuthMethodsHost.StartAsync();

        Assert.Null(host.Services.GetRequiredService<IConfiguration>()["PATH"]);
    }

    /// <summary>200 tests at once, each with a tenant of its own, write and see their own writes only.</summary>
    [Fact]
    public async Task Tests_InParallel_SeeNothingOfEachOther()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellation) =>
        {
            await using var tenant = await Host.CreateTenantAsync(cancellation);
            using var admin = tenant.HttpClientAs("global.admin");
            var user = $"/v1.0/users/{tenant.Name("balas")}";
            (await admin.PostAnswerAsync(
                $"{user}/authentication/phoneMethods", $$"""{"phoneNumber":"+1 206555{{number:0000}}","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
            (await admin.PatchAnswerAsync(user, $$"""{"displayName":"Balas {{number}}"}""")).Is(HttpStatusCode.NoContent);
            (await admin.DeleteAnswerAsync($"/v1.0/users/{tenant.Name(number % 2 == 0 ? "adele" : "megan")}")).Is(HttpStatusCode.NoContent);

            var phone = Assert.Single((await admin.GetAnswerAsync($"{user}/authentication/phoneMethods")).Json["value"]!.AsArray());
            var names = (await admin.GetAnswerAsync("/v1.0/users?$select=displayName&$top=100")).Json["value"]!.AsArray()
                .Select(u => (string?)u!["displayName"]).ToArray();
            Assert.Equal($"+1 206555{number:0000}", (string?)phone!["phoneNumber"]);
            Assert.Equal(22, names.Length);
            Assert.Equal($"Balas {number}", Assert.Single(names, name => name!.StartsWith("Balas", StringComparison.Ordinal)));
            Assert.Contains(number % 2 == 0 ? "Megan Bowen" : "Adele Vance", names);
        });
    }
}
