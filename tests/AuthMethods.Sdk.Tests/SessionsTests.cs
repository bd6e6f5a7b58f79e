using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Sdk.Tests;

public sealed class SessionsTests
{
    [Fact]
    public async Task Revoke_EndsTheTokenAndTheClientAsksForAnotherWithTheClaims()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var admin = await tenant.GraphAsync("global.admin");
        var token = await tenant.TokenAsync("kim");
        var asked = new List<string?>();
        var kim = tenant.Graph(new TokenProvider(async claims =>
        {
            asked.Add(claims);
            if (claims is not null) token = await LaterTokenAsync(tenant, claims);
            return token;
        }));
        Assert.NotNull(await kim.Me.GetAsync());

        Assert.True((await admin.Users[tenant.Name("kim")].RevokeSignInSessions.PostAsRevokeSignInSessionsPostResponseAsync())!.Value);

        Assert.Equal(tenant.Name("kim"), (await kim.Me.GetAsync())!.UserPrincipalName);
        Assert.Equal(3, asked.Count);
        Assert.NotNull(asked[2]);
    }

    [Fact]
    public async Task InvalidToken_IsATypedError()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var stranger = tenant.Graph(new TokenProvider(_ => Task.FromResult("not-a-token")));

        await stranger.Me.GetAsync().IsRefusedAsync(401, "InvalidAuthenticationToken");
    }

    /// <summary>A token issued no earlier than the challenge demands, which is at most a second from now.</summary>
    private static async Task<string> LaterTokenAsync(TestTenant tenant, string claims)
    {
        var demanded = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(claims)))!;
        var notBefore = DateTimeOffset.FromUnixTimeSeconds(
            long.Parse((string)demanded["access_token"]!["nbf"]!["value"]!, System.Globalization.CultureInfo.InvariantCulture));
        var wait = notBefore - tenant.Server.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait);
        return await tenant.TokenAsync("kim");
    }
}
