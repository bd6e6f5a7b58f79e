using Azure.Core;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace AuthMethods.Testing;

/// <summary>Clients of the Microsoft Graph SDK, and credentials for code that takes one.</summary>
public static class TestTenantGraphExtensions
{
    /// <summary>A client signed in as a user: with every delegated permission, or with exactly those that are named.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user's alias, or the principal name.</param>
    /// <param name="mfa">Whether the user has just done multi-factor authentication.</param>
    /// <param name="permissions">Delegated permissions, such as <c>UserAuthenticationMethod.Read</c>.</param>
    public static GraphServiceClient GraphAs(this TestTenant tenant, string user, bool mfa = false, params string[] permissions) =>
        Graph(tenant, tenant.TokenAs(user, mfa, permissions));

    /// <summary>A client signed in as an application: with every application permission, or with exactly those that are named.</summary>
    public static GraphServiceClient GraphAsApp(this TestTenant tenant, params string[] permissions) => Graph(tenant, tenant.TokenAsApp(permissions));

    /// <summary>A client that sends a token, such as a forged one.</summary>
    public static GraphServiceClient GraphWith(this TestTenant tenant, string token) => Graph(tenant, token);

    /// <summary>A credential of a user, which issues a token each time it is asked. The parameters are those of <see cref="GraphAs"/>.</summary>
    public static TokenCredential CredentialAs(this TestTenant tenant, string user, bool mfa = false, params string[] permissions) =>
        new TestCredential(() => tenant.TokenAs(user, mfa, permissions));

    /// <summary>A credential of an application.</summary>
    public static TokenCredential CredentialAsApp(this TestTenant tenant, params string[] permissions) =>
        new TestCredential(() => tenant.TokenAsApp(permissions));

    // The SDK's own handlers, so that it retries, redirects and compresses as in production.
    private static GraphServiceClient Graph(TestTenant tenant, string token) => new(
        GraphClientFactory.Create(finalHandler: tenant.Host.CreateHandler()),
        new BaseBearerTokenAuthenticationProvider(new FixedToken(token)),
        new Uri(tenant.Host.BaseAddress, "v1.0").ToString());

    private sealed class FixedToken(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(token);
    }
}
