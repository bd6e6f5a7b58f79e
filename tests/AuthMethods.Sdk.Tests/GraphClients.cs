using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace AuthMethods.Sdk.Tests;

/// <summary>The official client, unmodified: only its base address and the source of its tokens are ours.</summary>
internal static class GraphClients
{
    /// <summary>Signed in as a sample user, with every permission or only the named ones.</summary>
    public static async Task<GraphServiceClient> GraphAsync(this TestTenant tenant, string alias, params string[] scopes)
    {
        var token = await tenant.TokenAsync(alias, scopes);
        return tenant.Graph(new TokenProvider(_ => Task.FromResult(token)));
    }

    /// <summary>Signed in as an application.</summary>
    public static async Task<GraphServiceClient> GraphAsAppAsync(this TestTenant tenant)
    {
        var token = await tenant.AppTokenAsync();
        return tenant.Graph(new TokenProvider(_ => Task.FromResult(token)));
    }

    public static GraphServiceClient Graph(this TestTenant tenant, IAccessTokenProvider tokens) =>
        new(new BaseBearerTokenAuthenticationProvider(tokens), $"{tenant.Server.Address.ToString().TrimEnd('/')}/v1.0");
}

/// <summary>Gets each token from <paramref name="next"/> and passes on the claims of a challenge, if there was one.</summary>
internal sealed class TokenProvider(Func<string?, Task<string>> next) : IAccessTokenProvider
{
    // Kiota sends tokens over plain HTTP to the loopback interface only.
    public AllowedHostsValidator AllowedHostsValidator { get; } = new();

    public Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
        next(additionalAuthenticationContext?.GetValueOrDefault("claims") as string);
}
